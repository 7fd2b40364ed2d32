import type { macvlan } from '../../../../../protocol/route/link/kinds/macvlan.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { printIfSet, printNumber, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';

/** macvlan and macvtap. */
export function printMacvlan(p: Printer, data: ValueOf<typeof macvlan>): void {
  const { mode, flags = 0 } = data;
  if (mode === undefined) return;
  printWord(p, 'mode', typeof mode === 'string' ? mode : 'unknown');
  printIfSet(p, 'nopromisc', flags & 1);
  printIfSet(p, 'nodst', flags & 2);
  printNumber(p, 'bcqueuelen', data.bcQueueLen);
  printNumber(p, 'usedbcqueuelen', data.bcQueueLenUsed);
  const { macaddrCount, macaddrData } = data;
  if (mode !== 'source' || macaddrCount === undefined) return;
  p.value('macaddr_count', macaddrCount, `remotes (${macaddrCount}) `);
  if (macaddrData === undefined) return;
  p.array('macaddr_data', () => {
    for (const address of macaddrData.macaddr ?? []) p.element(address, `${address} `);
  });
}
