import { address } from '../../../protocol/route/address.ts';
import { type Group, link, neighbour, route, rule } from '../../../protocol/route/index.ts';
import type { Connection } from '../../connection/connection.ts';
import type { Dump } from '../../connection/dump.ts';
import type { Selection } from '../selection.ts';
import type { Doubt } from '../store/observer.ts';

/** The dumps that make up a part; the kernel leaves out what it can filter by. */
export function dumpsOf(netlink: Connection, part: Doubt, selection: Selection): Dump<unknown>[] {
  switch (part) {
    case 'links':
      return [netlink.dump(link, 'RTM_GETLINK')];
    case 'addresses':
      return [netlink.dump(address, 'RTM_GETADDR')];
    case 'neighbours':
      return [netlink.dump(neighbour, 'RTM_GETNEIGH')];
    case 'fdb':
      return [netlink.dump(neighbour, 'RTM_GETNEIGH', { header: { family: 'bridge' } })];
    case 'rules':
      return families.map((family) => netlink.dump(rule, 'RTM_GETRULE', { header: { family } }));
    case 'routes4':
      return routes(netlink, 'inet', selection);
    case 'routes6':
      return routes(netlink, 'inet6', selection);
  }
}

function routes(netlink: Connection, family: 'inet' | 'inet6', selection: Selection): Dump<unknown>[] {
  const { tables, protocols, ways } = selection;
  const count = (tables?.size ?? 1) * (protocols?.size ?? 1) * (ways?.size ?? 1);
  const each = <T>(of: ReadonlySet<T> | undefined) =>
    of === undefined || count > FILTERS_MAX ? [undefined] : [...of];
  return each(tables).flatMap((table) =>
    each(protocols).flatMap((protocol) =>
      each(family === 'inet' ? ways : undefined).map((oif) =>
        netlink.dump(route, 'RTM_GETROUTE', {
          header: { family, ...(protocol !== undefined && { protocol }) },
          ...(table !== undefined && { table }),
          ...(oif !== undefined && { oif }),
        }),
      ),
    ),
  );
}

/** The groups that tell of what is wanted, and of what that depends on. */
export function groupsOf({ kinds, families: of }: Selection): Group[] {
  const groups = new Set<Group>(['link', 'nsid']);
  if (kinds.has('address') || kinds.has('route')) groups.add('ipv4Ifaddr').add('ipv6Ifaddr');
  if (kinds.has('route')) {
    groups.add('nexthop');
    if (of.has('inet')) groups.add('ipv4Route');
    if (of.has('inet6')) groups.add('ipv6Route');
  }
  if (kinds.has('neighbour') || kinds.has('fdb')) groups.add('neigh');
  if (kinds.has('rule')) groups.add('ipv4Rule').add('ipv6Rule');
  return [...groups];
}

const families = ['inet', 'inet6'] as const;
/** Beyond so many dumps, one of everything is cheaper. */
const FILTERS_MAX = 8;
