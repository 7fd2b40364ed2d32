import type { Printer } from '../../print/printer.ts';
import { bitWords, printWords } from '../../print/words.ts';

/** `IFF_*` of `linux/if.h` as `ip` names them, in its order. `IFF_RUNNING` has no word: its absence has. */
const names: readonly (readonly [number, string])[] = [
  [0x8, 'LOOPBACK'],
  [0x2, 'BROADCAST'],
  [0x10, 'POINTOPOINT'],
  [0x1000, 'MULTICAST'],
  [0x80, 'NOARP'],
  [0x200, 'ALLMULTI'],
  [0x100, 'PROMISC'],
  [0x400, 'MASTER'],
  [0x800, 'SLAVE'],
  [0x4, 'DEBUG'],
  [0x8000, 'DYNAMIC'],
  [0x4000, 'AUTOMEDIA'],
  [0x2000, 'PORTSEL'],
  [0x20, 'NOTRAILERS'],
  [0x1, 'UP'],
  [0x10000, 'LOWER_UP'],
  [0x20000, 'DORMANT'],
  [0x40000, 'ECHO'],
];

export const IFF_UP = 0x1;
export const IFF_POINTOPOINT = 0x10;
const IFF_RUNNING = 0x40;

/** The words between angle brackets. `lowerDown`: the link below this one is down. */
export function printLinkFlags(printer: Printer, flags: number, lowerDown: boolean): void {
  const words = bitWords(flags & ~IFF_RUNNING, names);
  if ((flags & IFF_UP) !== 0 && (flags & IFF_RUNNING) === 0) words.unshift('NO-CARRIER');
  if (lowerDown) words.push('M-DOWN');
  printWords(printer, 'flags', words);
}
