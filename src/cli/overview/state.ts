import { address } from '../../../protocol/route/address.ts';
import { AF } from '../../../protocol/route/families.ts';
import { link } from '../../../protocol/route/link/link.ts';
import { RTEXT_FILTER } from '../../../protocol/route/link/operstate.ts';
import { NUD, neighbour } from '../../../protocol/route/neighbour.ts';
import { route } from '../../../protocol/route/route/route.ts';
import { rule } from '../../../protocol/route/rule.ts';
import type { Context } from '../context.ts';
import { linkNames } from '../names/load-links.ts';
import type { AddressView } from '../objects/addr/view.ts';
import type { LinkView } from '../objects/link/view.ts';
import type { NeighbourView } from '../objects/neigh/print.ts';
import type { RouteView } from '../objects/route/print.ts';
import type { RuleView } from '../objects/rule/print.ts';

/** What a namespace holds. */
export interface State {
  readonly links: readonly LinkView[];
  /** By the index of their link. */
  readonly addresses: ReadonlyMap<number, readonly AddressView[]>;
  readonly routes: readonly RouteView[];
  readonly rules: readonly RuleView[];
  readonly neighbours: readonly NeighbourView[];
}

/** The families whose rules are shown; those of multicast forwarding have rules, too. */
const ruled: readonly (string | number)[] = ['inet', 'inet6'];
/** The families whose routes are shown. */
const routed: readonly (string | number)[] = ['inet', 'inet6', 'mpls'];

/** Asks for everything there is, or what is of the family asked for. */
export async function readState(context: Context): Promise<State> {
  const connection = context.connection();
  const { family } = context.options;
  const header = { family };
  const skipStats = { extMask: RTEXT_FILTER.values.skipStats };
  const links = await context.collect(connection.dump(link, 'RTM_GETLINK', skipStats));
  context.useLinks(linkNames(links));
  const empty = { links, addresses: new Map(), routes: [], rules: [], neighbours: [] };
  if (family === AF.values.packet) return empty;
  const addresses = new Map<number, AddressView[]>();
  for (const view of await context.collect(connection.dump(address, 'RTM_GETADDR', { header }))) {
    const own = addresses.get(view.header.index);
    if (own === undefined) addresses.set(view.header.index, [view]);
    else own.push(view);
  }
  const routes = await context.collect(connection.dump(route, 'RTM_GETROUTE', { header }));
  const rules = await context.collect(connection.dump(rule, 'RTM_GETRULE', { header }));
  const neighbours = await context.collect(connection.dump(neighbour, 'RTM_GETNEIGH', { header }));
  return {
    links,
    addresses,
    routes: routes.filter((view) => routed.includes(view.header.family)),
    rules: rules.filter((view) => ruled.includes(view.header.family)),
    // As in `ip neigh`: multicast and the like, which nobody has to ask for, are left out.
    neighbours: neighbours.filter(
      (view) => ruled.includes(view.header.family) && (view.header.state & NUD.values.noarp) === 0,
    ),
  };
}
