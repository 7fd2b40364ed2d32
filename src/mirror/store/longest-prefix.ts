import { AF } from '../../../protocol/route/families.ts';
import type { Address } from './arena.ts';
import type { RouteStore } from './route-store.ts';
import { NONE } from './slots.ts';

/**
 * Where the route of a table lies that a packet to an IPv4 address takes (`fib_table_lookup`, net/ipv4/fib_trie.c): the longest
 * prefix, then the first in the kernel's order that is alive and for this tos; `NONE` when there is none.
 */
export function longestPrefix4(store: RouteStore, table: number, address: number, tos: number): Address {
  const lengths = store.lengthsOf(table);
  if (lengths === undefined) return NONE;
  for (let bits = lengths.of4(address); bits !== 0; ) {
    const length = 32 - Math.clz32(bits);
    const first = store.find(AF.values.inet, table, length, address & maskOf(length), 0, 0, 0);
    const found = first === NONE ? NONE : suitable(store, first, tos);
    if (found !== NONE) return found;
    bits &= ~(1 << (length - 1));
  }
  if (!lengths.has(0)) return NONE;
  const first = store.find(AF.values.inet, table, 0, 0, 0, 0, 0);
  return first === NONE ? NONE : suitable(store, first, tos);
}

/** The same of IPv6 (`fib6_lookup`, net/ipv6/ip6_fib.c), by the four words of the address. */
export function longestPrefix6(
  store: RouteStore,
  table: number,
  [a0, a1, a2, a3]: readonly [number, number, number, number],
  tos: number,
): Address {
  for (const length of store.lengthsOf(table)?.all ?? []) {
    const first = store.find(
      AF.values.inet6,
      table,
      length,
      a0 & maskOf(length),
      a1 & maskOf(length - 32),
      a2 & maskOf(length - 64),
      a3 & maskOf(length - 96),
    );
    const found = first === NONE ? NONE : suitable(store, first, tos);
    if (found !== NONE) return found;
  }
  return NONE;
}

/** The first of a prefix that is alive, for all sources, and for all packets or those with this tos. */
function suitable({ arena, slots }: RouteStore, first: Address, tos: number): Address {
  for (let address = first; ; ) {
    const { view, littleEndian } = arena.readerAt(address);
    const at = arena.offsetOf(address);
    const wanted = view.getUint8(at + 19);
    const isForAll = view.getUint8(at + 18) === 0 && (wanted === 0 || wanted === tos);
    if (isForAll && (view.getUint32(at + 24, littleEndian) & RTNH_F_DEAD) === 0) return address;
    const next = slots.nextOf(arena.tagOf(address));
    if (next === NONE) return NONE;
    address = slots.addressOf(next);
  }
}

/** The bits of a word that belong to a prefix which has `length` bits from the word's first on. */
function maskOf(length: number): number {
  if (length >= 32) return -1;
  return length <= 0 ? 0 : -1 << (32 - length);
}

const RTNH_F_DEAD = 1;
