import type { FdbEntry } from '../../../../src/model/fdb-entry.ts';
import type { Neighbour } from '../../../../src/model/neighbour.ts';
import { type Comparison, type Fields, json, valuesOf } from './comparison.ts';

/** `ip` prints these with `null`. */
const flag = (name: Neighbour['flags'][number]) => (neighbour: Neighbour) =>
  neighbour.flags.includes(name) ? null : undefined;

const fields: Fields<Neighbour> = {
  dst: ({ address }) => address,
  dev: ({ dev }) => dev,
  lladdr: ({ lladdr }) => lladdr,
  state: ({ state }) => (state === 'NONE' ? undefined : [state]),
  protocol: ({ protocol }) => protocol,
  router: flag('router'),
  proxy: flag('proxy'),
  extern_learn: flag('extern_learn'),
};

/** `ip neighbour`, those that need no ARP left out. */
export const neighbourComparison: Comparison = {
  what: 'neighbours',
  async ours(namespace) {
    return (await namespace.neighbours.list()).map((each) => valuesOf(fields, each));
  },
  theirs: (namespace) => json(namespace, ['neighbour']),
  notOurs: new Set(),
};

const fdbFields: Fields<FdbEntry> = {
  mac: ({ lladdr }) => lladdr,
  ifname: ({ dev }) => dev,
  dst: ({ dst }) => dst,
  vlan: ({ vlan }) => vlan,
  flags: ({ flags }) => flags,
  master: ({ master }) => master,
  state: ({ state }) => (state === 'reachable' ? '' : state),
};

/** `bridge fdb`. */
export const fdbComparison: Comparison = {
  what: 'forwarding entries',
  async ours(namespace) {
    return (await namespace.fdb.list()).map((each) => valuesOf(fdbFields, each));
  },
  theirs: (namespace) => json(namespace, ['fdb'], 'bridge'),
  notOurs: new Set(),
};
