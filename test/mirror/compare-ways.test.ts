import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareWays } from '../../src/mirror/store/compare-ways.ts';
import { held, type Known, known, routesOf } from './known-routes.ts';

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
