import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { route } from '../../protocol/route/index.ts';
import { NLM_F, Reader } from '../../protocol/wire/index.ts';
import { RouteFields } from '../../src/mirror/store/route-fields.ts';
import { type RouteObserver, RouteStore } from '../../src/mirror/store/route-store.ts';
import { Routes4 } from '../../src/mirror/store/routes4.ts';
import { NONE } from '../../src/mirror/store/slots.ts';

/** An IPv4 route in the words of a test. */
interface Known {
  readonly dst: string;
  readonly length: number;
  readonly tos: number;
  readonly priority: number;
  readonly gateway: string;
}

/** The list that the kernel keeps of a prefix, as fib_trie.c describes it: slow and plain. */
class Naive {
  readonly lists = new Map<string, Known[]>();

  add(wanted: Known, flags: number): void {
    const list = this.lists.get(prefixOf(wanted)) ?? [];
    this.lists.set(prefixOf(wanted), list);
    const run = list.filter((each) => sameRun(each, wanted));
    if (run.some((each) => each.gateway === wanted.gateway)) return;
    const [first] = run;
    if (first !== undefined && (flags & NLM_F.REPLACE) !== 0) list[list.indexOf(first)] = wanted;
    else if (first === undefined) {
      const behind = list.findIndex((each) => comesBefore(wanted, each));
      list.splice(behind === -1 ? list.length : behind, 0, wanted);
    } else if ((flags & NLM_F.APPEND) !== 0) list.splice(list.indexOf(run.at(-1) as Known) + 1, 0, wanted);
    else list.splice(list.indexOf(first), 0, wanted);
  }

  delete(wanted: Known): void {
    const list = this.lists.get(prefixOf(wanted)) ?? [];
    const at = list.findIndex((each) => sameRun(each, wanted) && each.gateway === wanted.gateway);
    if (at !== -1) list.splice(at, 1);
  }
}

const prefixOf = ({ dst, length }: Known) => `${dst}/${length}`;
const sameRun = (one: Known, other: Known) => one.tos === other.tos && one.priority === other.priority;
const comesBefore = (one: Known, other: Known) =>
  one.tos === other.tos ? one.priority < other.priority : one.tos > other.tos;

function encoded({ dst, length, tos, priority, gateway }: Known): Reader {
  return new Reader(
    route.encode('RTM_NEWROUTE', {
      header: { family: 'inet', dstLen: length, tos, table: 'main', protocol: 'static', type: 'unicast' },
      table: 'main',
      dst: length === 0 ? undefined : dst,
      priority: priority === 0 ? undefined : priority,
      gateway,
      oif: 3,
    }),
  );
}

function listed(store: RouteStore, known: Known): Known[] {
  const bytes = encoded(known);
  const fields = new RouteFields().read(bytes, 0, bytes.bytes.length);
  const found: Known[] = [];
  for (let slot = store.first(fields); slot !== NONE; slot = store.nextOf(slot)) {
    const { arena } = store;
    const address = store.addressOf(slot);
    const at = arena.offsetOf(address);
    const view = route.decode(arena.readerAt(address).bytes.slice(at, at + arena.lengthAt(address)));
    const { tos, dstLen } = view.header;
    const dst = String(view.dst ?? '0.0.0.0');
    found.push({ dst, length: dstLen, tos, priority: view.priority ?? 0, gateway: String(view.gateway) });
  }
  return found;
}

/** Counts what it is told. */
class Counter implements RouteObserver {
  count = 0;
  added(): void {
    this.count++;
  }
  changed(): void {}
  removed(): void {
    this.count--;
  }
}

const known: fc.Arbitrary<Known> = fc.record({
  dst: fc.constantFrom('10.0.0.0', '10.0.1.0', '192.0.2.0', '0.0.0.0'),
  length: fc.constantFrom(24, 25, 32),
  tos: fc.constantFrom(0, 4, 8),
  priority: fc.constantFrom(0, 5, 100, 0xffffffff),
  gateway: fc.constantFrom('10.0.0.2', '10.0.0.3', '10.0.0.4'),
});

const step = fc.record({
  known,
  verb: fc.constantFrom('add', 'add', 'delete' as const),
  flags: fc.constantFrom(NLM_F.CREATE, NLM_F.CREATE | NLM_F.APPEND, NLM_F.REPLACE, NLM_F.CREATE | NLM_F.EXCL),
});

describe('IPv4 routes in their store', () => {
  it('are in the order of a plain list after any messages', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const naive = new Naive();
        const counter = new Counter();
        const routes = new Routes4(new RouteStore(), counter);
        for (const { verb, known: each, flags } of steps) {
          const bytes = encoded(each);
          if (verb === 'add') {
            naive.add(each, flags);
            routes.add(bytes, 0, bytes.bytes.length, flags);
          } else {
            naive.delete(each);
            routes.delete(bytes, 0, bytes.bytes.length);
          }
          expect(listed(routes.store, each)).toEqual(naive.lists.get(prefixOf(each)) ?? []);
        }
        const size = [...naive.lists.values()].reduce((sum, list) => sum + list.length, 0);
        expect(routes.store.size).toBe(size);
        expect(counter.count).toBe(size);
        expect([...routes.store.heads()].length).toBe(
          [...naive.lists.values()].filter((list) => list.length > 0).length,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('are found among many, and leave no hole when others go', () => {
    const routes = new Routes4(new RouteStore(), new Counter());
    const of = (n: number): Known => ({
      dst: `10.${n >> 8}.${n & 255}.0`,
      length: 24,
      tos: 0,
      priority: 0,
      gateway: '10.0.0.2',
    });
    for (let n = 0; n < 5000; n++) load(routes, of(n));
    for (let n = 0; n < 5000; n += 3) {
      const bytes = encoded(of(n));
      expect(routes.delete(bytes, 0, bytes.bytes.length)).toBe('sure');
    }
    for (let n = 0; n < 5000; n++) expect(listed(routes.store, of(n)).length).toBe(n % 3 === 0 ? 0 : 1);
    const held = routes.store.bytes;
    for (let n = 0; n < 5000; n += 3) {
      const bytes = encoded(of(n));
      routes.add(bytes, 0, bytes.bytes.length, NLM_F.CREATE | NLM_F.EXCL);
    }
    expect(routes.store.bytes).toBe(held);
  });
});

function load(routes: Routes4, known: Known): void {
  const bytes = encoded(known);
  routes.load(bytes, 0, bytes.bytes.length);
}
