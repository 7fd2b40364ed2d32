import { dataOf } from '../../../protocol/route/link/linkinfo.ts';
import type { Context } from '../context.ts';
import { printRoute, type RouteView, tableOf } from '../objects/route/print.ts';
import { nexthopsOf } from '../objects/route/show.ts';
import type { Scene } from '../scene.ts';
import { heading, shorten } from './glance.ts';
import type { State } from './state.ts';

/** `RT_TABLE_MAIN`. */
const MAIN = 254;

const families = [
  ['inet', 'IPv4', '-4'],
  ['inet6', 'IPv6', '-6'],
  ['mpls', 'MPLS', '-M'],
] as const;

/** The routes of each family's main table, and how many are in others. */
export async function printRoutes(context: Context, scene: Scene, state: State): Promise<void> {
  const nexthops = await nexthopsOf(context, state.routes);
  for (const [family, name, option] of families) {
    const routes = state.routes.filter(({ header }) => header.family === family);
    // MPLS has one table, and numbers it 254.
    const main = routes.filter((view) => tableOf(view) === MAIN);
    const linkLocal = main.filter(isLinkLocal);
    const shown = linkLocal.length > 1 ? main.filter((view) => !linkLocal.includes(view)) : main;
    if (routes.length > 0) heading(context, `${name} routes`);
    shorten(context, shown, `${option} route`, (view) => {
      printRoute({ ...scene, nexthops, common: new Set() }, view);
    });
    if (shown.length < main.length) printLinkLocal(context, linkLocal.length);
    printOthers(context, state, routes);
  }
}

/** `fe80::/64`, which every link that does IPv6 has. */
function isLinkLocal({ header, dst, gateway, priority }: RouteView): boolean {
  const usual = header.type === 'unicast' && header.protocol === 'kernel' && priority === 256;
  return (
    usual && header.family === 'inet6' && header.dstLen === 64 && dst === 'fe80::' && gateway === undefined
  );
}

function printLinkLocal({ printer }: Context, links: number): void {
  printer.text('fe80::/64 ', 'inet6');
  printer.text(`on ${links} links (link-local)\n`);
}

/** How many routes are in other tables; of a VRF's, whose it is. */
function printOthers({ printer, tables }: Context, { links }: State, routes: readonly RouteView[]): void {
  const counts = new Map<number, number>();
  for (const view of routes) {
    const table = tableOf(view);
    if (table !== MAIN) counts.set(table, (counts.get(table) ?? 0) + 1);
  }
  if (counts.size === 0) return;
  const vrfs = new Map(
    links.map((link) => [link.linkinfo && dataOf(link.linkinfo, 'vrf')?.table, link.ifname]),
  );
  const words = [...counts].map(([table, count]) => {
    const vrf = vrfs.get(table);
    const name = tables.table.name(table);
    return `${count} in ${name}${vrf === undefined ? '' : ` (VRF ${vrf})`}`;
  });
  printer.text(`(other tables: ${words.join(', ')})\n`);
}
