import type { ipvlan } from '../../../../../protocol/route/link/kinds/ipvlan.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import type { Printer } from '../../../print/printer.ts';

/** ipvlan and ipvtap. */
export function printIpvlan(p: Printer, { mode, flags }: ValueOf<typeof ipvlan>): void {
  if (mode !== undefined) {
    const word = typeof mode === 'string' ? mode : 'unknown';
    p.value('mode', word, ` mode ${word} `);
  }
  if (flags === undefined) return;
  const word = flags & 1 ? 'private' : flags & 2 ? 'vepa' : 'bridge';
  p.value(word, true, `${word} `);
}
