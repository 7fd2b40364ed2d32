import { AF } from '../../../../protocol/route/families.ts';
import { nexthop } from '../../../../protocol/route/nexthop.ts';
import { route } from '../../../../protocol/route/route/route.ts';
import { RTM_F } from '../../../../protocol/route/route/rtmsg.ts';
import { nearest } from '../../../../protocol/schema/index.ts';
import { KernelError } from '../../../connection/kernel-error.ts';
import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import { vrfTable } from '../../names/vrf.ts';
import { printRaw } from '../../raw/print-raw.ts';
import type { Words } from '../../words.ts';
import { commonOf, MAIN, type RouteFilter, shows } from './filter.ts';
import type { NexthopObjects } from './nexthop.ts';
import { printRoute, type RouteView, tableOf } from './print.ts';
import { parseRouteFilter } from './selectors.ts';

/** `route show`: the routes of a table, or of all. */
export async function showRoutes(context: Context, words: Words): Promise<void> {
  const { options, printer, tables } = context;
  const links = await context.links();
  const filter = await parseRouteFilter(words, options.family, {
    tables,
    links,
    vrfTable: (name) => vrfTable(context, name),
  });
  const shown = (await readRoutes(context, filter)).filter((view) => shows(filter, view));
  if (options.raw) return printRaw(context, shown);
  const nexthops = await nexthopsOf(context, shown);
  const scene = { options, printer, tables, links, nexthops, common: commonOf(filter) };
  for (const view of shown) context.entry(() => printRoute(scene, view));
}

async function readRoutes(context: Context, filter: RouteFilter): Promise<RouteView[]> {
  const { family, table, oif, cloned, protocol = 0, types } = filter;
  const dump = context.connection().dump(route, 'RTM_GETROUTE', {
    header: {
      family,
      protocol,
      type: family === AF.values.inet || family === AF.values.inet6 ? onlyBit(types) : 0,
      flags: cloned ? RTM_F.values.cloned : 0,
    },
    table,
    oif,
  });
  try {
    return await context.collect(dump);
  } catch (error) {
    // A table is made with its first route.
    if (!(error instanceof KernelError) || error.code !== 'ENOENT' || table === undefined) throw error;
    if (table !== MAIN && !context.options.allNetns) throw await noSuchTable(context, family, table);
    return [];
  }
}

/** The number of the only bit that is set, else 0. */
function onlyBit(bits = 0): number {
  return bits > 0 && (bits & (bits - 1)) === 0 ? 31 - Math.clz32(bits) : 0;
}

async function noSuchTable(context: Context, family: number, table: number): Promise<InputError> {
  const known = new Set<number>();
  const all = context.connection().dump(route, 'RTM_GETROUTE', { header: { family } });
  for await (const views of all.datagrams()) for (const view of views) known.add(tableOf(view));
  const names = [...known].map((each) => context.tables.table.name(each));
  const name = context.tables.table.name(table);
  const version = family === AF.values.inet6 ? 'IPv6' : 'IPv4';
  const there = names.length === 0 ? 'there is none' : `there are ${names.join(', ')}`;
  return new InputError(`no ${version} routing table "${name}"${nearest(name, names)}; ${there}`);
}

/** With `-d`: the objects that these routes name, from one dump. */
export async function nexthopsOf(context: Context, views: readonly RouteView[]): Promise<NexthopObjects> {
  if (context.options.details === 0 || views.every(({ nhId }) => nhId === undefined)) return new Map();
  const all = await context.collect(context.connection().dump(nexthop, 'RTM_GETNEXTHOP'));
  return new Map(all.map((view) => [view.id ?? 0, view]));
}
