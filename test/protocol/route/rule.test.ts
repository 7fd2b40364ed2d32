import { describe, it } from 'vitest';
import { netconf, nexthop, nsid, prefix, rule } from '../../../protocol/index.ts';
import { same } from './annotated.ts';

describe('rules', () => {
  it('port ranges are in the host’s byte order, tunnel id and flow label in the network’s', () => {
    same(
      rule,
      'RTM_NEWRULE',
      `0a 00 20 00 fe 0000 01 02000000            # AF_INET6, from /32, main, to_tbl, invert
       1400 0200 20010db8000000000000000000000000 # FRA_SRC
       0800 0600 64000000                         # FRA_PRIORITY
       0900 0300 6574683000 000000                # FRA_IIFNAME eth0
       0c00 0c00 0000000000000064                 # FRA_TUN_ID 100
       0800 0d00 ffffffff                         # FRA_SUPPRESS_IFGROUP none
       0800 0e00 00000000                         # FRA_SUPPRESS_PREFIXLEN
       0800 0f00 fe000000                         # FRA_TABLE
       0c00 1400 00000000 e8030000                # FRA_UID_RANGE 0-1000
       0500 1600 11 000000                        # FRA_IP_PROTO udp
       0800 1700 5000 5100                        # FRA_SPORT_RANGE 80-81
       0800 1800 bb01 bb01                        # FRA_DPORT_RANGE 443
       0500 1900 2e 000000                        # FRA_DSCP
       0800 1a00 00012345                         # FRA_FLOWLABEL
       0800 1b00 000fffff                         # FRA_FLOWLABEL_MASK
       0600 1c00 ff0f 0000                        # FRA_SPORT_MASK
       0500 1300 01 000000                        # FRA_L3MDEV`,
      {
        header: { family: 'inet6', dstLen: 0, srcLen: 32, tos: 0, table: 'main', action: 'toTbl', flags: 2 },
        src: '2001:db8::',
        priority: 100,
        iifname: 'eth0',
        tunId: 100n,
        suppressIfgroup: -1,
        suppressPrefixlen: 0,
        table: 'main',
        uidRange: { start: 0, end: 1000 },
        ipProto: 17,
        sportRange: { start: 80, end: 81 },
        dportRange: { start: 443, end: 443 },
        dscp: 46,
        flowlabel: 0x12345,
        flowlabelMask: 0xfffff,
        sportMask: 0xfff,
        l3mdev: 1,
      },
    );
  });
});

describe('the small messages', () => {
  it('a namespace id, behind a header of one byte and its padding', () => {
    same(nsid, 'RTM_NEWNSID', `00 000000 0800 0100 ffffffff 0800 0500 03000000`, {
      header: { family: 'unspec' },
      nsid: -1,
      currentNsid: 3,
    });
  });

  it('a nexthop group, its statistics of 4 or 8 bytes', () => {
    same(
      nexthop,
      'RTM_NEWNEXTHOP',
      `00 00 04 00 01000000                         # dead
       0800 0100 0a000000                           # NHA_ID
       1400 0200 01000000 09 00 0000 02000000 ff 01 0000 # NHA_GROUP
       0600 0300 0100 0000                          # NHA_GROUP_TYPE resilient
       1000 0c80 0c00 0400 0500000000000000         # NHA_RES_GROUP
       2c00 0f80 1000 0180 0800 0100 01000000 0400 6300
                 1800 0180 0800 0100 02000000 0c00 0200 0000000001000000
       0400 0400                                    # NHA_BLACKHOLE
       0800 0e00 00000080                           # NHA_OP_FLAGS`,
      {
        header: { family: 'unspec', scope: 'universe', protocol: 'static', flags: 1 },
        id: 10,
        group: [
          { id: 1, weight: 9, weightHigh: 0 },
          { id: 2, weight: 255, weightHigh: 1 },
        ],
        groupType: 'res',
        resGroup: { unbalancedTime: 5n },
        groupStats: {
          entry: [
            { id: 1, $unknown: [{ type: 99, bytes: new Uint8Array(0) }] },
            { id: 2, packets: 0x1_0000_0000n },
          ],
        },
        blackhole: true,
        opFlags: 0x8000_0000,
      },
    );
  });

  it('what forwarding depends on, for all interfaces', () => {
    same(netconf, 'RTM_NEWNETCONF', `02 000000 0800 0100 ffffffff 0800 0200 01000000`, {
      header: { family: 'inet' },
      ifindex: -1,
      forwarding: 1,
    });
  });

  it('a prefix that a router announced', () => {
    same(
      prefix,
      'RTM_NEWPREFIX',
      `0a 000000 02000000 03 40 03 00
       1400 0100 20010db8000000000000000000000000
       0c00 0200 100e0000 201c0000`,
      {
        header: { family: 'inet6', ifindex: 2, type: 3, len: 64, flags: 3 },
        address: '2001:db8::',
        cacheinfo: { preferredTime: 3600, validTime: 7200 },
      },
    );
  });
});
