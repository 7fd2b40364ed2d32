import { describe, expect, it } from 'vitest';
import { route } from '../../../protocol/index.ts';
import { same } from './annotated.ts';

const header = {
  family: 'inet',
  dstLen: 0,
  srcLen: 0,
  tos: 0,
  table: 'main',
  protocol: 'static',
  scope: 'universe',
  type: 'unicast',
  flags: 0,
};

const INET = '02 00 00 00 fe 04 00 01 00000000 # AF_INET, main, static, universe, unicast\n';

describe('routes', () => {
  it('with a gateway and metrics', () => {
    same(
      route,
      'RTM_NEWROUTE',
      `02 18 00 00 fe 10 00 01 00400000  # 192.0.2.0/24, table main, dhcp, RTM_F_OFFLOAD
       0800 0f00 fe000000                # RTA_TABLE
       0800 0100 c0000200                # RTA_DST
       0800 0600 64000000                # RTA_PRIORITY 100
       3400 0880                         # RTA_METRICS
         0800 0100 04000000              #   RTAX_LOCK, bit 2: mtu
         0800 0200 dc050000              #   RTAX_MTU 1500
         0800 0c00 01000000              #   RTAX_FEATURES ecn
         0a00 1000 637562696300 0000     #   RTAX_CC_ALGO cubic
         0800 0d00 c8000000              #   RTAX_RTO_MIN
         0400 1200                       #   not known
       0800 0500 0a000001                # RTA_GATEWAY
       0800 0400 03000000                # RTA_OIF
       0500 1400 03 000000               # RTA_PREF low`,
      {
        header: { ...header, dstLen: 24, protocol: 'dhcp', flags: 0x4000 },
        table: 'main',
        dst: '192.0.2.0',
        priority: 100,
        metrics: {
          lock: 4,
          mtu: 1500,
          features: 1,
          ccAlgo: 'cubic',
          rtoMin: 200,
          $unknown: [{ type: 18, bytes: new Uint8Array(0) }],
        },
        gateway: '10.0.0.1',
        oif: 3,
        pref: 'low',
      },
    );
  });

  it('over several next hops, each with attributes of its own', () => {
    same(
      route,
      'RTM_NEWROUTE',
      `${INET}
       4800 0900                                        # RTA_MULTIPATH
         1000 04 09 02000000                            #   rtnexthop: 16 bytes, onlink, weight 10, ifindex 2
           0800 0500 0a000001                           #     RTA_GATEWAY
         2000 00 00 03000000                            #   rtnexthop: 32 bytes, ifindex 3
           1600 1200 0a00 fe800000000000000000000000000009 0000 # RTA_VIA: AF_INET6, and padding
         1400 00 00 04000000                            #   rtnexthop: 20 bytes, ifindex 4
           0600 1500 0100 0000                          #     RTA_ENCAP_TYPE mpls
           0400 1680                                    #     RTA_ENCAP`.replace(
        '1c00 00 00 03',
        '1c00 00 00 03',
      ),
      {
        header,
        multipath: [
          { header: { len: 16, flags: 4, hops: 9, ifindex: 2 }, gateway: '10.0.0.1' },
          { header: { len: 32, flags: 0, hops: 0, ifindex: 3 }, via: { family: 'inet6', addr: 'fe80::9' } },
          { header: { len: 20, flags: 0, hops: 0, ifindex: 4 }, encapType: 'mpls', encap: {} },
        ],
      },
    );
  });

  it('ports and flow label are in network byte order, the rest in the host’s', () => {
    same(
      route,
      'RTM_GETROUTE',
      `${INET}
       0600 1c00 0050 0000      # RTA_SPORT 80
       0600 1d00 01bb 0000      # RTA_DPORT 443
       0800 1f00 00012345       # RTA_FLOWLABEL
       0500 1b00 06 000000      # RTA_IP_PROTO tcp
       0800 1900 e8030000       # RTA_UID 1000
       0800 1000 01000000       # RTA_MARK
       0800 1e00 05000000       # RTA_NH_ID`,
      { header, sport: 80, dport: 443, flowlabel: 0x12345, ipProto: 6, uid: 1000, mark: 1, nhId: 5 },
    );
  });

  it('of MPLS: labels in and out, and a gateway of another family', () => {
    same(
      route,
      'RTM_NEWROUTE',
      `1c 14 00 00 fe 04 00 01 00000000 # AF_MPLS, 20 bits
       0800 0100 00064100               # RTA_DST: label 100, bottom of stack
       0c00 1300 000c8000 0012c100      # RTA_NEWDST: 200, then 300 at the bottom
       0a00 1200 0200 c0000201 0000     # RTA_VIA: AF_INET
       0500 1a00 01 000000              # RTA_TTL_PROPAGATE`,
      {
        header: { ...header, family: 'mpls', dstLen: 20 },
        dst: [{ label: 100, tc: 0, bos: true, ttl: 0 }],
        newdst: [
          { label: 200, tc: 0, bos: false, ttl: 0 },
          { label: 300, tc: 0, bos: true, ttl: 0 },
        ],
        via: { family: 'inet', addr: '192.0.2.1' },
        ttlPropagate: 1,
      },
    );
    const numbers = route.encode('RTM_NEWROUTE', { header: { family: 'mpls' }, newdst: [200, 300] });
    expect(route.decode(numbers).newdst).toEqual([
      { label: 200, tc: 0, bos: false, ttl: 0 },
      { label: 300, tc: 0, bos: true, ttl: 0 },
    ]);
  });

  it('of multicast: a family of its own, counters of 64 bits', () => {
    same(
      route,
      'RTM_NEWROUTE',
      `80 20 20 00 fd 11 00 05 00000000 # RTNL_FAMILY_IPMR, table default, mrouted, multicast
       0800 0100 e0000001               # RTA_DST
       0800 0200 c0000201               # RTA_SRC
       1c00 1100 0200000000000000 ffffffffffffffff 0000000000000000 # RTA_MFC_STATS`,
      {
        header: {
          ...header,
          family: 128,
          dstLen: 32,
          srcLen: 32,
          table: 'default',
          protocol: 'mrouted',
          type: 'multicast',
        },
        dst: '224.0.0.1',
        src: '192.0.2.1',
        mfcStats: { packets: 2n, bytes: 0xffff_ffff_ffff_ffffn, wrongIf: 0n },
      },
    );
  });

  it('a cacheinfo of an older kernel or a newer one', () => {
    const of = (text: string) => `${INET} ${text}`;
    same(
      route,
      'RTM_NEWROUTE',
      of(`2400 0c00 01000000 02000000 ffffffff 8fffffff 05000000 06000000 07000000 08000000`),
      {
        header,
        cacheinfo: {
          clntref: 1,
          lastuse: 2,
          expires: -1,
          error: 0xffffff8f,
          used: 5,
          id: 6,
          ts: 7,
          tsage: 8,
        },
      },
    );
  });
});

