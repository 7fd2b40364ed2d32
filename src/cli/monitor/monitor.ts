import type { Command } from '../command.ts';

/** Changes as they happen, as `ip monitor` shows them. */
export const monitor: Command = {
  names: ['monitor'],
  summary: 'changes as they happen, until interrupted',
  usage: `[all | OBJECT...] [dev DEV] [label]

OBJECT: link, addr, route, neigh, fdb, rule, nexthop, nsid. Without one, all of them; each line of several then begins
with what it is about: [LINK]. With -j, an object on a line of its own for each event. -t and -ts tell the time.`,
  load: () => import('./run.ts'),
};
