import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adopt } from '../../src/mirror/store/compare.ts';
import { nobody } from '../../src/mirror/store/observer.ts';
import { routeKey } from '../../src/mirror/store/route-key.ts';
import type { RouteStore } from '../../src/mirror/store/route-store.ts';
import { NONE } from '../../src/mirror/store/slots.ts';
import { State } from '../../src/mirror/store/state.ts';
import { held, type Known, known, routesOf } from './known-routes.ts';

const selection = {
  kinds: new Set(['route'] as const),
  families: new Set(['inet'] as const),
  tables: undefined,
  protocols: undefined,
};

function keysOf(store: RouteStore): string[] {
  const keys: string[] = [];
  for (const head of store.heads())
    for (let slot = head; slot !== NONE; slot = store.nextOf(slot)) keys.push(routeKey(store, slot));
  return keys.sort();
}

/** Routes, some of which are taken out again: their places in the store are free. */
function storeOf(all: readonly Known[], gone: number): RouteStore {
  const routes = routesOf(all);
  for (let slot = 0; slot < Math.min(gone, routes.store.slots.limit); slot++) routes.remove(slot);
  return routes.store;
}

const list = fc.uniqueArray(known, {
  maxLength: 20,
  selector: ({ dst, priority, by }) => `${dst} ${priority} ${by}`,
});

describe('routes that another state takes the place of', () => {
  it('are told so that who applies it has what is there, under the same names', async () => {
    await fc.assert(
      fc.asyncProperty(list, fc.nat(5), list, fc.nat(5), async (before, wentBefore, after, wentAfter) => {
        const names = new Set<string>();
        const wrong: string[] = [];
        const told = (is: boolean, key: string) => {
          if (names.has(key) === is) wrong.push(key);
          if (is) names.add(key);
          else names.delete(key);
        };
        const state = new State(selection, {
          ...nobody,
          routeAdded: (store, slot) => told(true, routeKey(store, slot)),
          routeRemoved: (store, slot) => told(false, routeKey(store, slot)),
          routeChanged(store, slot) {
            if (!names.has(routeKey(store, slot))) wrong.push(routeKey(store, slot));
          },
        });
        const newer = new State(selection, nobody);
        state.routes.inet.store = storeOf(before, wentBefore);
        newer.routes.inet.store = storeOf(after, wentAfter);
        const expected = held(newer.routes.inet);
        for (const key of keysOf(state.routes.inet.store)) names.add(key);
        await adopt(state, newer, new Set(['routes4'] as const), undefined, false);
        expect(held(state.routes.inet)).toEqual(expected);
        expect([...names].sort()).toEqual(keysOf(state.routes.inet.store));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
