import type { vrfPort } from '../../../../../protocol/route/link/ports/vrf.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { printNumber } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';

export function printVrfPort(p: Printer, data: ValueOf<typeof vrfPort>): void {
  printNumber(p, 'table', data.table);
}
