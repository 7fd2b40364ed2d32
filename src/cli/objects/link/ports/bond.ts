import { BOND_LINK, BOND_STATE, type bondSlave } from '../../../../../protocol/route/link/ports/bond.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { numberOf } from '../../../../model/number.ts';
import { printNumber, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import { bitWords, printWords } from '../../../print/words.ts';

/** `BOND_STATE_*`. */
const states = ['ACTIVE', 'BACKUP'];
/** `BOND_LINK_*`. */
const linkStates = ['UP', 'GOING_DOWN', 'DOWN', 'GOING_BACK'];

/** The state of a port in LACP, IEEE 802.1AX 6.4.2.3: `LACP_STATE_*`. */
const lacpStates: readonly (readonly [number, string])[] = [
  [0x01, 'active'],
  [0x02, 'short_timeout'],
  [0x04, 'aggregating'],
  [0x08, 'in_sync'],
  [0x10, 'collecting'],
  [0x20, 'distributing'],
  [0x40, 'defaulted'],
  [0x80, 'expired'],
];

export function printBondPort(p: Printer, data: ValueOf<typeof bondSlave>): void {
  if (data.state !== undefined) printState(p, 'state', numberOf(BOND_STATE, data.state), states);
  if (data.miiStatus !== undefined) {
    printState(p, 'mii_status', numberOf(BOND_LINK, data.miiStatus), linkStates);
  }
  printNumber(p, 'link_failure_count', data.linkFailureCount);
  printWord(p, 'perm_hwaddr', data.permHwaddr);
  printNumber(p, 'queue_id', data.queueId);
  printNumber(p, 'prio', data.prio);
  printNumber(p, 'ad_aggregator_id', data.adAggregatorId);
  printLacpState(p, 'ad_actor_oper_port_state', data.adActorOperPortState);
  printLacpState(p, 'ad_partner_oper_port_state', data.adPartnerOperPortState);
}

function printState(p: Printer, key: string, value: number, words: readonly string[]): void {
  const word = words[value];
  if (word === undefined) p.value(`${key}_index`, value, `${key} ${value} `);
  else printWord(p, key, word);
}

function printLacpState(p: Printer, key: string, state: number | undefined): void {
  if (state === undefined) return;
  printNumber(p, key, state);
  p.text(`${key}_str`);
  printWords(p, `${key}_str`, bitWords(state, lacpStates), ' <');
}
