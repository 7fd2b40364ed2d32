import { address } from '../../../protocol/route/address.ts';
import { AF } from '../../../protocol/route/families.ts';
import { link } from '../../../protocol/route/link/link.ts';
import { RTEXT_FILTER } from '../../../protocol/route/link/operstate.ts';
import { NUD, neighbour } from '../../../protocol/route/neighbour.ts';
import { route } from '../../../protocol/route/route/route.ts';
import { rule } from '../../../protocol/route/rule.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { linkNames } from '../names/load-links.ts';
import { nsidNames } from '../names/nsids.ts';
import { printAddress } from '../objects/addr/print.ts';
import type { AddressView } from '../objects/addr/view.ts';
import { printLink } from '../objects/link/print.ts';
import type { LinkView } from '../objects/link/view.ts';
import { type NeighbourView, printNeighbour } from '../objects/neigh/print.ts';
import { printRoute, type RouteView, tableOf } from '../objects/route/print.ts';
import { nexthopsOf } from '../objects/route/show.ts';
import { printRule, type RuleView, ruleTable } from '../objects/rule/print.ts';
import { printRaw } from '../raw/raw.ts';
import { printLinks } from './links.ts';
import { linkTree } from './tree.ts';

/** The whole namespace at a glance. */
export const overview: Command = {
  names: ['overview'],
  summary: 'the whole namespace at a glance (when no OBJECT is given)',
  usage: `
Links as a tree (ports under their master, vlans under their link) with their addresses, the routes of the main
table, how many there are in others, rules when they are not the usual ones, and neighbours.
`,
  runs: 'each',
  async run(context, words) {
    if (words[0] !== undefined) throw new UsageError(`the overview takes no "${words[0]}"`);
    const state = await readState(context);
    if (context.options.raw) {
      printRaw(context, [state.links, state.addresses, state.routes, state.rules, state.neighbours].flat());
    } else if (context.printer.json) await printJson(context, state);
    else await printText(context, state);
    return undefined;
  },
};

interface State {
  readonly links: readonly LinkView[];
  readonly addresses: readonly AddressView[];
  readonly routes: readonly RouteView[];
  readonly rules: readonly RuleView[];
  readonly neighbours: readonly NeighbourView[];
}

async function readState(context: Context): Promise<State> {
  const connection = context.connection();
  const families = [AF.values.inet, AF.values.inet6].filter(
    (family) => context.options.family === AF.values.unspec || context.options.family === family,
  );
  const links = await context.collect(
    connection.dump(link, 'RTM_GETLINK', { extMask: RTEXT_FILTER.values.skipStats }),
  );
  context.useLinks(linkNames(links));
  const addresses: AddressView[] = [];
  const routes: RouteView[] = [];
  const rules: RuleView[] = [];
  const neighbours: NeighbourView[] = [];
  for (const family of families) {
    const header = { family };
    addresses.push(...(await context.collect(connection.dump(address, 'RTM_GETADDR', { header }))));
    for (const view of await context.collect(connection.dump(route, 'RTM_GETROUTE', { header })))
      routes.push(view);
    rules.push(...(await context.collect(connection.dump(rule, 'RTM_GETRULE', { header }))));
    for (const view of await context.collect(connection.dump(neighbour, 'RTM_GETNEIGH', { header }))) {
      if ((view.header.state & NUD.values.noarp) === 0) neighbours.push(view);
    }
  }
  return { links, addresses, routes, rules, neighbours };
}

async function scenesOf(context: Context, state: State) {
  const { options, printer, tables } = context;
  const links = await context.links();
  const nexthops = await nexthopsOf(context, state.routes);
  const scene = { options, printer, tables, links };
  return {
    scene,
    routes: { ...scene, nexthops, common: new Set<never>() },
    neighbours: { ...scene, oneLink: false },
  };
}

async function printJson(context: Context, state: State): Promise<void> {
  const { printer, options, tables } = context;
  const { scene, routes, neighbours } = await scenesOf(context, state);
  const names = scene.links;
  const surroundings = { names, tables, options, whole: true, namespaceName: () => undefined };
  const all = <V>(key: string, views: readonly V[], print: (view: V) => void) =>
    printer.array(key, () => {
      for (const view of views) printer.object(undefined, () => print(view));
    });
  context.entry(() => {
    all('links', state.links, (view) => {
      printLink(printer, view, surroundings);
      const own = state.addresses.filter(({ header }) => header.index === view.header.index);
      all('addr_info', own, (each) => printAddress(printer, each, { names, tables, options, alone: false }));
    });
    all('routes', state.routes, (view) => printRoute(routes, view));
    all('rules', state.rules, (view) => printRule(scene, view));
    all('neighbours', state.neighbours, (view) => printNeighbour(neighbours, view));
  });
}

async function printText(context: Context, state: State): Promise<void> {
  const { printer, tables } = context;
  const { scene, routes, neighbours } = await scenesOf(context, state);
  const elsewhere = state.links.some(({ linkNetnsid }) => linkNetnsid !== undefined);
  const namespaces = elsewhere ? await nsidNames(context.connection()) : new Map<number, string>();
  const addresses = new Map<number, AddressView[]>();
  for (const view of state.addresses) {
    const own = addresses.get(view.header.index);
    if (own === undefined) addresses.set(view.header.index, [view]);
    else own.push(view);
  }
  printer.text('Links\n');
  printLinks(
    { printer, names: scene.links, addresses, namespaceName: (nsid) => namespaces.get(nsid) },
    linkTree(state.links),
  );

  const main = state.routes.filter((view) => tableOf(view) === MAIN);
  if (main.length > 0) printer.text('\nRoutes\n');
  for (const view of main) printRoute(routes, view);
  const others = new Map<number, number>();
  for (const view of state.routes) {
    const table = tableOf(view);
    if (table !== MAIN) others.set(table, (others.get(table) ?? 0) + 1);
  }
  if (others.size > 0) {
    const counts = [...others].map(([table, count]) => `${tables.table.name(table)} ${count}`);
    printer.text(`${main.length > 0 ? '' : '\n'}Routes in other tables: ${counts.join(', ')}\n`);
  }

  const unusual = new Set(state.rules.filter((view) => !isUsual(view)).map(({ header }) => header.family));
  if (unusual.size > 0) printer.text('\nRules\n');
  for (const view of state.rules) if (unusual.has(view.header.family)) printRule(scene, view);
  if (state.neighbours.length > 0) printer.text('\nNeighbours\n');
  for (const view of state.neighbours) printNeighbour(neighbours, view);
}

/** `RT_TABLE_MAIN`. */
const MAIN = 254;

/** The rules that every namespace is born with: 0 local, 32766 main, 32767 default. */
const usual: ReadonlyMap<number, number> = new Map([
  [0, 255],
  [32766, 254],
  [32767, 253],
]);

function isUsual(view: RuleView): boolean {
  const { header, priority = 0 } = view;
  const plain =
    header.srcLen === 0 && header.dstLen === 0 && view.fwmark === undefined && view.iifname === undefined;
  return plain && usual.get(priority) === ruleTable(view);
}
