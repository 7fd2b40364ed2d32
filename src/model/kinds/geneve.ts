import { InputError } from '../../sys/input-error.ts';
import { kindModel } from './kind-model.ts';
import type { Optional } from './option.ts';
import { srcport, tos, ttl } from './outer-header.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('geneve');
const { between, flag, oneOf, onOff } = words;

const table = {
  /** The virtual network identifier, `id` of ip-link(8): 0 to 16777215. */
  vni: between('id', 0, 0xffffff),
  /** The other end: an address of either family. */
  remote: words.address('remote', 'remote6'),
  /** The outer source address, of either family (Linux 7.0). */
  local: words.address('local', 'local6'),
  /** Of the outer header. */
  ttl: ttl<number>(1),
  /** Of the outer header. */
  tos: tos(),
  /** The outer IPv4 header's "don't fragment". */
  df: oneOf('df'),
  /** The outer IPv6 header's, 0 to 1048575. */
  flowlabel: between('label', 0, 0xfffff),
  /** UDP destination port; default 6081. */
  dstport: between('port', 0, 65535),
  /** UDP source ports: the first and the last (Linux 6.15). */
  srcport: srcport(),
  /** Whether outer IPv4 packets have UDP checksums. */
  udpcsum: onOff('udpCsum'),
  /** Whether outer IPv6 packets go without. */
  udp6zerocsumtx: onOff('udpZeroCsum6Tx'),
  /** Whether those without are taken. */
  udp6zerocsumrx: onOff('udpZeroCsum6Rx'),
  /** Whether VNI and remote come with each packet, from a route or a program. */
  external: flag('collectMetadata'),
  /** Whether the protocol is that of what is inside, without an Ethernet header (Linux 6.0). */
  innerprotoinherit: flag('innerProtoInherit'),
} as const;

/** Generic network virtualization encapsulation: `ip link add gnv0 type geneve id 100 remote 192.0.2.1`. */
export const geneve = kindModel('geneve', table, { complete });

type All = Optional<typeof table>;

/** The options of a Geneve tunnel: its VNI and the other end, unless they come with each packet. */
export type GeneveOptions = All &
  ({ readonly vni: number; readonly remote: string } | { readonly external: true });

function complete(options: All): All {
  for (const name of ['vni', 'remote'] as const) {
    if (options[name] === undefined && options.external !== true)
      throw new InputError(`${name}: a geneve can't be made without it, unless it is "external"`);
  }
  return options;
}
