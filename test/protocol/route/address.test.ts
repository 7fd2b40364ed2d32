import { describe, expect, it } from 'vitest';
import { address, addrlabel, IFA_F, multicast } from '../../../protocol/index.ts';
import { same } from './annotated.ts';

describe('addresses', () => {
  it('of IPv4, whose flags exceed eight bits', () => {
    same(
      address,
      'RTM_NEWADDR',
      `02 18 80 00 02000000             # AF_INET, /24, permanent, universe, ifindex 2
       0800 0100 c0000201               # IFA_ADDRESS
       0800 0200 c0000201               # IFA_LOCAL
       0800 0400 c00002ff               # IFA_BROADCAST
       0b00 0300 657468303a3100 00      # IFA_LABEL eth0:1
       0800 0800 80020000               # IFA_FLAGS: permanent, noprefixroute
       0500 0b00 02 000000              # IFA_PROTO
       1400 0600 ffffffff 10270000 64000000 c8000000 # IFA_CACHEINFO
       0800 0900 0a000000               # IFA_RT_PRIORITY`,
      {
        header: { family: 'inet', prefixlen: 24, flags: 0x80, scope: 'universe', index: 2 },
        address: '192.0.2.1',
        local: '192.0.2.1',
        broadcast: '192.0.2.255',
        label: 'eth0:1',
        flags: 0x280,
        proto: 'kernelRa',
        cacheinfo: { prefered: 0xffffffff, valid: 10000, cstamp: 100, tstamp: 200 },
        rtPriority: 10,
      },
    );
    expect(IFA_F.show(0x280 as never)).toBe('permanent,noprefixroute');
  });

  it('of IPv6', () => {
    same(
      address,
      'RTM_DELADDR',
      `0a 40 80 fd 01000000                              # AF_INET6, /64, permanent, link
       1400 0100 fe800000000000000000000000000001        # IFA_ADDRESS
       0800 0a00 ffffffff                                # IFA_TARGET_NETNSID -1`,
      {
        header: { family: 'inet6', prefixlen: 64, flags: 0x80, scope: 'link', index: 1 },
        address: 'fe80::1',
        targetNetnsid: -1,
      },
    );
  });

  it('of another family are bytes', () => {
    same(address, 'RTM_NEWADDR', `2d 00 00 00 03000000 0500 0200 09 000000`, {
      header: { family: 'mctp', prefixlen: 0, flags: 0, scope: 'universe', index: 3 },
      local: Uint8Array.of(9),
    });
  });

  it('a group that an interface listens to', () => {
    same(multicast, 'RTM_NEWMULTICAST', `0a 80 80 fd 02000000 1400 0700 ff020000000000000000000000000001`, {
      header: { family: 'inet6', prefixlen: 128, flags: 0x80, scope: 'link', index: 2 },
      multicast: 'ff02::1',
    });
  });

  it('a label, in a header with a reserved byte', () => {
    same(
      addrlabel,
      'RTM_NEWADDRLABEL',
      `0a 00 60 00 00000000 07000000 1400 0100 00000000000000000000ffff00000000 0800 0200 04000000`,
      {
        header: { family: 'inet6', prefixlen: 96, flags: 0, index: 0, seq: 7 },
        address: '::ffff:0.0.0.0',
        label: 4,
      },
    );
  });

  it('an address of the other family is not written', () => {
    expect(() =>
      address.encode('RTM_NEWADDR', { header: { family: 'inet6' }, address: '192.0.2.1' }),
    ).toThrow('address.address: an IPv6 address is needed, got "192.0.2.1"');
  });
});
