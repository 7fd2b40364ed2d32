import {
  AD_LACP,
  BOND_AD,
  BOND_ARP_TARGETS,
  BOND_ARP_VALIDATE,
  BOND_FOM,
  BOND_MODE,
  BOND_PRI_RESELECT,
  BOND_XMIT_POLICY,
  type bond,
} from '../../../../../protocol/route/link/kinds/bond.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { bondArpValidate, bondHashPolicies, bondModes } from '../../../../model/kinds/bond-words.ts';
import { codeOf } from '../../../../model/number.ts';
import { printNumber, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import type { KindSurroundings } from '../kind.ts';

const arpAllTargets = ['any', 'all'];
const primaryReselect = ['always', 'better', 'failure'];
const failOverMac = ['none', 'active', 'follow'];
const lacpActive = ['off', 'on'];
const lacpRate = ['slow', 'fast'];
const adSelect = ['stable', 'bandwidth', 'count'];

export function printBond(p: Printer, data: ValueOf<typeof bond>, { names }: KindSurroundings): void {
  printOneOf(p, 'mode', codeOf(BOND_MODE, data.mode), bondModes);
  if (data.activeSlave) printWord(p, 'active_slave', names.name(data.activeSlave));
  printNumber(p, 'miimon', data.miimon);
  printNumber(p, 'updelay', data.updelay);
  printNumber(p, 'downdelay', data.downdelay);
  printNumber(p, 'peer_notify_delay', data.peerNotifDelay);
  printNumber(p, 'use_carrier', data.useCarrier);
  printNumber(p, 'arp_interval', data.arpInterval);
  printNumber(p, 'arp_missed_max', data.missedMax);
  printTargets(p, 'arp_ip_target', data.arpIpTarget);
  printTargets(p, 'ns_ip6_target', data.nsIp6Target);
  // JSON has null for none.
  if (data.arpValidate === 'none') p.value('arp_validate', null, 'arp_validate none ');
  else printOneOf(p, 'arp_validate', codeOf(BOND_ARP_VALIDATE, data.arpValidate), bondArpValidate);
  printOneOf(p, 'arp_all_targets', codeOf(BOND_ARP_TARGETS, data.arpAllTargets), arpAllTargets);
  if (data.primary) printWord(p, 'primary', names.name(data.primary));
  printOneOf(p, 'primary_reselect', codeOf(BOND_PRI_RESELECT, data.primaryReselect), primaryReselect);
  printOneOf(p, 'fail_over_mac', codeOf(BOND_FOM, data.failOverMac), failOverMac);
  printOneOf(p, 'xmit_hash_policy', codeOf(BOND_XMIT_POLICY, data.xmitHashPolicy), bondHashPolicies);
  printNumber(p, 'resend_igmp', data.resendIgmp);
  printNumber(p, 'num_peer_notif', data.numPeerNotif, 'num_grat_arp');
  printNumber(p, 'all_slaves_active', data.allSlavesActive);
  printNumber(p, 'min_links', data.minLinks);
  printNumber(p, 'lp_interval', data.lpInterval);
  printNumber(p, 'packets_per_slave', data.packetsPerSlave);
  printOneOf(p, 'ad_lacp_active', data.adLacpActive, lacpActive, 'lacp_active');
  printOneOf(p, 'ad_lacp_rate', codeOf(AD_LACP, data.adLacpRate), lacpRate, 'lacp_rate');
  printOneOf(p, 'ad_select', codeOf(BOND_AD, data.adSelect), adSelect);
  const { adInfo } = data;
  if (adInfo !== undefined) {
    p.object('ad_info', () => {
      printNumber(p, 'aggregator', adInfo.aggregator, 'ad_aggregator');
      printNumber(p, 'num_ports', adInfo.numPorts, 'ad_num_ports');
      printNumber(p, 'actor_key', adInfo.actorKey, 'ad_actor_key');
      printNumber(p, 'partner_key', adInfo.partnerKey, 'ad_partner_key');
      printWord(p, 'partner_mac', adInfo.partnerMac, 'ad_partner_mac');
    });
  }
  printNumber(p, 'ad_actor_sys_prio', data.adActorSysPrio);
  printNumber(p, 'ad_user_port_key', data.adUserPortKey);
  printWord(p, 'ad_actor_system', data.adActorSystem);
  printNumber(p, 'tlb_dynamic_lb', data.tlbDynamicLb);
}

/** A number that has a word; one that is newer than the words is shown as a number. */
function printOneOf(
  p: Printer,
  key: string,
  value: number | undefined,
  words: readonly string[],
  word = key,
): void {
  if (value !== undefined) printWord(p, key, words[value] ?? String(value), word);
}

function printTargets(p: Printer, key: string, targets: readonly string[] | undefined): void {
  if (targets === undefined || targets.length === 0) return;
  p.text(`${key} `);
  p.array(key, () => {
    for (const [at, target] of targets.entries()) p.element(target, at === 0 ? target : `,${target}`);
  });
  p.text(' ');
}
