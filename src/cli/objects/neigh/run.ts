import { NTF, neighbour } from '../../../../protocol/route/neighbour.ts';
import { vrfTable } from '../../names/vrf.ts';
import { inEachNamespace } from '../../perform.ts';
import { printRaw } from '../../raw/print-raw.ts';
import { afterShow } from '../../words.ts';
import { parseNeighbourFilter, shows } from './filter.ts';
import { printNeighbour } from './print.ts';

/** Neighbours, as `ip neigh` shows them. */
export const run = inEachNamespace(async (context, words) => {
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
});
