import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { route } from '../../protocol/route/index.ts';
import { Reader } from '../../protocol/wire/index.ts';
import { compareWays } from '../../src/mirror/store/compare-ways.ts';
import { RouteStore } from '../../src/mirror/store/route-store.ts';
import { Routes4 } from '../../src/mirror/store/routes4.ts';
import { NONE } from '../../src/mirror/store/slots.ts';

/** An IPv4 route by one interface, or by several. */
interface Known {
  readonly dst: string;
  readonly priority: number;
  readonly by: readonly number[];
  /** Whether the carrier of its ways is gone, which nobody is told of. */
  readonly linkdown: boolean;
}

function encoded({ dst, priority, by, linkdown }: Known): Reader {
  const flags = linkdown ? LINKDOWN : 0;
  const [only] = by;
  return new Reader(
    route.encode('RTM_NEWROUTE', {
      header: {
        family: 'inet',
        dstLen: 24,
        table: 'main',
        type: 'unicast',
        flags: by.length === 1 ? flags : 0,
      },
      table: 'main',
      dst,
      priority,
      ...(by.length === 1
        ? { oif: only }
        : { multipath: by.map((ifindex) => ({ header: { ifindex, flags }, gateway: `10.0.${ifindex}.1` })) }),
    }),
  );
}

const LINKDOWN = 16;

function routesOf(all: readonly Known[]): Routes4 {
  const routes = new Routes4(new RouteStore(), { added() {}, changed() {}, removed() {} });
  for (const each of all) {
    const bytes = encoded(each);
    routes.load(bytes, 0, bytes.bytes.length);
  }
  return routes;
}

/** What is held, in the order of each prefix. */
function held({ store }: Routes4): string[] {
  const found: string[] = [];
  for (const head of store.heads()) {
    const texts: string[] = [];
    for (let slot = head; slot !== NONE; slot = store.nextOf(slot)) {
      const address = store.addressOf(slot);
      const at = store.arena.offsetOf(address);
      const bytes = store.arena.readerAt(address).bytes.slice(at, at + store.arena.lengthAt(address));
      // What is in the place of `nlmsg_seq` is the store's.
      bytes.fill(0, 8, 12);
      texts.push(Buffer.from(bytes).toString('hex'));
    }
    found.push(texts.join(' '));
  }
  return found.sort();
}

const known: fc.Arbitrary<Known> = fc.record({
  dst: fc.constantFrom('10.1.0.0', '10.2.0.0', '10.3.0.0', '10.4.0.0'),
  priority: fc.constantFrom(5, 10, 100),
  by: fc.constantFrom([2], [3], [4], [2, 3], [3, 4], [2, 4]),
  linkdown: fc.constant(false),
});

/** No two of a prefix and metric, or some: as `several` says. */
const routes = (several: boolean) =>
  fc.uniqueArray(known, {
    maxLength: 12,
    selector: ({ dst, priority, by }) => `${dst} ${priority} ${several ? by : ''}`,
  });

const turn = async () => {};

describe('IPv4 routes that are compared with a dump of those by some interfaces', () => {
  it('are as the kernel has them, when some went, came or lost their carrier', async () => {
    await fc.assert(
      fc.asyncProperty(
        routes(false),
        fc.array(fc.constantFrom('stays', 'went', 'came', 'linkdown'), { minLength: 12, maxLength: 12 }),
        fc.constantFrom<number[]>([2], [3], [2, 3]),
        async (all, fates, ways) => {
          const isBy = ({ by }: Known) => by.some((index) => ways.includes(index));
          const before = all.filter((each, n) => !(isBy(each) && fates[n] === 'came'));
          const now = all
            .filter((each, n) => !(isBy(each) && fates[n] === 'went' && each.by.length === 1))
            .map((each, n) => (isBy(each) && fates[n] === 'linkdown' ? { ...each, linkdown: true } : each));
          const live = routesOf(before);
          const { found, isSure } = await compareWays(
            live,
            routesOf(now.filter(isBy)).store,
            new Set(ways),
            turn,
          );
          expect(isSure).toBe(true);
          expect(held(live)).toEqual(held(routesOf(now)));
          expect(found > 0).toBe(held(routesOf(before)).join() !== held(routesOf(now)).join());
        },
      ),
    );
  });

  it('are not taken out, nor put anywhere, when it is not known what became of them or where they stand', async () => {
    await fc.assert(
      fc.asyncProperty(routes(true), routes(true), async (before, now) => {
        const live = routesOf(before);
        const others = ({ by }: Known) => !by.includes(2);
        const { isSure } = await compareWays(live, routesOf(now).store, new Set([2]), turn);
        const after = held(live).join(' ');
        for (const each of before.filter(others)) {
          const [text = ''] = held(routesOf([each]));
          expect(after).toContain(text);
        }
        const groups = before.filter((each) => each.by.length > 1 && each.by.includes(2));
        const shown = new Set(held(routesOf(now)).join(' ').split(' '));
        if (groups.some((each) => !shown.has(held(routesOf([each]))[0] ?? ''))) expect(isSure).toBe(false);
      }),
    );
  });
});
