import fc from 'fast-check';
import { route } from '../../protocol/route/index.ts';
import { Reader } from '../../protocol/wire/index.ts';
import { RouteStore } from '../../src/mirror/store/route-store.ts';
import { Routes4 } from '../../src/mirror/store/routes4.ts';
import { NONE } from '../../src/mirror/store/slots.ts';

/** An IPv4 route by one interface, or by several. */
export interface Known {
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

export function routesOf(all: readonly Known[]): Routes4 {
  const routes = new Routes4(new RouteStore(), { added() {}, changed() {}, removed() {} });
  for (const each of all) {
    const bytes = encoded(each);
    routes.load(bytes, 0, bytes.bytes.length);
  }
  return routes;
}

/** What is held, in the order of each prefix. */
export function held({ store }: Routes4): string[] {
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

export const known: fc.Arbitrary<Known> = fc.record({
  dst: fc.constantFrom('10.1.0.0', '10.2.0.0', '10.3.0.0', '10.4.0.0'),
  priority: fc.constantFrom(5, 10, 100),
  by: fc.constantFrom([2], [3], [4], [2, 3], [3, 4], [2, 4]),
  linkdown: fc.constant(false),
});
