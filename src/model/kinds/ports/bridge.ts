import { portWordsOf } from '../words.ts';
import { type PortOptionsOf, portModel } from './port-model.ts';

const words = portWordsOf('bridge');
const { action, between, oneOf, onOff, plain } = words;

/** A port of a bridge: `bridge link set`, `ip link set dev veth0 type bridge_slave`. */
export const bridgePort = portModel('bridge', {
  /** Of the spanning tree, for a program that runs the protocol; without one the kernel soon makes it `forwarding`. */
  state: oneOf('state'),
  /** 0 to 63; of two ways to the root, the port with the lowest is taken; default 32. */
  priority: between('priority', 0, 63),
  /** 1 to 65535; the way to the root with the lowest sum is taken; the default follows the speed. */
  cost: between('cost', 1, 65535),
  /** Forgets now what was learned on the port. */
  fdbFlush: action('flush'),
  /** Whether spanning tree packets that come in are dropped and the port is disabled (BPDU guard). */
  guard: onOff('guard'),
  /** Whether frames may leave by the port that they came from. */
  hairpin: onOff('mode'),
  /** Whether a group is dropped at once at a leave. */
  fastleave: onOff('fastLeave'),
  /** Whether the port may not become the root port. */
  rootBlock: onOff('protect'),
  /** Whether addresses are learned from what comes in. */
  learning: onOff('learning'),
  /** Whether addresses that a driver learned are learned, too. */
  learningSync: onOff('learningSync'),
  /** Whether frames to unknown addresses leave by it. */
  flood: onOff('unicastFlood'),
  /** Whether ARP is answered for hosts behind other ports. */
  proxyArp: onOff('proxyarp'),
  /** The same as IEEE 802.11 asks for. */
  proxyArpWifi: onOff('proxyarpWifi'),
  /** Whether all multicast leaves by it: `disabled`, `tempQuery` (when it saw a query), `perm`, `temp` (for a while). */
  mcastRouter: oneOf('multicastRouter'),
  /** Whether multicast to unknown groups leaves by it. */
  mcastFlood: onOff('mcastFlood'),
  /** Whether multicast goes to each member by its own address. */
  mcastToUnicast: onOff('mcastToUcast'),
  /** Most groups; 0 for no limit (Linux 6.3). */
  mcastMaxGroups: plain('mcastMaxGroups'),
  /** Most hosts that are tracked. */
  mcastEhtHostsLimit: plain('mcastEhtHostsLimit'),
  /** Whether broadcasts leave by it. */
  bcastFlood: onOff('bcastFlood'),
  /** Bit N: frames to 01:80:c2:00:00:0N are forwarded. */
  groupFwdMask: plain('groupFwdMask'),
  /** Whether ARP and neighbour discovery are answered from the neighbour table. */
  neighSuppress: onOff('neighSuppress'),
  /** The same for each VLAN (Linux 6.4). */
  neighVlanSuppress: onOff('neighVlanSuppress'),
  /** Whether gratuitous ARP is forwarded in spite of that (Linux 7.2). */
  neighForwardGrat: onOff('neighForwardGrat'),
  /** Whether VLANs are mapped to tunnels. */
  vlanTunnel: onOff('vlanTunnel'),
  /** Whether it talks to no other isolated port. */
  isolated: onOff('isolated'),
  /** Whether only frames from known addresses are taken (Linux 5.18). */
  locked: onOff('locked'),
  /** Whether unknown addresses are told, to be let in by a program (Linux 6.2); needs `locked`. */
  mab: onOff('mab'),
  /** The port that takes over when this one loses its carrier; `null` for none. */
  backupPort: words.interface('backupPort'),
  /** The nexthop object for what takes that way; 0 for none (Linux 6.6). */
  backupNhid: plain('backupNhid'),
});

/** The options of a bridge's port. */
export interface BridgePortOptions extends PortOptionsOf<typeof bridgePort> {}
