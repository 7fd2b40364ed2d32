import { bondArpValidate, bondHashPolicies, bondModes } from './bond-words.ts';
import { kindModel, type OptionsOf } from './kind-model.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('bond');
const { between, oneOf, onOff, plain, worded } = words;

/**
 * Several links as one: `ip link add bond0 type bond mode active-backup miimon 100`. Times are in milliseconds; which
 * options go together is told in the kernel's Documentation/networking/bonding.rst.
 */
export const bond = kindModel('bond', {
  /** Only while it is down and has no ports; default `balance-rr`. */
  mode: worded('mode', bondModes),
  /** The port that is in use, of `active-backup`, `balance-tlb` and `balance-alb`. */
  activeSlave: words.interface('activeSlave'),
  /** Milliseconds between looks at the ports' carriers; 0, the default, for never. */
  miimon: plain('miimon'),
  /** Milliseconds until a port that came up is used: a multiple of `miimon`. */
  updelay: plain('updelay'),
  /** Milliseconds until a port that went down is no longer used: a multiple of `miimon`. */
  downdelay: plain('downdelay'),
  /** Milliseconds between the messages that tell neighbours of a change of port: a multiple of `miimon`. */
  peerNotifyDelay: plain('peerNotifDelay'),
  /** Whether the driver is asked for the carrier; Linux 6.18 knows nothing else. */
  useCarrier: onOff('useCarrier'),
  /** Milliseconds between ARP requests that look whether ports work; 0 for none. */
  arpInterval: plain('arpInterval'),
  /** Whom they ask: up to 16 IPv4 addresses. */
  arpIpTarget: plain('arpIpTarget'),
  /** The same with neighbour solicitations: up to 16 IPv6 addresses (Linux 5.18). */
  nsIp6Target: plain('nsIp6Target'),
  /** On which ports answers are looked at. */
  arpValidate: worded('arpValidate', bondArpValidate),
  /** How many targets must answer. */
  arpAllTargets: oneOf('arpAllTargets'),
  /** How many unanswered requests take a port down, 1 to 255; default 2. */
  arpMissedMax: between('missedMax', 1, 255),
  /** The port that is used whenever it works, of `active-backup`, `balance-tlb` and `balance-alb`. */
  primary: words.interface('primary'),
  /** When it is used again after a failure. */
  primaryReselect: oneOf('primaryReselect'),
  /** Whose link layer address the bond has, of `active-backup`. */
  failOverMac: oneOf('failOverMac'),
  /** What of a packet chooses the port. */
  xmitHashPolicy: worded('xmitHashPolicy', bondHashPolicies),
  /** IGMP reports after a change of port, 0 to 255; default 1. */
  resendIgmp: between('resendIgmp', 0, 255),
  /** Gratuitous ARP or unsolicited neighbour advertisements after a change of port, 0 to 255; default 1. */
  numGratArp: plain('numPeerNotif'),
  /** Whether what comes in by ports that are not in use is taken. */
  allSlavesActive: onOff('allSlavesActive'),
  /** How many ports must work for the bond to have a carrier, of `802.3ad`. */
  minLinks: plain('minLinks'),
  /** Seconds between learning packets, of `balance-tlb` and `balance-alb`; default 1. */
  lpInterval: plain('lpInterval'),
  /** Packets before the next port is taken, of `balance-rr`, 0 to 65535; 0 for random ports; default 1. */
  packetsPerSlave: between('packetsPerSlave', 0, 65535),
  /** Whether LACP packets are sent without being asked, of `802.3ad`; default true (Linux 5.15). */
  lacpActive: onOff('adLacpActive'),
  /** How often the partner shall send LACP packets: each 30 seconds, or each second. */
  lacpRate: oneOf('adLacpRate'),
  /** Which aggregator is used, of `802.3ad`. */
  adSelect: oneOf('adSelect'),
  /** 1 to 65535, of `802.3ad`. */
  adActorSysPrio: between('adActorSysPrio', 1, 65535),
  /** 0 to 1023, of `802.3ad`. */
  adUserPortKey: between('adUserPortKey', 0, 1023),
  /** A link layer address, of `802.3ad`. */
  adActorSystem: plain('adActorSystem'),
  /** Whether flows are moved by load, of `balance-tlb` and `balance-alb`. */
  tlbDynamicLb: onOff('tlbDynamicLb'),
  /** Whether ports collect and distribute at once, of `802.3ad` (Linux 6.9). */
  coupledControl: onOff('coupledControl'),
  /** Whether ARP and neighbour discovery go out by all ports, of `802.3ad` (Linux 6.17). */
  broadcastNeighbor: onOff('broadcastNeigh'),
  /** Whether a partner without LACP gets no traffic, of `802.3ad` (Linux 7.1). */
  lacpStrict: onOff('lacpStrict'),
});

/** The options of a bond. */
export interface BondOptions extends OptionsOf<typeof bond> {}
