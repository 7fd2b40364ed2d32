import {
  array,
  attributes,
  bytes,
  enumeration,
  flags,
  i32,
  indexed,
  ipv6,
  struct,
  u8,
  u32,
  u64,
} from '../../schema/index.ts';

/** `IF_*`: router advertisements and readiness. Source: include/net/if_inet6.h (not in UAPI). */
export const IF_INET6 = flags('IF', u32, {
  raOtherconf: 0x80,
  raManaged: 0x40,
  raRcvd: 0x20,
  rsSent: 0x10,
  ready: 0x8000_0000,
});

/** `IN6_ADDR_GEN_MODE_*`: how link-local addresses are made. Source: linux/if_link.h. */
export const IN6_ADDR_GEN_MODE = enumeration('IN6_ADDR_GEN_MODE', u8, {
  eui64: 0,
  none: 1,
  stablePrivacy: 2,
  random: 3,
});

/**
 * `IPSTATS_MIB_*`: what the elements of `inet6.stats` count in the newest headers. The kernel once moved elements:
 * older ones have another order after the first four. Source: linux/snmp.h.
 */
export const IPSTATS_MIB = enumeration('IPSTATS_MIB', u8, {
  num: 0,
  inpkts: 1,
  inoctets: 2,
  indelivers: 3,
  noectpkts: 4,
  ect1pkts: 5,
  ect0pkts: 6,
  cepkts: 7,
  outrequests: 8,
  outpkts: 9,
  outoctets: 10,
  outforwdatagrams: 11,
  inhdrerrors: 12,
  intoobigerrors: 13,
  innoroutes: 14,
  inaddrerrors: 15,
  inunknownprotos: 16,
  intruncatedpkts: 17,
  indiscards: 18,
  outdiscards: 19,
  outnoroutes: 20,
  reasmtimeout: 21,
  reasmreqds: 22,
  reasmoks: 23,
  reasmfails: 24,
  fragoks: 25,
  fragfails: 26,
  fragcreates: 27,
  inmcastpkts: 28,
  outmcastpkts: 29,
  inbcastpkts: 30,
  outbcastpkts: 31,
  inmcastoctets: 32,
  outmcastoctets: 33,
  inbcastoctets: 34,
  outbcastoctets: 35,
  csumerrors: 36,
  reasmOverlaps: 37,
});

/** The `net.ipv6.conf.*` settings, by `DEVCONF_*`. `stableSecret` is always 0. Source: linux/ipv6.h. */
const conf = indexed('DEVCONF', i32, [
  'forwarding',
  'hoplimit',
  'mtu6',
  'acceptRa',
  'acceptRedirects',
  'autoconf',
  'dadTransmits',
  'rtrSolicits',
  'rtrSolicitInterval',
  'rtrSolicitDelay',
  'useTempaddr',
  'tempValidLft',
  'tempPreferedLft',
  'regenMaxRetry',
  'maxDesyncFactor',
  'maxAddresses',
  'forceMldVersion',
  'acceptRaDefrtr',
  'acceptRaPinfo',
  'acceptRaRtrPref',
  'rtrProbeInterval',
  'acceptRaRtInfoMaxPlen',
  'proxyNdp',
  'optimisticDad',
  'acceptSourceRoute',
  'mcForwarding',
  'disableIpv6',
  'acceptDad',
  'forceTllao',
  'ndiscNotify',
  'mldv1UnsolicitedReportInterval',
  'mldv2UnsolicitedReportInterval',
  'suppressFragNdisc',
  'acceptRaFromLocal',
  'useOptimistic',
  'acceptRaMtu',
  'stableSecret',
  'useOifAddrsOnly',
  'acceptRaMinHopLimit',
  'ignoreRoutesWithLinkdown',
  'dropUnicastInL2Multicast',
  'dropUnsolicitedNa',
  'keepAddrOnDown',
  'rtrSolicitMaxInterval',
  'seg6Enabled',
  'seg6RequireHmac',
  'enhancedDad',
  'addrGenMode',
  'disablePolicy',
  'acceptRaRtInfoMinPlen',
  'ndiscTclass',
  'rplSegEnabled',
  'raDefrtrMetric',
  'ioam6Enabled',
  'ioam6Id',
  'ioam6IdWide',
  'ndiscEvictNocarrier',
  'acceptUntrackedNa',
  'acceptRaMinLft',
  'forceForwarding',
]);

const icmp6stats = indexed('ICMP6_MIB', u64, [
  /** How many there are, this one included. */
  'num',
  'inmsgs',
  'inerrors',
  'outmsgs',
  'outerrors',
  'csumerrors',
  'ratelimithost',
]);

/** Times in milliseconds; `tstamp` in hundredths of a second since the system started. */
const cacheinfo = struct('ifla_cacheinfo', {
  maxReasmLen: u32,
  tstamp: u32,
  reachableTime: u32,
  retransTime: u32,
});

/** IPv6 on an interface: `ip link set dev eth0 addrgenmode none`, `ip token`. Source: linux/if_link.h. */
export const inet6 = attributes('IFLA_INET6', () => ({
  flags: [1, IF_INET6],
  conf: [2, conf],
  /** By `IPSTATS_MIB`; the first is how many there are, itself included. */
  stats: [3, array(u64)],
  /** The kernel never sent it and gave it no structure. */
  mcast: [4, bytes],
  cacheinfo: [5, cacheinfo],
  icmp6stats: [6, icmp6stats],
  /** The interface identifier that addresses are made with; `::` for none. */
  token: [7, ipv6],
  addrGenMode: [8, IN6_ADDR_GEN_MODE],
  /** The MTU that a router announced, or 0. */
  raMtu: [9, u32],
}));
