import type { bareudp } from '../../../../../protocol/route/link/kinds/bareudp.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { etherType } from '../../../names/ether-types.ts';
import { printNumber, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import type { KindSurroundings } from '../kind.ts';

export function printBareudp(p: Printer, data: ValueOf<typeof bareudp>, { options }: KindSurroundings): void {
  printNumber(p, 'dstport', data.port);
  if (data.ethertype !== undefined) printWord(p, 'ethertype', etherType(data.ethertype, options.numeric));
  printNumber(p, 'srcportmin', data.srcportMin);
  p.value('multiproto', data.multiprotoMode === true, data.multiprotoMode ? 'multiproto ' : 'nomultiproto ');
}
