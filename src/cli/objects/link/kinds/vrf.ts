import type { vrf } from '../../../../../protocol/route/link/kinds/vrf.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { printNumber } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';

export function printVrf(p: Printer, data: ValueOf<typeof vrf>): void {
  printNumber(p, 'table', data.table);
}
