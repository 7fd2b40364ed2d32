import { InputError } from '../../sys/input-error.ts';
import { wholeNumber } from '../check-options.ts';
import { kindModel } from './kind-model.ts';
import type { Option, Optional } from './option.ts';
import { srcport, tos, ttl } from './outer-header.ts';
import type { KindSettings } from './settings.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('vxlan');
const { between, flag, oneOf, onOff, plain } = words;

const table = {
  /** The VXLAN network identifier, `id` of ip-link(8): 0 to 16777215. */
  vni: between('id', 0, 0xffffff),
  /** Where frames to unknown addresses go: a host or, with `dev`, a multicast group (`group` of ip-link(8)). */
  remote: words.address('group', 'group6'),
  /** The outer source address, of either family. */
  local: words.address('local', 'local6'),
  /** The interface that the outer packets go out by. */
  dev: words.interface('link'),
  /** Of the outer header. */
  ttl: ttl<boolean>(true),
  /** Of the outer header. */
  tos: tos(),
  /** The outer IPv4 header's "don't fragment". */
  df: oneOf('df'),
  /** The outer IPv6 header's, 0 to 1048575, or the inner one's (`inherit`, Linux 6.7). */
  flowlabel: flowlabel(),
  /**
   * UDP destination port. NB: default 4789, IANA's, or 4790 with `gpe`. iproute2 leaves it to the kernel, whose
   * default is 8472.
   */
  dstport: between('port', 0, 65535),
  /** UDP source ports: the first and the last. */
  srcport: srcport(),
  /** Whether remotes are learned from what comes in; default true, with `external` false. */
  learning: onOff('learning'),
  /** Whether ARP is answered from the neighbour table. */
  proxy: onOff('proxy'),
  /** Route short circuit. */
  rsc: onOff('rsc'),
  /** Whether frames to unknown link layer addresses are told by netlink. */
  l2miss: onOff('l2miss'),
  /** Whether packets to unknown addresses are told by netlink. */
  l3miss: onOff('l3miss'),
  /** Seconds after which what was learned is forgotten; default 300, which 0 means, too. */
  ageing: plain('ageing'),
  /** Most entries in the forwarding database; 0, the default, for no limit. */
  maxaddress: plain('limit'),
  /** Whether outer IPv4 packets have UDP checksums. */
  udpcsum: onOff('udpCsum'),
  /** Whether outer IPv6 packets go without. */
  udp6zerocsumtx: onOff('udpZeroCsum6Tx'),
  /** Whether those without are taken. */
  udp6zerocsumrx: onOff('udpZeroCsum6Rx'),
  /** Remote checksum offload of what is sent. */
  remcsumtx: onOff('remcsumTx'),
  /** Remote checksum offload of what comes in. */
  remcsumrx: onOff('remcsumRx'),
  /** Whether VNI and remote come with each packet, from a route or a program. */
  external: onOff('collectMetadata'),
  /** Group policy: the packet's mark goes along. */
  gbp: flag('gbp'),
  /** Generic protocol extension; needs `external`. */
  gpe: flag('gpe'),
  /** Whether only VNIs that were added are taken (Linux 5.18); needs `external`. */
  vnifilter: onOff('vnifilter'),
  /** Whether packets to the host itself are taken without encapsulation; default true (Linux 6.5). */
  localbypass: onOff('localbypass'),
  /** Whether multicast packets are routed (Linux 6.15). */
  mcroute: onOff('mcRoute'),
} as const;

/**
 * Virtual eXtensible LAN: `ip link add vxlan0 type vxlan id 42 dev eth0 remote 192.0.2.1 dstport 4789`. Most options
 * are for its birth: the kernel changes `remote`, `local`, `dev`, `ageing`, `learning` and few more.
 */
export const vxlan = kindModel('vxlan', table, { complete });

type All = Optional<typeof table>;

/** The options of a VXLAN: its VNI, unless that comes with each packet. */
export type VxlanOptions = All &
  ({ readonly vni: number } | { readonly external: true; readonly vni?: number | undefined });

function complete(options: All): All {
  const { vni, external, gpe } = options;
  if (vni === undefined && external !== true) {
    throw new InputError('vni: a vxlan can\'t be made without it, unless it is "external"');
  }
  return {
    ...options,
    dstport: options.dstport ?? (gpe ? 4790 : 4789),
    learning: options.learning ?? (external ? false : undefined),
  };
}

function flowlabel(): Option<KindSettings<'vxlan'>, number | 'inherit'> {
  return {
    write: (value, name) =>
      value === 'inherit'
        ? { labelPolicy: 'inherit' }
        : { label: wholeNumber(value, name, 0, 0xfffff), labelPolicy: 'fixed' },
    read: ({ label, labelPolicy }) => (labelPolicy === 'inherit' ? 'inherit' : label),
  };
}
