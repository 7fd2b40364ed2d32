import { iproute2 } from '../support/rtnl-dump.ts';
import type { Line } from './monitor.support.ts';

/** The state of a namespace: for each object of `monitor`, its lines of JSON in order. */
export type Asked = Readonly<Record<string, readonly string[]>>;

/** What `ip -j` says is there. */
export function asked(netns: string): Asked {
  const ask = (...line: string[]) => {
    // It says nothing at all where there is no table.
    return JSON.parse(iproute2('ip', ['-n', netns, '-j', ...line]) || '[]') as Line[];
  };
  const inFamilies = (...line: string[]) =>
    (['inet', 'inet6'] as const).flatMap((family) =>
      ask('-family', family, ...line).map((entry) => ({ family, ...entry })),
    );
  const links = ask('addr') as (Line & { addr_info: Line[] })[];
  return sorted([
    ...links.map(({ addr_info: _, ...link }) => ({ object: 'link', ...link })),
    ...links.flatMap(({ ifname, ifindex, addr_info }) =>
      addr_info.map((address) => ({ object: 'addr', index: ifindex, dev: ifname, ...address })),
    ),
    ...inFamilies('route', 'show', 'table', 'all').map((route) => ({ object: 'route', ...route })),
    ...inFamilies('rule').map((rule) => ({ object: 'rule', ...rule })),
    ...ask('neigh').map((neighbour) => ({ object: 'neigh', ...neighbour })),
  ]);
}

/** What lines of `-j monitor --follow-state` make of nothing. */
export function replay(lines: readonly Line[]): Asked {
  const there = new Map<string, Line>();
  for (const line of lines) {
    if (line['key'] === undefined) continue;
    const place = `${line['object']} ${line['key']}`;
    if (line['deleted'] === true) there.delete(place);
    else there.set(place, line);
  }
  return sorted([...there.values()]);
}

/** Said of the line, and not of the object. */
const SAID = [
  'change',
  'key',
  'timestamp',
  'netns',
  'snapshot',
  'inferred',
  'resynchronised',
  'merged',
  'event',
];
/** Of addresses, iproute2 6.1 does not know who made them; of links, `monitor` says as much as `addr`. */
const UNKNOWN = ['protocol', 'link_type', 'address', 'broadcast'];
/** The kernel is silent of the queueing discipline, and lifetimes pass. */
const SILENT = ['qdisc', 'valid_life_time', 'preferred_life_time'];

function sorted(entries: readonly Line[]): Asked {
  const found: Record<string, string[]> = { link: [], addr: [], route: [], rule: [], neigh: [] };
  for (const entry of entries) {
    const object = String(entry['object']);
    const left = object === 'link' || object === 'addr' ? [...SAID, ...SILENT, ...UNKNOWN] : SAID;
    // Others come and go without a word.
    if (object === 'neigh' && JSON.stringify(entry['state']) !== '["PERMANENT"]') continue;
    const members = Object.entries(entry).filter(([key]) => !left.includes(key));
    found[object]?.push(JSON.stringify(Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)))));
  }
  for (const lines of Object.values(found)) lines.sort();
  return found;
}
