import type { vti, vti6 } from '../../../../../protocol/route/link/kinds/vti.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import type { Printer } from '../../../print/printer.ts';
import type { KindSurroundings } from '../kind.ts';
import { printEndpoints, printKey, printMark, printUnderlay } from './tunnel.ts';

/** vti and vti6. */
export function printVti(
  p: Printer,
  data: ValueOf<typeof vti> | ValueOf<typeof vti6>,
  { names }: KindSurroundings,
): void {
  printEndpoints(p, data);
  printUnderlay(p, data.link, names);
  if (data.ikey) printKey(p, 'ikey', data.ikey);
  if (data.okey) printKey(p, 'okey', data.okey);
  printMark(p, data.fwmark);
}
