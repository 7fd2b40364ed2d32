import { enumeration, flags, u16, u32 } from '../../../schema/index.ts';

/** `TUNNEL_ENCAP_*`: what a tunnel is itself carried in. Source: linux/if_tunnel.h. */
export const TUNNEL_ENCAP = enumeration('TUNNEL_ENCAP', u16, { none: 0, fou: 1, gue: 2, mpls: 3 });

/** `TUNNEL_ENCAP_FLAG_*`. Source: linux/if_tunnel.h. */
export const TUNNEL_ENCAP_FLAG = flags('TUNNEL_ENCAP_FLAG', u16, { csum: 1, csum6: 2, remcsum: 4 });

/** `IP6_TNL_F_*`: flags of tunnels over IPv6. Source: linux/ip6_tunnel.h. */
export const IP6_TNL_F = flags('IP6_TNL_F', u32, {
  ignEncapLimit: 0x01,
  useOrigTclass: 0x02,
  useOrigFlowlabel: 0x04,
  mip6Dev: 0x08,
  rcvDscpCopy: 0x10,
  useOrigFwmark: 0x20,
  allowLocalRemote: 0x40,
});
