import type { xfrm } from '../../../../../protocol/route/link/kinds/xfrm.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { printHex } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';

export function printXfrm(p: Printer, data: ValueOf<typeof xfrm>): void {
  if (data.collectMetadata) p.value('external', true, 'external ');
  else printHex(p, 'if_id', data.ifId);
}
