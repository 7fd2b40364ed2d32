import { amt } from './amt.ts';
import { bare } from './bare.ts';
import { bareudp } from './bareudp.ts';
import { batadv } from './batadv.ts';
import { bond } from './bond.ts';
import { bridge } from './bridge.ts';
import { can } from './can.ts';
import { dsa } from './dsa.ts';
import { geneve } from './geneve.ts';
import { gre, ip6gre } from './gre.ts';
import { gtp } from './gtp.ts';
import { hsr } from './hsr.ts';
import { ipoib } from './ipoib.ts';
import { ip6tnl, iptun } from './iptun.ts';
import { ipvlan } from './ipvlan.ts';
import { macsec } from './macsec.ts';
import { macvlan } from './macvlan.ts';
import { netkit } from './netkit.ts';
import { ovpn } from './ovpn.ts';
import { ppp } from './ppp.ts';
import { rmnet } from './rmnet.ts';
import { tun } from './tun.ts';
import { veth } from './veth.ts';
import { vlan } from './vlan.ts';
import { vrf } from './vrf.ts';
import { vti, vti6 } from './vti.ts';
import { vxcan } from './vxcan.ts';
import { vxlan } from './vxlan.ts';
import { wwan } from './wwan.ts';
import { xfrm } from './xfrm.ts';

/** The settings of each kind of link (`IFLA_INFO_DATA`), by its kind (`IFLA_INFO_KIND`). */
export const kinds = {
  amt,
  bareudp,
  batadv,
  bond,
  bridge,
  can,
  dsa,
  dummy: bare,
  erspan: gre,
  geneve,
  gre,
  gretap: gre,
  gtp,
  hsr,
  ifb: bare,
  ip6erspan: ip6gre,
  ip6gre,
  ip6gretap: ip6gre,
  ip6tnl,
  ipip: iptun,
  ipoib,
  ipvlan,
  ipvtap: ipvlan,
  macsec,
  macvlan,
  macvtap: macvlan,
  netkit,
  nlmon: bare,
  ovpn,
  ppp,
  rmnet,
  sit: iptun,
  team: bare,
  tun,
  vcan: bare,
  veth,
  vlan,
  vrf,
  vti,
  vti6,
  vxcan,
  vxlan,
  wireguard: bare,
  wwan,
  xfrm,
};
