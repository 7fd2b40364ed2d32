import { mostly, namesIn } from './pick.ts';
import type { Outcome } from './step.ts';
import type { Slot, World } from './world.ts';

/** Few, so that they meet. */
export const goodNames = ['a0', 'a1', 'b0', 'b1', 'c0', 'c1', 'long-name-of-15'];
const badNames = ['', 'a name', 'a/b', 'a:b', '.', '..', 'sixteen-bytes-16', 'ümlaut-ümlaut-ü'];

/** Names for links, one in twenty none. */
export const name = mostly(goodNames, badNames);

/** How it ends to give a link this name. */
export const nameOutcome = (world: World, slot: Slot, wanted: string): Outcome =>
  isBad(wanted) ? 'input' : namesIn(world, slot).has(wanted) ? ['EEXIST'] : 'ok';

/** Whether it can't be the name of a link. */
export function isBad(wanted: string): boolean {
  return Buffer.from(wanted).length > 15 || /^\.{0,2}$|[/:\s]/.test(wanted);
}
