import type { Nexthop, Route } from '../../../../src/index.ts';
import { type Comparison, type Fields, json, valuesOf } from './comparison.ts';

const severalWays = ({ nexthops }: Route) => nexthops.length > 1;

const fields: Fields<Route> = {
  type: ({ type }) => type,
  dst: ({ destination, family }) => withoutLength(destination, family === 'inet' ? '/32' : '/128'),
  gateway: ({ via }) => via,
  dev: ({ dev }) => dev,
  table: ({ table }) => table,
  protocol: ({ protocol }) => protocol,
  scope: ({ scope }) => scope,
  prefsrc: ({ src }) => src,
  // ip leaves a metric of 0 out unless the kernel told it.
  metric: ({ view }) => view.priority,
  flags: ({ flags }) => flags,
  pref: ({ preference }) => preference,
  metrics: ({ mtu }) => (mtu === undefined ? undefined : [{ mtu }]),
  nexthops: (route) =>
    severalWays(route) ? route.nexthops.map((hop) => valuesOf(hopFields, hop)) : undefined,
};

const hopFields: Fields<Nexthop> = {
  gateway: ({ via }) => via,
  dev: ({ dev }) => dev,
  weight: ({ weight }) => weight,
  flags: ({ flags }) => flags,
};

/** `ip` does not write the length of a single address. */
function withoutLength(destination: string, whole: string): string {
  return destination.endsWith(whole) ? destination.slice(0, -whole.length) : destination;
}

/** `ip -d route show table all`, IPv4 before IPv6. */
export const routeComparison: Comparison = {
  what: 'routes',
  async ours(namespace) {
    const all = await namespace.routes.list({ table: 'all' });
    return all.map((each) => valuesOf(fields, each));
  },
  theirs(namespace) {
    return ['-4', '-6'].flatMap((family) => json(namespace, [family, 'route', 'show', 'table', 'all']));
  },
  notOurs: new Set(),
};
