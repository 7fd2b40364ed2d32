import type { Command } from '../../command.ts';

/** Neighbours, as `ip neigh` shows them. */
export const neigh: Command = {
  names: ['neigh', 'neighbour', 'neighbor'],
  summary: 'neighbours: link layer addresses of those on the same link (ARP, NDP)',
  usage: `[show] [[to] PREFIX] [dev DEV] [nud STATE|all] [proxy] [master DEV] [nomaster] [vrf NAME] [unused]
                 [proto NAME]

STATE: permanent, noarp, reachable, stale, incomplete, delay, probe, failed, none. Without "nud", all but noarp.`,
  load: () => import('./run.ts'),
};
