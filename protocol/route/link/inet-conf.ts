import {
  type AttributesView,
  attributes,
  Codec,
  checkPayload,
  type InputOf,
  i32,
  indexed,
  type Reader,
  type ValueOf,
} from '../../schema/index.ts';

const names = [
  'forwarding',
  'mcForwarding',
  'proxyArp',
  'acceptRedirects',
  'secureRedirects',
  'sendRedirects',
  'sharedMedia',
  'rpFilter',
  'acceptSourceRoute',
  'bootpRelay',
  'logMartians',
  'tag',
  'arpfilter',
  'mediumId',
  'noxfrm',
  'nopolicy',
  'forceIgmpVersion',
  'arpAnnounce',
  'arpIgnore',
  'promoteSecondaries',
  'arpAccept',
  'arpNotify',
  'acceptLocal',
  'srcVmark',
  'proxyArpPvlan',
  'routeLocalnet',
  'igmpv2UnsolicitedReportInterval',
  'igmpv3UnsolicitedReportInterval',
  'ignoreRoutesWithLinkdown',
  'dropUnicastInL2Multicast',
  'dropGratuitousArp',
  'bcForwarding',
  'arpEvictNocarrier',
] as const;

type Settings = { readonly [K in (typeof names)[number]]: readonly [number, Codec<number>] };

/** As the kernel sends it: all settings, one after another. */
export const packed = indexed('IPV4_DEVCONF', i32, names, 1);

/** As the kernel takes it: a nest of the settings to change. */
export const nest = attributes(
  'IPV4_DEVCONF',
  () => Object.fromEntries(names.map((name, index) => [name, [index + 1, i32]])) as unknown as Settings,
);

/** Settings have 4 bytes, the attributes of a nest 8, of which the first two say so. */
function form(reader: Reader, at: number, end: number): typeof packed | typeof nest {
  if (end - at === 0 || (end - at) % 8 !== 0) return packed;
  for (; at < end; at += 8) {
    const type = reader.u16(at + 2);
    if (reader.u16(at) !== 8 || type === 0 || type > 0xff) return packed;
  }
  return nest;
}

/**
 * `IFLA_INET_CONF`, the `net.ipv4.conf.*` settings of an interface by `IPV4_DEVCONF_*`. The kernel sends them packed
 * and takes a nest of those that are to change, so both are read, with the same names, and the nest is written.
 * Source: linux/ip.h, net/ipv4/devinet.c.
 */
export const inetConf: Codec<
  ValueOf<typeof packed> | AttributesView<Settings>,
  InputOf<typeof nest>
> = new Codec({
  is: 'IPV4_DEVCONF settings',
  nested: true,
  shape: {
    kind: 'custom',
    examples: [{ forwarding: 1 }, { forwarding: 0, rpFilter: 2, arpEvictNocarrier: -1 }],
  },
  check: (reader, at, end, depth, family) =>
    checkPayload(form(reader, at, end), reader, at, end, depth, family),
  read: (reader, at, end, family) => form(reader, at, end).read(reader, at, end, family),
  write: (writer, value, family) => nest.write(writer, value, family),
  show: (value: object) => JSON.stringify(value),
});