describe('what a route cannot be', () => {
  type Input = Parameters<typeof route.encode>[1];
  it.each<[string, Input, string]>([
    [
      'a label of 21 bits',
      { header: { family: 'mpls' }, newdst: [2 ** 20] },
      'route.newdst[0].label: takes a whole number from 0 to 1048575, got 1048576',
    ],
    ['no label', { newdst: [] }, 'route.newdst: an array of at least one MPLS label is needed'],
    [
      'a gateway of an unknown family',
      { via: { family: 'inet7' as 'inet', addr: '::' } },
      'route.via.family: AF has no "inet7"; did you mean "inet"?',
    ],
    [
      'a gateway of the wrong family',
      { via: { family: 'inet', addr: '::1' } },
      'route.via.addr: an IPv4 address is needed, got "::1"',
    ],
    ['an encapsulation of no kind', { encap: { dst: [1] } }, 'route.encap: needs "encapType" beside it'],
    [
      'a second next hop with a bad gateway',
      { header: { family: 'inet' }, multipath: [{}, { gateway: '::1' }] },
      'route.multipath[1].gateway: an IPv4 address is needed, got "::1"',
    ],
    [
      'a table by a name it has not',
      { table: 'mian' as 'main' },
      'route.table: RT_TABLE has no "mian"; did you mean "main"?',
    ],
  ])('%s', (_what, input, message) => {
    expect(() => route.encode('RTM_NEWROUTE', input)).toThrow(message);
  });

  it('labels that are not whole are refused', () => {
    const bytes = route.encode('RTM_NEWROUTE', { $unknown: [{ type: 19, bytes: '0000010000' }] });
    expect(() => route.decode(bytes)).toThrow(
      'route.newdst: MPLS labels need 4 bytes each, got 5 (at byte 32)',
    );
  });
});
