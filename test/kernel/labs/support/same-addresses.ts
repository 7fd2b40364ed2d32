import type { Address } from '../../../../src/index.ts';
import { type Comparison, type Fields, json, lifetime, type Values, valuesOf, word } from './comparison.ts';

const flag = (name: string) => word<Address>(({ flags }) => flags, name);

const fields: Fields<Address> = {
  family: ({ family }) => family,
  local: ({ local }) => local,
  prefixlen: ({ prefixLength }) => prefixLength,
  address: ({ peer }) => peer,
  broadcast: ({ broadcast }) => broadcast,
  scope: ({ scope }) => scope,
  label: ({ label }) => label,
  metric: ({ metric }) => metric,
  valid_life_time: ({ validLifetime }) => lifetime(validLifetime),
  preferred_life_time: ({ preferredLifetime }) => lifetime(preferredLifetime),
  dynamic: ({ isDynamic }) => isDynamic || undefined,
  tentative: ({ isTentative }) => isTentative || undefined,
  secondary: flag('secondary'),
  temporary: flag('temporary'),
  deprecated: flag('deprecated'),
  nodad: flag('nodad'),
  dadfailed: flag('dadfailed'),
  noprefixroute: flag('noprefixroute'),
};

/** `ip -d address`. */
export const addressComparison: Comparison = {
  what: 'addresses',
  async ours(namespace) {
    // By interface, as ip prints them; `list` has IPv4 first.
    const all = await namespace.addresses.list();
    return all
      .toSorted((one, other) => one.index - other.index)
      .map((each) => ({ ...valuesOf(fields, each), ifname: each.dev }));
  },
  theirs(namespace) {
    return json(namespace, ['address']).flatMap(({ ifname, addr_info }) =>
      (addr_info as readonly Values[]).map((each) => ({ ...each, ifname })),
    );
  },
  notOurs: new Set(['protocol']),
};
