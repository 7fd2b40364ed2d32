import type { LinkView } from '../interface.ts';
import { dummy, ifb, type NoOptions, nlmon, team, vcan, wireguard } from './bare.ts';
import { type BondOptions, bond } from './bond.ts';
import { type BridgeOptions, bridge } from './bridge.ts';
import { type GeneveOptions, geneve } from './geneve.ts';
import { type IpvlanOptions, ipvlan, ipvtap } from './ipvlan.ts';
import type { KindModel } from './kind-model.ts';
import { type MacvlanOptions, macvlan, macvtap } from './macvlan.ts';
import type { Changes } from './option.ts';
import { type TunSettings, tun } from './tun.ts';
import { type VlanOptions, vlan } from './vlan.ts';
import { type VrfOptions, vrf } from './vrf.ts';
import { type VxlanOptions, vxlan } from './vxlan.ts';
import { type XfrmOptions, xfrm } from './xfrm.ts';

/** The options of each kind, in ip-link(8)'s words without the underscores: `stp_state` is `stpState`. */
export interface KindOptions {
  bond: BondOptions;
  bridge: BridgeOptions;
  dummy: NoOptions;
  geneve: GeneveOptions;
  ifb: NoOptions;
  ipvlan: IpvlanOptions;
  ipvtap: IpvlanOptions;
  macvlan: MacvlanOptions;
  macvtap: MacvlanOptions;
  nlmon: NoOptions;
  team: NoOptions;
  vcan: NoOptions;
  vlan: VlanOptions;
  vrf: VrfOptions;
  vxlan: VxlanOptions;
  wireguard: NoOptions;
  xfrm: XfrmOptions;
}

/** A kind whose options have words of their own here. */
export type ConfigurableKind = keyof KindOptions;

export const kindModels: { readonly [K in ConfigurableKind]: KindModel<K, KindOptions[K]> } = {
  bond,
  bridge,
  dummy,
  geneve,
  ifb,
  ipvlan,
  ipvtap,
  macvlan,
  macvtap,
  nlmon,
  team,
  vcan,
  vlan,
  vrf,
  vxlan,
  wireguard,
  xfrm,
};

/** What can be read of each kind: its options, or what a tun was born with. */
export interface ReadableOptions extends KindOptions {
  tun: TunSettings;
}

/** How it is read. */
export const kindReaders: {
  readonly [K in keyof ReadableOptions]: { read(view: LinkView): Changes<ReadableOptions[K]> };
} = { ...kindModels, tun };
