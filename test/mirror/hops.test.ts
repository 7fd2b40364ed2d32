import { describe, expect, it } from 'vitest';
import { route } from '../../protocol/route/index.ts';
import { NLM_F, Reader } from '../../protocol/wire/index.ts';
import { RouteFields } from '../../src/mirror/store/route-fields.ts';
import { RouteStore } from '../../src/mirror/store/route-store.ts';
import { Routes6 } from '../../src/mirror/store/routes6.ts';
import { NONE } from '../../src/mirror/store/slots.ts';

type Way = readonly [gateway: string, ifindex: number];

/** A route as the kernel writes it: one way in the route's own attributes, several in `RTA_MULTIPATH`. */
function message(...ways: readonly Way[]): Reader {
  const [first] = ways;
  const table = {
    header: { family: 'inet6', dstLen: 64, table: 'main', type: 'unicast' },
    table: 'main',
  } as const;
  const dst = '2001:db8:1::';
  const multipath = ways.map(([gateway, ifindex]) => ({ header: { ifindex }, gateway }));
  const bytes =
    ways.length > 1 || first === undefined
      ? route.encode('RTM_NEWROUTE', { ...table, dst, priority: 5, multipath, pref: 'medium' })
      : route.encode('RTM_NEWROUTE', {
          ...table,
          dst,
          priority: 5,
          gateway: first[0],
          oif: first[1],
          pref: 'medium',
        });
  return new Reader(bytes);
}

/** The ways of what is held for the prefix. */
function held({ store }: Routes6): Way[][] {
  const any = message(['fd00::1', 1]);
  const found: Way[][] = [];
  const fields = new RouteFields().read(any, 0, any.bytes.length);
  for (let slot = store.first(fields); slot !== NONE; slot = store.nextOf(slot)) {
    const at = store.arena.offsetOf(store.addressOf(slot));
    const end = at + store.arena.lengthAt(store.addressOf(slot));
    const view = route.decode(store.arena.readerAt(store.addressOf(slot)).bytes.slice(at, end));
    const ways = view.multipath?.map(({ gateway, header }): Way => [String(gateway), header.ifindex]);
    found.push(ways ?? [[String(view.gateway), view.oif ?? 0]]);
  }
  return found;
}

const nobody = { added() {}, changed() {}, removed() {} };
const a: Way = ['fd00::2', 2];
const b: Way = ['fd01::2', 3];
const c: Way = ['fd00::3', 2];

describe('the ways of an IPv6 route', () => {
  const add = (routes: Routes6, flags: number, ...ways: Way[]) => {
    const bytes = message(...ways);
    return routes.add(bytes, 0, bytes.bytes.length, flags);
  };
  const remove = (routes: Routes6, ...ways: Way[]) => {
    const bytes = message(...ways);
    return routes.delete(bytes, 0, bytes.bytes.length);
  };

  it('are in the order of a dump although an addition tells the new one first', () => {
    const routes = new Routes6(new RouteStore(), nobody);
    add(routes, NLM_F.CREATE, a);
    expect(add(routes, NLM_F.CREATE | NLM_F.APPEND, b, a)).toBe('sure');
    expect(held(routes)).toEqual([[a, b]]);
    add(routes, NLM_F.CREATE | NLM_F.APPEND, c, a, b);
    expect(held(routes)).toEqual([[a, b, c]]);
    expect(routes.store.size).toBe(1);
  });

  it('go one by one, and the last is told as a dump tells it', () => {
    const routes = new Routes6(new RouteStore(), nobody);
    add(routes, NLM_F.CREATE, a, b, c);
    expect(remove(routes, b)).toBe('sure');
    expect(held(routes)).toEqual([[a, c]]);
    expect(remove(routes, a)).toBe('sure');
    const [slot = NONE] = [...routes.store.heads()];
    const alone = message(c);
    expect(routes.store.compare(slot, alone, 0, alone.bytes.length)).toBe(0);
    expect(remove(routes, c)).toBe('sure');
    expect(held(routes)).toEqual([]);
  });

  it('go together', () => {
    const routes = new Routes6(new RouteStore(), nobody);
    add(routes, NLM_F.CREATE, a, b);
    expect(remove(routes, a, b)).toBe('sure');
    expect(routes.store.size).toBe(0);
  });

  it('are all replaced', () => {
    const routes = new Routes6(new RouteStore(), nobody);
    add(routes, NLM_F.CREATE, a, b);
    expect(add(routes, NLM_F.REPLACE, c)).toBe('sure');
    expect(held(routes)).toEqual([[c]]);
  });

  it('leave a doubt when one goes that was not known', () => {
    const routes = new Routes6(new RouteStore(), nobody);
    add(routes, NLM_F.CREATE, a, b);
    expect(remove(routes, c)).toBe('doubtful');
    expect(held(routes)).toEqual([[a, b]]);
  });
});
