import type { KernelError } from '../connection/kernel-error.ts';

/** What to do about a refusal that many people meet. */
interface Advice {
  readonly code: string;
  /** Message types; left out: any. */
  readonly requests?: readonly string[];
  /** What the kernel's words must match; left out: anything. */
  readonly reason?: RegExp;
  /** What was tried must match; left out: anything. */
  readonly operation?: RegExp;
  readonly text: string;
}

const ADVICE: readonly Advice[] = [
  {
    code: 'EPERM',
    requests: ['RTM_NEWNEIGH'],
    text: 'a dynamic entry needs a port that is up and learns; and all need CAP_NET_ADMIN: run as root, or inside `unshare -Urn`',
  },
  {
    code: 'EPERM',
    requests: ['RTM_NEWLINK', 'RTM_SETLINK'],
    reason: /while up/i,
    text: 'a port of a bond is down when it joins: set({ up: false, master }), and no up for a new one',
  },
  {
    code: 'EPERM',
    text: 'it needs CAP_NET_ADMIN in the user namespace that owns this network namespace: run as root, or inside `unshare -Urn`',
  },
  {
    code: 'EEXIST',
    requests: ['RTM_NEWROUTE'],
    text: 'there is a route for this prefix, tos and metric already: use replace() to change it, append() to put this one behind it, or another metric',
  },
  {
    code: 'EEXIST',
    requests: ['RTM_NEWADDR'],
    text: 'the interface has this address already: use replace() to change its lifetimes and flags',
  },
  {
    code: 'EEXIST',
    requests: ['RTM_NEWLINK'],
    text: 'an interface of this name is there already, or another that uses the same id on the same lower interface',
  },
  {
    code: 'EEXIST',
    requests: ['RTM_NEWNEIGH'],
    text: 'there is an entry already: use replace() to change it',
  },
  { code: 'EEXIST', requests: ['RTM_NEWRULE'], text: 'there is exactly this rule already' },
  {
    code: 'ENETUNREACH',
    requests: ['RTM_NEWROUTE'],
    reason: /invalid gateway/i,
    text: 'no interface that is up has the gateway in its prefix: add the address and bring the interface up first, or say onlink',
  },
  {
    code: 'EHOSTUNREACH',
    requests: ['RTM_NEWROUTE'],
    text: 'no interface that is up reaches the gateway: add the address and bring the interface up first, or say onlink',
  },
  {
    code: 'EINVAL',
    requests: ['RTM_NEWROUTE'],
    reason: /invalid prefix/i,
    text: 'the destination has bits set behind the length of its prefix',
  },
  {
    code: 'EINVAL',
    requests: ['RTM_NEWROUTE'],
    reason: /invalid prefsrc/i,
    text: 'the source address (src) must be one of this namespace: add it to an interface first',
  },
  {
    code: 'ENETDOWN',
    requests: ['RTM_NEWROUTE'],
    text: 'bring the interface up first: routes live only on interfaces that are up',
  },
  {
    code: 'ESRCH',
    requests: ['RTM_DELROUTE'],
    text: 'no route matches; it may have gone with its interface',
  },
  {
    code: 'ENOENT',
    requests: ['RTM_NEWNEIGH'],
    text: 'there is no entry to change: use add() or replace()',
  },
  {
    code: 'EINVAL',
    requests: ['RTM_NEWNEIGH'],
    reason: /no link layer address/i,
    text: 'say lladdr; with use or managed the kernel looks for it',
  },
  {
    code: 'EINVAL',
    requests: ['RTM_NEWNEIGH'],
    reason: /^$/,
    text: "a port must belong to the entry's VLAN, a VXLAN's entry needs a remote end (dst), and a bridge's own can only be permanent",
  },
  {
    code: 'EOPNOTSUPP',
    requests: ['RTM_NEWNEIGH', 'RTM_DELNEIGH'],
    text: 'the interface is no port of a bridge (master), or has no forwarding entries of its own (self)',
  },
  {
    code: 'EAFNOSUPPORT',
    requests: ['RTM_NEWNEIGH'],
    text: "the remote end must be of the family of the VXLAN's own addresses",
  },
  { code: 'ENOENT', requests: ['RTM_DELNEIGH', 'RTM_DELRULE'], text: 'there is no such entry (any more)' },
  { code: 'EADDRNOTAVAIL', requests: ['RTM_DELADDR'], text: 'the interface has no such address (any more)' },
  {
    code: 'EBUSY',
    requests: ['RTM_NEWLINK', 'RTM_SETLINK'],
    text: 'it is in use: a port must leave its master (noMaster) first, and some settings change only while the interface is down',
  },
  {
    code: 'ELOOP',
    requests: ['RTM_NEWLINK', 'RTM_SETLINK'],
    text: 'a bridge cannot be a port of a bridge: join two bridges with a veth pair',
  },
  {
    code: 'EOPNOTSUPP',
    requests: ['RTM_NEWLINK'],
    reason: /unknown device type/i,
    text: 'this kernel has no such kind of interface, neither built in nor as a module that could be loaded',
  },
  {
    code: 'EOPNOTSUPP',
    requests: ['RTM_SETLINK', 'RTM_DELLINK'],
    operation: /^(add|delete) VLANs? /,
    text: 'the interface must be a port of a bridge, or a bridge; and the kernel must know VLANs of bridges (CONFIG_BRIDGE_VLAN_FILTERING)',
  },
  {
    code: 'EOPNOTSUPP',
    requests: ['RTM_NEWLINK', 'RTM_SETLINK'],
    operation: /\(.*\bmaster /,
    text: 'the master must be of a kind that takes ports: a bridge, a bond, a VRF',
  },
  {
    code: 'EOPNOTSUPP',
    requests: ['RTM_DELLINK'],
    text: 'only virtual interfaces can be deleted, and the loopback goes with its namespace',
  },
  {
    code: 'ENOENT',
    requests: ['RTM_NEWROUTE'],
    operation: /^change /,
    text: 'there is no such route to change: use add() or replace()',
  },
  {
    code: 'ENETUNREACH',
    requests: ['RTM_GETROUTE'],
    text: 'no route leads there: add one, or a default route',
  },
  { code: 'ENODEV', text: 'there is no such interface (any more) in this namespace' },
];

/** What to do about it, if it is one of the common mistakes. */
export function adviceFor(
  { code, request, reason = '' }: KernelError,
  operation: string,
): string | undefined {
  return ADVICE.find(
    (advice) =>
      advice.code === code &&
      (advice.requests?.includes(request) ?? true) &&
      (advice.reason?.test(reason) ?? true) &&
      (advice.operation?.test(operation) ?? true),
  )?.text;
}
