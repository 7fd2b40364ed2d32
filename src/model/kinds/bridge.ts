import { bridgeBit } from './bridge-bit.ts';
import { bridgeMulticast } from './bridge-multicast.ts';
import { kindModel, type OptionsOf } from './kind-model.ts';
import { vlanProtocol } from './vlan-protocol.ts';
import { wordsOf } from './words.ts';

const { action, oneOf, onOff, plain, seconds } = wordsOf('bridge');

/** A bridge: `ip link add name br0 type bridge vlan_filtering 1`. Times are in seconds, which the kernel rounds to its clock
 * (`CONFIG_HZ`, mostly 1/250 s). */
export const bridge = kindModel('bridge', {
  /** Seconds in the states LISTENING and LEARNING; 2 to 30 while the spanning tree protocol runs; default 15. */
  forwardDelay: seconds('forwardDelay'),
  /** Seconds between hello packets, 1 to 10; default 2. */
  helloTime: seconds('helloTime'),
  /** Seconds without hello packets until another bridge is thought to be dead, 6 to 40; default 20. */
  maxAge: seconds('maxAge'),
  /** Seconds after which a learned address is forgotten; default 300. */
  ageingTime: seconds('ageingTime'),
  /** Whether the spanning tree protocol runs. */
  stpState: onOff('stpState'),
  /** Who runs it (Linux 7.0). */
  stpMode: oneOf('stpMode'),
  /** 0 to 65535: the bridge with the lowest is the root; default 32768. */
  priority: plain('priority'),
  /** Bit N: frames to 01:80:c2:00:00:0N are forwarded; not for 0, 1 and 2. */
  groupFwdMask: plain('groupFwdMask'),
  /** Where frames of the spanning tree protocol go: 01:80:c2:00:00:0X. */
  groupAddress: plain('groupAddr'),
  /** Whether nothing is learned from frames to link-local addresses. */
  noLinklocalLearn: bridgeBit('noLlLearn'),
  /** Most addresses that are learned; 0 for no limit (Linux 6.7). */
  fdbMaxLearned: plain('fdbMaxLearned'),
  /** Forgets now what was learned. */
  fdbFlush: action('fdbFlush'),
  /** Whether addresses of the bridge and its ports are in the forwarding database for VLAN 0 alone (Linux 6.18). */
  fdbLocalVlan0: bridgeBit('fdbLocalVlan_0'),
  vlanFiltering: onOff('vlanFiltering'),
  /** What it filters by; default 802.1Q. */
  vlanProtocol: vlanProtocol('vlanProtocol'),
  /** The VLAN of untagged frames, 1 to 4094, or 0 for none; default 1. */
  vlanDefaultPvid: plain('vlanDefaultPvid'),
  vlanStatsEnabled: onOff('vlanStatsEnabled'),
  /** Only while no port is in a VLAN. */
  vlanStatsPerPort: onOff('vlanStatsPerPort'),
  /** Multiple spanning trees; only while there are no VLANs (Linux 5.18). */
  mstEnabled: bridgeBit('mstEnable'),
  /** Whether a driver's failure to offload a group is told (Linux 6.16). */
  mdbOffloadFailNotification: bridgeBit('mdbOffloadFailNotification'),
  ...bridgeMulticast,
  /** Whether bridged packets pass iptables. */
  nfCallIptables: onOff('nfCallIptables'),
  nfCallIp6tables: onOff('nfCallIp6tables'),
  nfCallArptables: onOff('nfCallArptables'),
});

/** The options of a bridge. */
export interface BridgeOptions extends OptionsOf<typeof bridge> {}
