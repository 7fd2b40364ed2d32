import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { route } from '../../protocol/route/index.ts';
import { formatIPv6, ipv4Word, parseIPv6 } from '../../protocol/schema/index.ts';
import { NLM_F, Reader } from '../../protocol/wire/index.ts';
import { longestPrefix4, longestPrefix6 } from '../../src/mirror/store/longest-prefix.ts';
import { RouteFields } from '../../src/mirror/store/route-fields.ts';
import { RouteStore } from '../../src/mirror/store/route-store.ts';
import { Routes4 } from '../../src/mirror/store/routes4.ts';
import { Routes6 } from '../../src/mirror/store/routes6.ts';
import { NONE } from '../../src/mirror/store/slots.ts';

/** A route whose destination is `bits`, a string of zeros and ones as long as the prefix. */
interface Known {
  readonly bits: string;
  readonly table: number;
  readonly tos: number;
  readonly priority: number;
  readonly dead: boolean;
}

const nobody = { added() {}, changed() {}, removed() {} };

/** An address of 32 or 128 bits that begins with some. */
function addressOf(bits: string, size: 32 | 128): string {
  const bytes = Uint8Array.from({ length: size / 8 }, (_, at) =>
    Number.parseInt(bits.padEnd(size, '0').slice(at * 8, at * 8 + 8), 2),
  );
  return size === 32 ? bytes.join('.') : formatIPv6(bytes, 0);
}

function encoded({ bits, table, tos, priority, dead }: Known, size: 32 | 128): Reader {
  const header = {
    family: size === 32 ? 'inet' : 'inet6',
    dstLen: bits.length,
    tos,
    table: 0,
    type: 'unicast',
    flags: dead ? 1 : 0,
  } as const;
  const dst = bits === '' ? undefined : addressOf(bits, size);
  return new Reader(route.encode('RTM_NEWROUTE', { header, table, dst, priority, oif: 3 }));
}

/** Goes through all routes: slow and plain. */
function naive(routes: readonly Known[], table: number, bits: string, tos: number): Known | undefined {
  return routes
    .filter((each) => each.table === table && bits.startsWith(each.bits) && !each.dead)
    .filter((each) => each.tos === 0 || each.tos === tos)
    .sort(
      (one, other) =>
        other.bits.length - one.bits.length || other.tos - one.tos || one.priority - other.priority,
    )[0];
}

/** The words that a route says where it was found, to compare it by. */
function read(store: RouteStore, address: number): string | undefined {
  if (address === NONE) return undefined;
  const slot = store.arena.tagOf(address);
  const { table, dstLen, dst0, dst1, dst2, dst3, tos, priority } = store.fieldsOf(slot, new RouteFields());
  return [table, dstLen, dst0, dst1, dst2, dst3, tos, priority].join(' ');
}

function readFrom(known: Known | undefined, size: 32 | 128): string | undefined {
  if (known === undefined) return undefined;
  const bytes = encoded(known, size);
  const { table, dstLen, dst0, dst1, dst2, dst3, tos, priority } = new RouteFields().read(
    bytes,
    0,
    bytes.bytes.length,
  );
  return [table, dstLen, dst0, dst1, dst2, dst3, tos, priority].join(' ');
}

const sameRun = (one: Known, other: Known) =>
  one.bits === other.bits &&
  one.table === other.table &&
  one.tos === other.tos &&
  one.priority === other.priority;

const bit = fc.constantFrom('0', '1');
const bitsOf = (size: number) =>
  fc.array(bit, { minLength: size, maxLength: size }).map((all) => all.join(''));

/** Addresses of a few neighbourhoods, and prefixes of them. */
const destination = (size: 32 | 128) =>
  fc
    .tuple(fc.constantFrom('0', '00001010', '0000101011111111', '1100000010101000'), bitsOf(size), fc.nat(3))
    .map(([start, rest, few]) =>
      (start + (few > 0 ? rest.replace(/1/g, '0').slice(few) : '') + rest).slice(0, size),
    );

const known = (size: 32 | 128): fc.Arbitrary<Known> =>
  fc.record({
    bits: fc.tuple(destination(size), fc.nat(size)).map(([bits, length]) => bits.slice(0, length)),
    table: fc.constantFrom(254, 254, 254, 1000),
    tos: size === 32 ? fc.constantFrom(0, 0, 4) : fc.constant(0),
    priority: fc.constantFrom(5, 100),
    dead: fc.constantFrom(false, false, false, true),
  });

