import { i32, message, struct } from '../schema/index.ts';
import { AF } from './families.ts';

const netconfmsg = struct('netconfmsg', { family: AF });

/** The sysctls of an interface that change forwarding: `ip netconf`. Source: linux/netconf.h. */
export const netconf = message(
  'netconf',
  { RTM_NEWNETCONF: 80, RTM_DELNETCONF: 81, RTM_GETNETCONF: 82 },
  'NETCONFA',
  netconfmsg,
  () => ({
    /** -1 for `all`, -2 for `default`. */
    ifindex: [1, i32],
    forwarding: [2, i32],
    rpFilter: [3, i32],
    mcForwarding: [4, i32],
    proxyNeigh: [5, i32],
    ignoreRoutesWithLinkdown: [6, i32],
    /** AF_MPLS: whether labelled packets are accepted. */
    input: [7, i32],
    bcForwarding: [8, i32],
    forceForwarding: [9, i32],
  }),
);
