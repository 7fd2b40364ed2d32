import { IF_LINK_MODE, IF_OPER, IFLA_EVENT } from '../../../../protocol/route/link/operstate.ts';
import { numberOf } from '../../../model/number.ts';
import type { Printer } from '../../print/printer.ts';
import type { LinkView } from './view.ts';

/** `IF_OPER_*`, RFC 2863. */
export const operstates = ['UNKNOWN', 'NOTPRESENT', 'DOWN', 'LOWERLAYERDOWN', 'TESTING', 'DORMANT', 'UP'];

export function printOperstate(printer: Printer, { operstate }: LinkView, brief: boolean): void {
  if (operstate === undefined) return;
  const number = numberOf(IF_OPER, operstate);
  const state = operstates[number];
  if (state === undefined) {
    printer.value('operstate_index', number, `state 0x${number.toString(16)}`);
    return;
  }
  const color = state === 'UP' ? 'up' : state === 'DOWN' ? 'down' : undefined;
  if (!brief) printer.text('state ');
  printer.value('operstate', state, brief ? `${state.padEnd(14)} ` : `${state} `, color);
}

/** `IF_LINK_MODE_*`. */
const linkModes = ['DEFAULT', 'DORMANT'];

export function printLinkMode(printer: Printer, { linkmode }: LinkView): void {
  if (linkmode === undefined) return;
  const number = numberOf(IF_LINK_MODE, linkmode);
  const mode = linkModes[number];
  if (mode === undefined) printer.value('linkmode_index', number, `mode ${number} `);
  else printer.value('linkmode', mode, `mode ${mode} `);
}

/** `IFLA_EVENT_*`: what a change was about. */
const events = [
  'NONE',
  'REBOOT',
  'FEATURE CHANGE',
  'BONDING FAILOVER',
  'NOTIFY PEERS',
  'RESEND IGMP',
  'BONDING OPTION',
];

export function printEvent(printer: Printer, { event }: LinkView): void {
  const number = event === undefined ? 0 : numberOf(IFLA_EVENT, event);
  if (number === 0) return;
  const word = events[number] ?? number;
  printer.value('event', word, `event ${word} `);
}
