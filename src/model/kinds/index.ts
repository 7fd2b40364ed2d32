import type { LinkView } from '../interface.ts';
import { dummy, ifb, type NoOptions, nlmon, team, vcan, wireguard } from './bare.ts';
import { type BondOptions, bond } from './bond.ts';
import { type BridgeOptions, bridge } from './bridge.ts';
import { type GeneveOptions, geneve } from './geneve.ts';
import { type GreOptions, gre, gretap, type Ip6greOptions, ip6gre, ip6gretap } from './gre.ts';
import { type HsrOptions, hsr } from './hsr.ts';
import { type Ip6tnlOptions, type IpipOptions, ip6tnl, ipip, type SitOptions, sit } from './ip-in-ip.ts';
import { type IpvlanOptions, ipvlan, ipvtap } from './ipvlan.ts';
import type { KindModel } from './kind-model.ts';
import { type MacsecOptions, macsec } from './macsec.ts';
import { type MacvlanOptions, macvlan, macvtap } from './macvlan.ts';
import type { Changes } from './option.ts';
import { type TunSettings, tun } from './tun.ts';
import { type VlanOptions, vlan } from './vlan.ts';
import { type VrfOptions, vrf } from './vrf.ts';
import { type VtiOptions, vti, vti6 } from './vti.ts';
import { type VxlanOptions, vxlan } from './vxlan.ts';
import { type XfrmOptions, xfrm } from './xfrm.ts';

/** The options of each kind, in ip-link(8)'s words without the underscores: `stp_state` is `stpState`. */
export interface KindOptions {
  bond: BondOptions;
  bridge: BridgeOptions;
  dummy: NoOptions;
  geneve: GeneveOptions;
  gre: GreOptions;
  gretap: GreOptions;
  hsr: HsrOptions;
  ifb: NoOptions;
  ip6gre: Ip6greOptions;
  ip6gretap: Ip6greOptions;
  ip6tnl: Ip6tnlOptions;
  ipip: IpipOptions;
  ipvlan: IpvlanOptions;
  ipvtap: IpvlanOptions;
  macsec: MacsecOptions;
  macvlan: MacvlanOptions;
  macvtap: MacvlanOptions;
  nlmon: NoOptions;
  sit: SitOptions;
  team: NoOptions;
  vcan: NoOptions;
  vlan: VlanOptions;
  vrf: VrfOptions;
  vti: VtiOptions;
  vti6: VtiOptions;
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
  gre,
  gretap,
  hsr,
  ifb,
  ip6gre,
  ip6gretap,
  ip6tnl,
  ipip,
  ipvlan,
  ipvtap,
  macsec,
  macvlan,
  macvtap,
  nlmon,
  sit,
  team,
  vcan,
  vlan,
  vrf,
  vti,
  vti6,
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
