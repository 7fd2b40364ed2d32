import { describe, expect, it } from 'vitest';
import { nexthop, route } from '../../../protocol/index.ts';
import { same } from './annotated.ts';

const header = {
  family: 'inet6',
  dstLen: 0,
  srcLen: 0,
  tos: 0,
  table: 'unspec',
  protocol: 'unspec',
  scope: 'universe',
  type: 'unspec',
  flags: 0,
};

/** An IPv6 route with this `RTA_ENCAP_TYPE` and these bytes in `RTA_ENCAP`. */
const encapsulated = (number: string, size: string, text: string) =>
  `0a 00 00 00 00 00 00 00 00000000 0600 1500 ${number} 0000 ${size} 1680 ${text}`;

describe('a route that encapsulates', () => {
  it.each<[string, string, string, string, object]>([
    [
      'mpls',
      '0100',
      '1400',
      '0800 0100 00064140 0500 0200 20 000000',
      {
        dst: [{ label: 100, tc: 0, bos: true, ttl: 64 }],
        ttl: 32,
      },
    ],
    [
      'ip',
      '0200',
      '3000',
      `0c00 0100 0000000000000064  # LWTUNNEL_IP_ID, network order
       0800 0200 c0000201          # DST
       0500 0400 40 000000         # TTL
       0600 0600 0004 0000         # FLAGS key, network order
       0800 0880 0400 0180         # OPTS with an empty GENEVE`,
      { id: 100n, dst: '192.0.2.1', ttl: 64, flags: 4, opts: { geneve: [{}] } },
    ],
    [
      'ip6',
      '0400',
      '3800',
      `0c00 0100 0000000000000001
       1400 0200 20010db8000000000000000000000001
       0500 0400 40 000000
       0500 0500 08 000000
       0400 0880`,
      { id: 1n, dst: '2001:db8::1', hoplimit: 64, tc: 8, opts: {} },
    ],
    [
      'seg6',
      '0500',
      '3400',
      `3000 0100
       01000000                            # mode encap, host order
       00 04 04 01 01 00 0005              # hdrlen 4, type 4, left 1, first 1, flags, tag in network order
       20010db8000000000000000000000002    # the last segment comes first
       20010db8000000000000000000000001`,
      {
        srh: {
          mode: 'encap',
          nexthdr: 0,
          hdrlen: 4,
          type: 4,
          segmentsLeft: 1,
          firstSegment: 1,
          flags: 0,
          tag: 5,
          segments: ['2001:db8::2', '2001:db8::1'],
          tlvs: new Uint8Array(0),
        },
      },
    ],
    [
      'seg6Local',
      '0700',
      '2400',
      `0800 0100 07000000 0800 0300 64000000
       1000 0a80 0c00 0200 0500000000000000`,
      { action: 'endDt6', table: 100, counters: { packets: 5n } },
    ],
    ['ila', '0300', '1000', '0c00 0100 20010db800000001', { locator: 0x20010db800000001n }],
    ['bpf', '0600', '1000', '0c00 0180 0800 0100 07000000', { in: { fd: 7 } }],
    ['rpl', '0800', '0c00', '0800 0100 00000300', { srh: Uint8Array.of(0, 0, 3, 0) }],
    [
      'ioam6',
      '0900',
      '1800',
      '0500 0100 01 000000 0c00 0300 007b 0803 80000000',
      { mode: 'inline', trace: { namespaceId: 123, nodelen: 8, remlen: 3, type: 0x80000000 } },
    ],
    ['xfrm', '0a00', '0c00', '0800 0100 07000000', { ifId: 7 }],
  ])('%s', (type, number, size, text, encap) => {
    same(route, 'RTM_NEWROUTE', encapsulated(number, size, text), { header, encapType: type, encap });
  });

  it('in a way that no table knows keeps its bytes', () => {
    same(route, 'RTM_NEWROUTE', encapsulated('6300', '0600', 'abcd 0000'), {
      header,
      encapType: 99,
      encap: Uint8Array.of(0xab, 0xcd),
    });
  });

  it('and a nexthop object alike', () => {
    same(
      nexthop,
      'RTM_NEWNEXTHOP',
      `02 00 04 00 00000000 0800 0100 05000000 0600 0700 0100 0000 0c00 0880 0800 0100 00064100`,
      {
        header: { family: 'inet', scope: 'universe', protocol: 'static', flags: 0 },
        id: 5,
        encapType: 'mpls',
        encap: { dst: [{ label: 100, tc: 0, bos: true, ttl: 0 }] },
      },
    );
  });
});

describe('a segment routing header', () => {
  const encoded = (srh: object) => {
    const bytes = route.encode('RTM_NEWROUTE', {
      encapType: 'seg6',
      encap: { srh: { mode: 'encap', ...srh } },
    } as Parameters<typeof route.encode>[1]);
    const { encap } = route.decode(bytes).$plain() as { encap: { srh: object } };
    return encap.srh;
  };

  it('counts its segments and itself', () => {
    expect(encoded({ segments: ['::1', '::2', '::3'], tlvs: '0504000000000000' })).toMatchObject({
      hdrlen: 7,
      type: 4,
      segmentsLeft: 2,
      firstSegment: 2,
      segments: ['::1', '::2', '::3'],
      tlvs: Uint8Array.of(5, 4, 0, 0, 0, 0, 0, 0),
    });
  });

  it('that announces more segments than it has is read as far as it goes', () => {
    expect(encoded({ segments: ['::1'], firstSegment: 9, tlvs: '01', hdrlen: 2 })).toMatchObject({
      firstSegment: 9,
      segments: ['::1'],
      tlvs: Uint8Array.of(1),
    });
  });

  it.each<[string, object, string]>([
    ['without segments', {}, 'route.encap.srh: an object with an array of segments is needed'],
    [
      'with a bad segment',
      { segments: ['::1', 'x'] },
      'route.encap.srh.segments[1]: an IPv6 address is needed, got "x"',
    ],
    [
      'that is no multiple of eight bytes',
      { segments: ['::1'], tlvs: '01' },
      'route.encap.srh.tlvs: the header has 25 bytes with them; a multiple of 8 is needed',
    ],
    [
      'with too many segments',
      { segments: new Array(130).fill('::1') },
      'route.encap.srh.hdrlen: u8 takes a whole number from 0 to 255, got 260',
    ],
  ])('%s is not written', (_how, srh, message) => {
    expect(() => encoded(srh)).toThrow(message);
  });
});
