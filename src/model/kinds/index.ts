import { type BridgeOptions, bridge } from './bridge.ts';
import type { KindModel } from './kind-model.ts';
import { type VlanOptions, vlan } from './vlan.ts';

/** The options of each kind, in ip-link(8)'s words without the underscores: `stp_state` is `stpState`. */
export interface KindOptions {
  bridge: BridgeOptions;
  vlan: VlanOptions;
}

/** A kind whose options have words of their own here. */
export type ConfigurableKind = keyof KindOptions;

export const kindModels: { readonly [K in ConfigurableKind]: KindModel<K, KindOptions[K]> } = {
  bridge,
  vlan,
};
