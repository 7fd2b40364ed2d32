import type { Context } from '../context.ts';
import { printAddress } from '../objects/addr/print.ts';
import { printLink } from '../objects/link/print.ts';
import { printNeighbour } from '../objects/neigh/print.ts';
import { printRoute } from '../objects/route/print.ts';
import { nexthopsOf } from '../objects/route/show.ts';
import { printRule } from '../objects/rule/print.ts';
import type { State } from './state.ts';

/** Everything as one object, whose arrays hold what `link`, `addr`, `route`, `rule` and `neigh` print each. */
export async function printJson(context: Context, state: State): Promise<void> {
  const { printer, options, tables } = context;
  const names = await context.links();
  const nexthops = await nexthopsOf(context, state.routes);
  const scene = { options, printer, tables, links: names };
  const all = <V>(key: string, views: readonly V[], print: (view: V) => void) =>
    printer.array(key, () => {
      for (const view of views) printer.object(undefined, () => print(view));
    });
  context.entry(() => {
    all('links', state.links, (view) => {
      printLink(printer, view, { names, tables, options, whole: true, namespaceName: () => undefined });
      all('addr_info', state.addresses.get(view.header.index) ?? [], (each) =>
        printAddress(printer, each, { names, tables, options, alone: false }),
      );
    });
    all('routes', state.routes, (view) => printRoute({ ...scene, nexthops, common: new Set() }, view));
    all('rules', state.rules, (view) => printRule(scene, view));
    all('neighbours', state.neighbours, (view) => printNeighbour({ ...scene, oneLink: false }, view));
  });
}
