import { attributes, be16, be64, bytes, flags, ipv4, u8 } from '../../../schema/index.ts';
import { options } from './options.ts';

/** `TUNNEL_*`. The attribute is in network byte order. Source: linux/if_tunnel.h. */
export const TUNNEL = flags('TUNNEL', be16, {
  csum: 0x01,
  routing: 0x02,
  key: 0x04,
  seq: 0x08,
  strict: 0x10,
  rec: 0x20,
  version: 0x40,
  noKey: 0x80,
  dontFragment: 0x0100,
  oam: 0x0200,
  critOpt: 0x0400,
  geneveOpt: 0x0800,
  vxlanOpt: 0x1000,
  nocache: 0x2000,
  erspanOpt: 0x4000,
  gtpOpt: 0x8000,
});

/** `encap ip id 100 dst 192.0.2.1`. Source: linux/lwtunnel.h. */
export const ip = attributes('LWTUNNEL_IP', () => ({
  /** The tunnel key. */
  id: [1, be64],
  dst: [2, ipv4],
  src: [3, ipv4],
  ttl: [4, u8],
  tos: [5, u8],
  flags: [6, TUNNEL],
  pad: [7, bytes],
  opts: [8, options],
}));
