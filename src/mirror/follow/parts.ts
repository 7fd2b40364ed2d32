import type { Selection } from '../selection.ts';
import type { Doubt } from '../store/observer.ts';

/** All parts that a mirror has, in the order in which they are dumped. */
export function partsOf({ kinds, families }: Selection): Set<Doubt> {
  const parts = new Set<Doubt>(['links']);
  if (kinds.has('address') || kinds.has('route')) parts.add('addresses');
  if (kinds.has('rule')) parts.add('rules');
  if (kinds.has('neighbour')) parts.add('neighbours');
  if (kinds.has('fdb')) parts.add('fdb');
  if (kinds.has('route')) {
    if (families.has('inet6')) parts.add('routes6');
    if (families.has('inet')) parts.add('routes4');
  }
  return parts;
}

/** What has to be asked for together: what a link or an address did may be inferred only where they are known. */
export function together(doubts: Iterable<Doubt>, all: ReadonlySet<Doubt>): Set<Doubt> {
  const wanted = new Set(doubts);
  if (wanted.has('routes4') || wanted.has('routes6')) wanted.add('addresses');
  if (wanted.has('addresses')) wanted.add('links');
  return new Set([...all].filter((part) => wanted.has(part)));
}
