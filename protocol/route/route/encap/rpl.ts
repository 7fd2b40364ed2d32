import { attributes, bytes } from '../../../schema/index.ts';

/** `encap rpl segs 2001:db8::1`. Source: linux/rpl_iptunnel.h. */
export const rpl = attributes('RPL_IPTUNNEL', () => ({
  /** `struct ipv6_rpl_sr_hdr`, RFC 6554's source routing header as it goes into packets. */
  srh: [1, bytes],
}));
