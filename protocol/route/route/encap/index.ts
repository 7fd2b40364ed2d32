import { enumeration, select, u16 } from '../../../schema/index.ts';
import { bpf } from './bpf.ts';
import { ila } from './ila.ts';
import { ioam6 } from './ioam6.ts';
import { ip } from './ip.ts';
import { ip6 } from './ip6.ts';
import { mpls } from './mpls.ts';
import { rpl } from './rpl.ts';
import { seg6 } from './seg6.ts';
import { seg6Local } from './seg6local.ts';
import { xfrm } from './xfrm.ts';

/** `LWTUNNEL_ENCAP_*`: lightweight tunnels, which a route's own packets go through. Source: linux/lwtunnel.h. */
export const LWTUNNEL_ENCAP = enumeration('LWTUNNEL_ENCAP', u16, {
  none: 0,
  mpls: 1,
  ip: 2,
  ila: 3,
  ip6: 4,
  seg6: 5,
  bpf: 6,
  seg6Local: 7,
  rpl: 8,
  ioam6: 9,
  xfrm: 10,
});

/** `RTA_ENCAP` and `NHA_ENCAP`, by the `encapType` beside them. */
export const encap = select('encapType', {
  mpls,
  ip,
  ila,
  ip6,
  seg6,
  bpf,
  seg6Local,
  rpl,
  ioam6,
  xfrm,
});
