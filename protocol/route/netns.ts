import { i32, message, struct, u32 } from '../schema/index.ts';
import { AF } from './families.ts';

const rtgenmsg = struct('rtgenmsg', { family: AF });

/**
 * Namespace ids, by which one namespace calls another: `ip netns set NAME NSID`. Source: linux/net_namespace.h.
 */
export const nsid = message(
  'nsid',
  { RTM_NEWNSID: 88, RTM_DELNSID: 89, RTM_GETNSID: 90 },
  'NETNSA',
  rtgenmsg,
  () => ({
    /** -1 where none is assigned. */
    nsid: [1, i32],
    /** The namespace of this process. */
    pid: [2, u32],
    /** The namespace that this descriptor is open on. */
    fd: [3, u32],
    /** Ask, or answer, as this namespace. */
    targetNsid: [4, i32],
    /** With `targetNsid`: the id in the namespace that asks. */
    currentNsid: [5, i32],
  }),
);
