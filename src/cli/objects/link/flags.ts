import { linkFlagWords } from '../../../model/link-flags.ts';
import type { Printer } from '../../print/printer.ts';
import { bitWords, printWords } from '../../print/words.ts';

export const IFF_UP = 0x1;
export const IFF_POINTOPOINT = 0x10;
const IFF_RUNNING = 0x40;

/** The words between angle brackets. `lowerDown`: the link below this one is down. */
export function printLinkFlags(printer: Printer, flags: number, lowerDown: boolean): void {
  const words = bitWords(flags & ~IFF_RUNNING, linkFlagWords);
  if ((flags & IFF_UP) !== 0 && (flags & IFF_RUNNING) === 0) words.unshift('NO-CARRIER');
  if (lowerDown) words.push('M-DOWN');
  printWords(printer, 'flags', words);
}
