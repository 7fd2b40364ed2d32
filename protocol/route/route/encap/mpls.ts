import { attributes, u8 } from '../../../schema/index.ts';
import { labels } from '../labels.ts';

/** `encap mpls 100/200`. Source: linux/mpls_iptunnel.h. */
export const mpls = attributes('MPLS_IPTUNNEL', () => ({
  dst: [1, labels],
  ttl: [2, u8],
}));
