import { BR_STATE, type brport, MDB_RTR_TYPE } from '../../../../../protocol/route/link/ports/bridge.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { codeOf, numberOf } from '../../../../model/number.ts';
import { printHex, printNumber, printOnOff, printTimer, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import { formatBridgeId } from '../bridge-id.ts';
import type { KindSurroundings } from '../kind.ts';

/** `BR_STATE_*`. */
const states = ['disabled', 'listening', 'learning', 'forwarding', 'blocking'];

export function printBridgePort(p: Printer, data: ValueOf<typeof brport>, { names }: KindSurroundings): void {
  if (data.state !== undefined) {
    const state = numberOf(BR_STATE, data.state);
    const word = states[state];
    if (word === undefined) p.value('state_index', state, `state (${state}) `);
    else printWord(p, 'state', word);
  }
  printNumber(p, 'priority', data.priority);
  printNumber(p, 'cost', data.cost);
  printOnOff(p, 'hairpin', data.mode);
  printOnOff(p, 'guard', data.guard);
  printOnOff(p, 'root_block', data.protect);
  printOnOff(p, 'fastleave', data.fastLeave);
  printOnOff(p, 'learning', data.learning);
  printOnOff(p, 'flood', data.unicastFlood);
  printHex(p, 'id', data.id, 'port_id');
  printHex(p, 'no', data.no, 'port_no');
  printNumber(p, 'designated_port', data.designatedPort);
  printNumber(p, 'designated_cost', data.designatedCost);
  if (data.bridgeId !== undefined)
    printWord(p, 'bridge_id', formatBridgeId(data.bridgeId), 'designated_bridge');
  if (data.rootId !== undefined) printWord(p, 'root_id', formatBridgeId(data.rootId), 'designated_root');
  printTimer(p, 'hold_timer', data.holdTimer);
  printTimer(p, 'message_age_timer', data.messageAgeTimer);
  printTimer(p, 'forward_delay_timer', data.forwardDelayTimer);
  printNumber(p, 'topology_change_ack', data.topologyChangeAck);
  printNumber(p, 'config_pending', data.configPending);
  printOnOff(p, 'proxy_arp', data.proxyarp);
  printOnOff(p, 'proxy_arp_wifi', data.proxyarpWifi);
  printNumber(p, 'multicast_router', codeOf(MDB_RTR_TYPE, data.multicastRouter), 'mcast_router');
  // The same as fastleave: twice for people, once in JSON.
  if (data.fastLeave !== undefined) p.text(`mcast_fast_leave ${data.fastLeave === 0 ? 'off' : 'on'} `);
  printOnOff(p, 'mcast_flood', data.mcastFlood);
  printOnOff(p, 'bcast_flood', data.bcastFlood);
  printOnOff(p, 'mcast_to_unicast', data.mcastToUcast);
  printOnOff(p, 'neigh_suppress', data.neighSuppress);
  if (data.groupFwdMask !== undefined) {
    printHex(p, 'group_fwd_mask', data.groupFwdMask);
    printWord(p, 'group_fwd_mask_str', forwardedGroups(data.groupFwdMask));
  }
  printOnOff(p, 'vlan_tunnel', data.vlanTunnel);
  printOnOff(p, 'isolated', data.isolated);
  printOnOff(p, 'locked', data.locked);
  if (data.backupPort !== undefined) printWord(p, 'backup_port', names.name(data.backupPort));
}

/** Link-local groups, 01-80-C2-00-00-0X, that are forwarded. */
const groups: Readonly<Record<number, string>> = { 0: 'stp', 2: 'lacp', 14: 'lldp' };

function forwardedGroups(mask: number): string {
  const words: string[] = [];
  for (let bit = 0; bit < 16; bit++) {
    if ((mask >>> bit) & 1) words.push(groups[bit] ?? `0x${(1 << bit).toString(16)}`);
  }
  return words.length === 0 ? '0x0' : words.join(',');
}
