import { NTF, NUD, neighbour } from '../../protocol/route/neighbour.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import { type NetlinkRequest, request } from '../connection/netlink-request.ts';
import type { FdbEntry } from './fdb-entry.ts';
import type { FdbFilter } from './fdb-options.ts';

/**
 * Requests that delete, each at once, what a filter leaves in one table: `bridge fdb flush`, for a bridge since
 * Linux 5.19, for a VXLAN since 6.7. Other kernels and interfaces refuse them. None for tables of which few entries are
 * meant, nor for what the kernel can't filter by.
 * @param entries what the filter leaves
 * @param port the index behind the filter's `dev`
 */
export function bulkDeletions(
  entries: readonly FdbEntry[],
  filter: FdbFilter,
  port: number | undefined,
): NetlinkRequest[] {
  const states = statesOf(filter);
  if (states === undefined || filter.lladdr !== undefined || filter.dst !== undefined) return [];
  const many = (tables: readonly (number | undefined)[]) => {
    const counts = new Map<number, number>();
    for (const table of tables) if (table !== undefined) counts.set(table, (counts.get(table) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= MANY).map(([table]) => table);
  };
  const all = (table: number, ifindex: number | undefined) =>
    request(
      neighbour,
      'RTM_DELNEIGH',
      {
        header: { family: 'bridge', ifindex: table, state: states.bits, flags: NTF.values.self },
        ifindex,
        vlan: filter.vlan,
        ndmStateMask: states.mask,
      },
      { flags: NLM_F.BULK },
    );
  const bridges = many(entries.map(({ masterIndex }) => masterIndex));
  const others = many(
    entries.map(({ index, masterIndex }) => (masterIndex === undefined ? index : undefined)),
  );
  // In a bridge's table the index is that of the port, or of the bridge for what is its own; in a VXLAN's another.
  return [...bridges.map((bridge) => all(bridge, port)), ...others.map((table) => all(table, undefined))];
}

/** Which of the two bits that the kernel can filter by count, and how they are; `undefined` when others are meant. */
function statesOf({ state, dynamic }: FdbFilter): { mask: number; bits: number } | undefined {
  const { permanent, noarp } = NUD.values;
  if (state === 'permanent') return { mask: permanent, bits: permanent };
  if (state === 'static' || (state === undefined && dynamic === false)) {
    return { mask: permanent | noarp, bits: noarp };
  }
  if (state !== undefined) return undefined;
  return dynamic === true ? { mask: permanent | noarp, bits: 0 } : { mask: permanent, bits: 0 };
}

/** From so many entries on, looking what is left costs less than deleting them one by one. */
const MANY = 64;