const step = (size: 32 | 128) =>
  fc.record({ verb: fc.constantFrom('add', 'add', 'add', 'delete'), known: known(size), which: fc.nat() });

/** Adds and deletes as the steps say. @returns what is left */
function built(
  routes: Routes4 | Routes6,
  steps: readonly { verb: string; known: Known; which: number }[],
  size: 32 | 128,
) {
  const left: Known[] = [];
  for (const { verb, known: each, which } of steps) {
    if (verb === 'delete') {
      const [gone] = left.splice(which % Math.max(left.length, 1), 1);
      if (gone === undefined) continue;
      const bytes = encoded(gone, size);
      routes.delete(bytes, 0, bytes.bytes.length);
    } else if (!left.some((other) => sameRun(each, other))) {
      const bytes = encoded(each, size);
      routes.add(bytes, 0, bytes.bytes.length, NLM_F.CREATE | NLM_F.EXCL);
      left.push(each);
    }
  }
  return left;
}

const wordsOf = (text: string): [number, number, number, number] => {
  const view = new DataView(Uint8Array.from(parseIPv6(text) ?? []).buffer);
  return [view.getInt32(0), view.getInt32(4), view.getInt32(8), view.getInt32(12)];
};

describe('the route that a packet takes', () => {
  it('is that of a plain search through all, of IPv4', () => {
    const lookups = fc.array(fc.tuple(destination(32), fc.constantFrom(254, 1000), fc.constantFrom(0, 4, 8)));
    fc.assert(
      fc.property(fc.array(step(32), { maxLength: 60 }), lookups, (steps, wanted) => {
        const routes = new Routes4(new RouteStore(), nobody);
        const left = built(routes, steps, 32);
        for (const [bits, table, tos] of wanted) {
          const found = longestPrefix4(routes.store, table, ipv4Word(addressOf(bits, 32)) | 0, tos);
          expect(read(routes.store, found)).toBe(readFrom(naive(left, table, bits, tos), 32));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is that of a plain search through all, of IPv6', () => {
    const lookups = fc.array(fc.tuple(destination(128), fc.constantFrom(254, 1000)));
    fc.assert(
      fc.property(fc.array(step(128), { maxLength: 40 }), lookups, (steps, wanted) => {
        const routes = new Routes6(new RouteStore(), nobody);
        const left = built(routes, steps, 128);
        for (const [bits, table] of wanted) {
          const found = longestPrefix6(routes.store, table, wordsOf(addressOf(bits, 128)), 0);
          expect(read(routes.store, found)).toBe(readFrom(naive(left, table, bits, 0), 128));
        }
      }),
    );
  });

  it('is so among many prefixes of all lengths, when more come and when most have gone', () => {
    const routes = new Routes4(new RouteStore(), nobody);
    const random = fc.sample(fc.tuple(bitsOf(32), fc.nat(32)), { numRuns: 9_000, seed: 1 });
    const left = new Map<string, Known>();
    const prefixes = new Set<string>();
    const look = () => {
      for (const [bits] of random.slice(0, 500)) {
        const found = longestPrefix4(routes.store, 254, ipv4Word(addressOf(bits, 32)) | 0, 0);
        let wanted: Known | undefined;
        for (let length = 32; length >= 0 && wanted === undefined; length--)
          wanted = left.get(bits.slice(0, length));
        expect(read(routes.store, found)).toBe(readFrom(wanted, 32));
      }
    };
    for (const [at, [all, length]] of random.entries()) {
      const bits = all.slice(0, length);
      if (at % 3000 === 2999) look();
      if (prefixes.has(bits)) continue;
      prefixes.add(bits);
      const one: Known = { bits, table: 254, tos: 0, priority: 5, dead: false };
      left.set(bits, one);
      const bytes = encoded(one, 32);
      routes.add(bytes, 0, bytes.bytes.length, NLM_F.CREATE | NLM_F.EXCL);
    }
    for (const [bits, one] of [...left]) {
      if (bits.length % 8 === 0) continue;
      left.delete(bits);
      const bytes = encoded(one, 32);
      routes.delete(bytes, 0, bytes.bytes.length);
    }
    look();
  });
});
