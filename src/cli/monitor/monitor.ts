import type { Command } from '../command.ts';

/** Changes as they happen, as `ip monitor` shows them. */
export const monitor: Command = {
  names: ['monitor'],
  summary: 'changes as they happen, until interrupted',
  usage: `[all | OBJECT...] [dev DEV] [label] [--changes] [--follow-state]

OBJECT: link, addr, route, neigh, fdb, rule, nexthop, nsid. Without one, all of them; each line of several then begins
with what it is about: [LINK]. With -j, an object on a line of its own for each event, with the keys of ip -j, "object",
and "deleted": true on a removal. -t and -ts tell the time.

Plainly, what is printed is what the kernel tells, as ip monitor prints it.

  --follow-state  first what is there ([snapshot]), then all that comes, changes and goes, also what the kernel changes
                  without a word: lines that follow from another event are [inferred], those that a dump found are
                  [resynchronised]. Who reads them always knows what is there. With -j: "change": added, changed or
                  removed, and "key", which tells an object from others of its kind.
  --changes       the same without the state, and of an object that changed only what did: mtu 1500 -> 1400. With -j:
                  "changes": {"mtu": {"old": 1500, "new": 1400}}
  dev DEV         only that interface, with what belongs to it
  -a              all named network namespaces, also those that are made later: [netns NAME] before each line, and a
                  line for each that comes [NETNS] or goes
  -rcvbuf SIZE    kernel memory for events that wait to be read; 64m by default, as far as the kernel allows

What is read too late is merged with --changes or --follow-state: one line from the oldest state to the newest,
[merged]. When the kernel dropped events for want of memory, that is told on standard error; the kernel is then asked for
everything, and what nobody told is printed, [resynchronised]. nexthop and nsid, and routes of MPLS, are told as the
kernel tells them: of these what was lost stays unknown. What is watched is kept in memory, to be compared: a million
routes take some 120 MB.`,
  load: () => import('./run.ts'),
};
