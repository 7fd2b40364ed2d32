import { NTF, neighbour } from '../../../../protocol/route/neighbour.ts';
import type { Command } from '../../command.ts';
import { vrfTable } from '../../names/vrf.ts';
import { printRaw } from '../../raw/raw.ts';
import { afterShow } from '../../words.ts';
import { parseNeighbourFilter, shows } from './filter.ts';
import { printNeighbour } from './print.ts';

/** Neighbours, as `ip neigh` shows them. */
export const neigh: Command = {
  names: ['neigh', 'neighbour', 'neighbor'],
  summary: 'neighbours: link layer addresses of those on the same link (ARP, NDP)',
  usage: `[show] [[to] PREFIX] [dev DEV] [nud STATE|all] [proxy] [master DEV] [nomaster] [vrf NAME] [unused]
                 [proto NAME]

STATE: permanent, noarp, reachable, stale, incomplete, delay, probe, failed, none. Without "nud", all but noarp.`,
  runs: 'each',
  async run(context, words) {
    const { options, printer, tables } = context;
    const links = await context.links();
    const filter = await parseNeighbourFilter(afterShow('neigh', words), options.family, {
      tables,
      links,
      vrfTable: (name) => vrfTable(context, name),
    });
    const { dev: ifindex, master } = filter;
    const dump = context.connection().dump(neighbour, 'RTM_GETNEIGH', {
      header: { family: filter.family, flags: filter.proxy ? NTF.values.proxy : 0 },
      ifindex,
      master: master === undefined ? undefined : master >>> 0,
    });
    const views = await context.collect(dump);
    if (options.raw) {
      return printRaw(
        context,
        views.filter((view) => shows(filter, view)),
      );
    }
    const scene = { options, printer, tables, links, oneLink: ifindex !== undefined };
    for (const view of views) {
      if (shows(filter, view)) context.entry(() => printNeighbour(scene, view));
    }
    return undefined;
  },
};
