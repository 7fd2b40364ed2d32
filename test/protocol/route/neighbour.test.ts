import { describe, expect, it } from 'vitest';
import { NUD, neighbour, neightbl } from '../../../protocol/index.ts';
import { same } from './annotated.ts';

describe('neighbours', () => {
  it('that ARP found', () => {
    same(
      neighbour,
      'RTM_NEWNEIGH',
      `02 00 0000 02000000 0200 80 01      # AF_INET, ifindex 2, reachable, router, unicast
       0800 0100 c0000209                  # NDA_DST
       0a00 0200 02005e100001 0000         # NDA_LLADDR
       0800 0400 01000000                  # NDA_PROBES
       1400 0300 0a000000 14000000 1e000000 01000000 # NDA_CACHEINFO
       0800 0f00 05000000                  # NDA_FLAGS_EXT: managed, ext_validated
       0500 0c00 04 000000                 # NDA_PROTOCOL static`,
      {
        header: { family: 'inet', ifindex: 2, state: 2, flags: 0x80, type: 'unicast' },
        dst: '192.0.2.9',
        lladdr: '02:00:5e:10:00:01',
        probes: 1,
        cacheinfo: { confirmed: 10, used: 20, updated: 30, refcnt: 1 },
        flagsExt: 5,
        protocol: 'static',
      },
    );
    expect(NUD.show(0x82 as never)).toBe('reachable,permanent');
  });

  it.each([
    ['IPv4', '0800 0100 c0000201', '192.0.2.1'],
    ['IPv6', '1400 0100 20010db8000000000000000000000001', '2001:db8::1'],
  ])('a forwarding entry whose remote is %s; its port in network byte order', (_family, text, dst) => {
    same(
      neighbour,
      'RTM_NEWNEIGH',
      `07 00 0000 05000000 8000 02 00    # AF_BRIDGE, ifindex 5, permanent, self
       0a00 0200 02005e100001 0000       # NDA_LLADDR
       ${text}
       0600 0500 6400 0000               # NDA_VLAN 100
       0600 0600 12b5 0000               # NDA_PORT 4789
       0800 0700 2a000000                # NDA_VNI 42
       0800 0a00 ffffffff                # NDA_LINK_NETNSID -1
       1000 0e80 0500 0100 03 000000 0400 0200 # NDA_FDB_EXT_ATTRS`,
      {
        header: { family: 'bridge', ifindex: 5, state: 0x80, flags: 2, type: 'unspec' },
        lladdr: '02:00:5e:10:00:01',
        dst,
        vlan: 100,
        port: 4789,
        vni: 42,
        linkNetnsid: -1,
        fdbExtAttrs: { activityNotify: 3, dontRefresh: true },
      },
    );
  });

  it('an address of a tunnel’s size is a link layer address', () => {
    const bytes = neighbour.encode('RTM_NEWNEIGH', { lladdr: 'c0:00:02:01' });
    expect(neighbour.decode(bytes).lladdr).toBe('c0:00:02:01');
  });
});

describe('neighbour tables', () => {
  it('times are 64 bits', () => {
    same(
      neightbl,
      'RTM_NEWNEIGHTBL',
      `02 000000
       0e00 0100 6172705f636163686500 0000   # arp_cache
       0800 0200 80000000
       0c00 0800 3075000000000000
       1800 0680 0800 0100 01000000 0c00 0500 e803000000000000`,
      {
        header: { family: 'inet' },
        name: 'arp_cache',
        thresh1: 128,
        gcInterval: 30000n,
        parms: { ifindex: 1, retransTime: 1000n },
      },
    );
  });
});
