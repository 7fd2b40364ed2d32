import { neighbour } from '../../../../protocol/route/neighbour.ts';
import { inEachNamespace } from '../../perform.ts';
import { printRaw } from '../../raw/print-raw.ts';
import { afterShow } from '../../words.ts';
import { BRIDGE, parseForwardingFilter, shows } from './filter.ts';
import { printForwarding } from './print.ts';

/** Forwarding databases, as `bridge fdb` shows them. */
export const run = inEachNamespace(async (context, words) => {
  const { options, printer, tables } = context;
  const links = await context.links();
  const filter = await parseForwardingFilter(afterShow('fdb', words), links);
  const { dev = 0, bridge } = filter;
  const dump = context.connection().dump(neighbour, 'RTM_GETNEIGH', {
    header: { family: BRIDGE, ifindex: dev },
    master: bridge,
  });
  const views = await context.collect(dump);
  if (options.raw) {
    return printRaw(
      context,
      views.filter((view) => shows(filter, view)),
    );
  }
  const scene = { options, printer, tables, links, oneLink: filter.dev !== undefined };
  for (const view of views) {
    if (shows(filter, view)) context.entry(() => printForwarding(scene, view));
  }
  return undefined;
});
