import type { Context } from '../context.ts';
import { printNeighbour } from '../objects/neigh/print.ts';
import { printRule } from '../objects/rule/print.ts';
import { heading, shorten } from './glance.ts';
import { printLinks } from './links.ts';
import { readElsewhere } from './peers.ts';
import { printRoutes } from './routes.ts';
import { unusualRules } from './rules.ts';
import type { State } from './state.ts';
import { linkTree } from './tree.ts';

/** Everything for people, of long lists the beginning. */
export async function printText(context: Context, state: State): Promise<void> {
  const { options, printer, tables } = context;
  const links = await context.links();
  const scene = { options, printer, tables, links };
  const nameElsewhere = await readElsewhere(context, state.links);
  printer.text('Links\n', 'heading');
  printLinks({ ...scene, addresses: state.addresses, nameElsewhere }, linkTree(state.links));
  await printRoutes(context, scene, state);
  for (const [family, rules] of unusualRules(state.rules, options.family)) {
    heading(context, `${family} rules`);
    if (rules.length === 0) printer.text('none\n');
    shorten(context, rules, 'rule', (rule) => printRule(scene, rule));
  }
  if (state.neighbours.length === 0) return;
  heading(context, 'Neighbours');
  shorten(context, state.neighbours, 'neigh', (view) => printNeighbour({ ...scene, oneLink: false }, view));
}
