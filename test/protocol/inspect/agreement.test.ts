import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Node, problems, problemText, walkMessage } from '../../../protocol/inspect/index.ts';
import { address, neighbour, route, rtnetlink, rule } from '../../../protocol/route/index.ts';
import { DecodeError, messageEnd, Reader } from '../../../protocol/wire/index.ts';
import { captures } from '../../captures/read.ts';
import { plainMessage } from './plain.ts';

/** Both ways to read one message: the decoder's view or error, and the tree. */
function both(bytes: Uint8Array, littleEndian = true): { decoded: unknown; error?: DecodeError; tree: Node } {
  const reader = new Reader(bytes, littleEndian);
  const tree = walkMessage(rtnetlink, reader, 0, bytes.length);
  try {
    const view = rtnetlink.decodeAt(reader, 0, messageEnd(reader, 0, bytes.length));
    return { decoded: view.$plain(), tree };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { decoded: undefined, error, tree };
  }
}

/** The decoder passes what the tree finds no fault with, and both say the same of it. */
function agree(bytes: Uint8Array, littleEndian = true): void {
  const { decoded, error, tree } = both(bytes, littleEndian);
  const found = problems(tree).map(problemText);
  if (error !== undefined) {
    expect(found).toContain(error.message);
    return;
  }
  expect(found).toEqual([]);
  const message = rtnetlink.byType(tree.type ?? 0);
  if (message !== undefined) expect(plainMessage(tree, message.set)).toEqual(decoded);
}

const samples: readonly Uint8Array[] = [
  route.encode('RTM_NEWROUTE', {
    header: { family: 'inet', dstLen: 24, table: 'main', type: 'unicast' },
    dst: '10.1.2.0',
    metrics: { mtu: 1400, ccAlgo: 'bbr' },
    multipath: [
      { header: { ifindex: 3, hops: 2 }, gateway: '10.0.0.1' },
      { header: { ifindex: 4 }, encapType: 'mpls', encap: { dst: [100, 200] } },
      { header: { ifindex: 5 }, via: { family: 'inet6', addr: 'fe80::1' } },
    ],
    cacheinfo: { expires: 100 },
    $unknown: [{ type: 99, nested: true, bytes: '0800010001000000' }],
  }),
  route.encode('RTM_NEWROUTE', {
    header: { family: 'inet6', dstLen: 64 },
    dst: '2001:db8::',
    encap: { srh: { mode: 'encap', segments: ['2001:db8::1'] } },
    encapType: 'seg6',
    oif: 3,
  }),
  address.encode('RTM_NEWADDR', {
    header: { family: 'inet', prefixlen: 8, index: 1 },
    address: '127.0.0.1',
    label: 'lo',
    cacheinfo: { prefered: 0xffffffff, valid: 0xffffffff },
    flags: ['permanent'],
  }),
  neighbour.encode('RTM_NEWNEIGH', {
    header: { family: 'inet', ifindex: 2, state: ['reachable'] },
    dst: '192.0.2.1',
    lladdr: '02:00:00:00:00:01',
    cacheinfo: { used: 300 },
    fdbExtAttrs: { dontRefresh: true },
  }),
  rule.encode('RTM_NEWRULE', {
    header: { family: 'inet', action: 'toTbl' },
    priority: 100,
    table: 'main',
    uidRange: { start: 0, end: 1000 },
    tunId: 7n,
  }),
];

describe('the decoder and the walk', () => {
  it('say the same of sound messages', () => {
    for (const bytes of samples) {
      expect(both(bytes).error).toBeUndefined();
      agree(bytes);
    }
  });

  it('say the same of what kernels sent', () => {
    const recorded = captures();
    expect(recorded.length).toBeGreaterThan(500);
    for (const { bytes } of recorded) agree(bytes);
  });

  it('say the same of a request that carries no more than the family', () => {
    const bytes = address.encode('RTM_GETADDR', { header: { family: 'inet6' } }).slice(0, 17);
    bytes[0] = 17;
    agree(bytes);
  });

  it('say the same of every prefix', () => {
    for (const bytes of samples) {
      for (let length = 16; length < bytes.length; length++) {
        const prefix = bytes.slice(0, length);
        agree(prefix);
        new DataView(prefix.buffer).setUint32(0, length, true);
        agree(prefix);
      }
    }
  });

  it('say the same of damaged messages', () => {
    const damage = fc.record({
      of: fc.constantFrom(...samples),
      bytes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      littleEndian: fc.boolean(),
    });
    fc.assert(
      fc.property(damage, ({ of, bytes, littleEndian }) => {
        const damaged = of.slice();
        for (const [at, value] of bytes) damaged[4 + (at % (of.length - 4))] = value;
        new DataView(damaged.buffer).setUint32(0, damaged.length, littleEndian);
        if (!littleEndian) damaged.subarray(4, 6).reverse();
        agree(damaged, littleEndian);
      }),
      { numRuns: 1000 },
    );
  });

  it('say the same of arbitrary attributes', () => {
    const attribute = fc.tuple(fc.nat(34), fc.uint8Array({ maxLength: 24 }), fc.boolean());
    fc.assert(
      fc.property(fc.nat(120), fc.array(attribute, { maxLength: 8 }), (type, attributes) => {
        const bytes = [
          0,
          0,
          0,
          0,
          type,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          2,
          ...new Array<number>(11).fill(0),
        ];
        for (const [number, payload, nested] of attributes) {
          const length = payload.length + 4;
          bytes.push(length, 0, number, nested ? 0x80 : 0, ...payload);
          while (bytes.length % 4 !== 0) bytes.push(0);
        }
        bytes[0] = bytes.length & 255;
        bytes[1] = bytes.length >> 8;
        agree(Uint8Array.from(bytes));
      }),
      { numRuns: 1000 },
    );
  });
});
