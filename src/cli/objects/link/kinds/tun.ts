import { readFileSync } from 'node:fs';
import type { tun } from '../../../../../protocol/route/link/kinds/tun.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { printNumber, printOnOff, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';

/** `IFF_TUN` and `IFF_TAP` of `linux/if_tun.h`. */
const types: Readonly<Record<number, string>> = { 1: 'tun', 2: 'tap' };

export function printTun(p: Printer, data: ValueOf<typeof tun>): void {
  const { type, multiQueue, owner, group } = data;
  if (type !== undefined) {
    printWord(p, 'type', typeof type === 'string' ? type : (types[type] ?? `UNKNOWN:${type}`));
  }
  printOnOff(p, 'pi', data.pi);
  printOnOff(p, 'vnet_hdr', data.vnetHdr);
  if (multiQueue) {
    p.value('multi_queue', true, 'multi_queue ');
    printNumber(p, 'numqueues', data.numQueues);
    printNumber(p, 'numdisabled', data.numDisabledQueues);
  } else {
    p.field('multi_queue', false);
  }
  printOnOff(p, 'persist', data.persist);
  if (owner !== undefined) printAccount(p, 'user', owner, '/etc/passwd');
  if (group !== undefined) printAccount(p, 'group', group, '/etc/group');
}

/** NB: accounts that come from elsewhere than the files (LDAP, systemd) stay numbers. */
function printAccount(p: Printer, key: string, id: number, file: string): void {
  const name = accountName(file, id);
  p.value(key, name ?? id, `${key} ${name ?? id} `);
}

/** Both files have the name first and the number third. */
function accountName(file: string, id: number): string | undefined {
  try {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [name, , number] = line.split(':');
      if (number === String(id)) return name;
    }
  } catch {
    // No such file on this machine.
  }
  return undefined;
}
