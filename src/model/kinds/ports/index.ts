import { type BondPortOptions, bondPort } from './bond.ts';
import { type BridgePortOptions, bridgePort } from './bridge.ts';
import type { PortModel } from './port-model.ts';
import { type VrfPortOptions, vrfPort } from './vrf.ts';

/** The options of each kind of port, by the kind of its master, in iproute2's words without the underscores. */
export interface PortOptions {
  bond: BondPortOptions;
  bridge: BridgePortOptions;
  vrf: VrfPortOptions;
}

/** A kind whose ports have options that can be read. */
export type PortKind = keyof PortOptions;

/** A kind whose ports have options that can be changed. */
export type ConfigurablePortKind = Exclude<PortKind, 'vrf'>;

export const portModels: { readonly [K in PortKind]: PortModel<K, PortOptions[K]> } = {
  bond: bondPort,
  bridge: bridgePort,
  vrf: vrfPort,
};
