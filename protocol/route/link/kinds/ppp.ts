import { attributes, i32 } from '../../../schema/index.ts';

/** Point-to-point protocol. Source: linux/if_link.h, drivers/net/ppp/ppp_generic.c. */
export const ppp = attributes('IFLA_PPP', () => ({
  /** A descriptor of /dev/ppp in the process that asks. */
  devFd: [1, i32],
}));
