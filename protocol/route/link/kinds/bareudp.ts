import { attributes, be16, flag, u16 } from '../../../schema/index.ts';

/** Any protocol in UDP: `ip link add bareudp0 type bareudp dstport 6635 ethertype mpls_uc`. Source: linux/if_link.h. */
export const bareudp = attributes('IFLA_BAREUDP', () => ({
  /** UDP destination port, in network byte order. */
  port: [1, be16],
  /** `ETH_P`, in network byte order. */
  ethertype: [2, be16],
  /** Least UDP source port, in the host's byte order. */
  srcportMin: [3, u16],
  multiprotoMode: [4, flag],
}));
