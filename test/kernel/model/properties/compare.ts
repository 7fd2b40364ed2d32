import { mkdirSync } from 'node:fs';
import type { Namespace } from '../../../../src/index.ts';
import { jsonDifferences } from '../../support/parity.ts';
import { ipRows, type Row, type Rows } from './ip-rows.ts';
import { ourRows } from './our-rows.ts';

/** What `ip -n` finds a namespace by that this process holds, whatever its name: below `/run/netns`, up and away. */
export function pathOf(namespace: Namespace): string {
  // Where ip begins, and which need not be there yet.
  mkdirSync('/run/netns', { recursive: true });
  return `../../proc/${process.pid}/fd/${namespace.handle.fd}`;
}

/**
 * What our collections tell otherwise than `ip` does, a line each. What changed while both were asked (a lifetime, a
 * state that settles) is asked again.
 * @param before what `ip` told just now
 * @param known as in `ipRows`
 */
export async function differences(namespace: Namespace, before: Rows, known?: Rows): Promise<string[]> {
  let first = before;
  let found: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const ours = await ourRows(namespace, known);
    found = rowDifferences(first, ours, first);
    if (found.length === 0) return [];
    const last = ipRows(pathOf(namespace), known);
    found = rowDifferences(first, ours, last);
    if (found.length === 0) return [];
    first = last;
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
  }
  return found;
}

export function rowDifferences(before: unknown, ours: unknown, after: unknown): string[] {
  return jsonDifferences(JSON.stringify(before), JSON.stringify(ours), JSON.stringify(after), []);
}

/** Without what changes by itself after an operation: carriers, what is learned, and what IPv6 does in its own time. */
export function settled(rows: Rows): Rows {
  const steady = (key: keyof Rows) => rows[key].map(settledRow[key]);
  return {
    links: steady('links'),
    addresses: steady('addresses'),
    routes: steady('routes').filter((row) => row['preference'] === undefined || row['protocol'] !== 'kernel'),
    neighbours: rows.neighbours.filter((row) => row['proxy'] === true || row['state'] === 'PERMANENT'),
    rules: rows.rules,
    fdb: rows.fdb.filter(
      (row) => !/^(33:33|01:00:5e)/.test(String(row['lladdr'])) && row['state'] === 'permanent',
    ),
  };
}

/** A row without what changes by itself. */
export const settledRow: Readonly<Record<keyof Rows, (row: Row) => Row>> = {
  links: (row) => ({
    ...row,
    operstate: undefined,
    // What was taken away and given back comes last.
    altnames: [...(row['altnames'] as string[])].sort(),
    flags: (row['flags'] as string[]).filter((word) => !CARRIER.has(word)),
  }),
  addresses: (row) => ({
    ...row,
    flags: (row['flags'] as string[]).filter((word) => word !== 'tentative'),
    valid: undefined,
    preferred: undefined,
  }),
  routes: (row) => ({
    ...row,
    ways: (row['ways'] as Row[]).map((way) => ({
      ...way,
      flags: (way['flags'] as string[]).filter((word) => word !== 'linkdown'),
    })),
  }),
  neighbours: (row) => ({ ...row, state: undefined }),
  rules: (row) => row,
  fdb: (row) => ({ ...row, state: undefined }),
};

const CARRIER: ReadonlySet<string> = new Set(['NO-CARRIER', 'LOWER_UP']);
const ATTEMPTS = 6;
