import type { bridge } from '../../../../../protocol/route/link/kinds/bridge.ts';
import { MDB_RTR_TYPE } from '../../../../../protocol/route/link/ports/bridge.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { codeOf } from '../../../../model/number.ts';
import { etherType } from '../../../names/ether-types.ts';
import { printHex, printNumber, printTimer, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import { formatBridgeId } from '../bridge-id.ts';
import type { KindSurroundings } from '../kind.ts';

export function printBridge(p: Printer, data: ValueOf<typeof bridge>, { options }: KindSurroundings): void {
  printNumber(p, 'forward_delay', data.forwardDelay);
  printNumber(p, 'hello_time', data.helloTime);
  printNumber(p, 'max_age', data.maxAge);
  printNumber(p, 'ageing_time', data.ageingTime);
  printNumber(p, 'stp_state', data.stpState);
  printNumber(p, 'priority', data.priority);
  printNumber(p, 'vlan_filtering', data.vlanFiltering);
  if (data.vlanProtocol !== undefined) {
    printWord(p, 'vlan_protocol', etherType(data.vlanProtocol, options.numeric));
  }
  if (data.bridgeId !== undefined) printWord(p, 'bridge_id', formatBridgeId(data.bridgeId));
  if (data.rootId !== undefined) printWord(p, 'root_id', formatBridgeId(data.rootId), 'designated_root');
  printNumber(p, 'root_port', data.rootPort);
  printNumber(p, 'root_path_cost', data.rootPathCost);
  printNumber(p, 'topology_change', data.topologyChange);
  printNumber(p, 'topology_change_detected', data.topologyChangeDetected);
  printTimer(p, 'hello_timer', data.helloTimer);
  printTimer(p, 'tcn_timer', data.tcnTimer);
  printTimer(p, 'topology_change_timer', data.topologyChangeTimer);
  printTimer(p, 'gc_timer', data.gcTimer);
  printNumber(p, 'vlan_default_pvid', data.vlanDefaultPvid);
  printNumber(p, 'vlan_stats_enabled', data.vlanStatsEnabled);
  printNumber(p, 'vlan_stats_per_port', data.vlanStatsPerPort);
  printHex(p, 'group_fwd_mask', data.groupFwdMask);
  printWord(p, 'group_addr', data.groupAddr, 'group_address');
  printNumber(p, 'mcast_snooping', data.mcastSnooping);
  if (data.multiBoolopt !== undefined) printOptions(p, data.multiBoolopt);
  printNumber(p, 'mcast_router', codeOf(MDB_RTR_TYPE, data.mcastRouter));
  printNumber(p, 'mcast_query_use_ifaddr', data.mcastQueryUseIfaddr);
  printNumber(p, 'mcast_querier', data.mcastQuerier);
  printNumber(p, 'mcast_hash_elasticity', data.mcastHashElasticity);
  printNumber(p, 'mcast_hash_max', data.mcastHashMax);
  printNumber(p, 'mcast_last_member_cnt', data.mcastLastMemberCnt, 'mcast_last_member_count');
  printNumber(p, 'mcast_startup_query_cnt', data.mcastStartupQueryCnt, 'mcast_startup_query_count');
  printNumber(p, 'mcast_last_member_intvl', data.mcastLastMemberIntvl, 'mcast_last_member_interval');
  printNumber(p, 'mcast_membership_intvl', data.mcastMembershipIntvl, 'mcast_membership_interval');
  printNumber(p, 'mcast_querier_intvl', data.mcastQuerierIntvl, 'mcast_querier_interval');
  printNumber(p, 'mcast_query_intvl', data.mcastQueryIntvl, 'mcast_query_interval');
  printNumber(p, 'mcast_query_response_intvl', data.mcastQueryResponseIntvl, 'mcast_query_response_interval');
  printNumber(p, 'mcast_startup_query_intvl', data.mcastStartupQueryIntvl, 'mcast_startup_query_interval');
  printNumber(p, 'mcast_stats_enabled', data.mcastStatsEnabled);
  printNumber(p, 'mcast_igmp_version', data.mcastIgmpVersion);
  printNumber(p, 'mcast_mld_version', data.mcastMldVersion);
  printNumber(p, 'nf_call_iptables', data.nfCallIptables);
  printNumber(p, 'nf_call_ip6tables', data.nfCallIp6tables);
  printNumber(p, 'nf_call_arptables', data.nfCallArptables);
}

/** Options that the kernel knows are in the mask. */
function printOptions(p: Printer, { optval, optmask }: { optval: number; optmask: number }): void {
  const bit = (number: number) => ((optmask >>> number) & 1 ? (optval >>> number) & 1 : undefined);
  printNumber(p, 'no_linklocal_learn', bit(0));
  printNumber(p, 'mcast_vlan_snooping', bit(1));
}
