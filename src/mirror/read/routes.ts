import { AF } from '../../../protocol/route/families.ts';
import { route } from '../../../protocol/route/index.ts';
import { ipv4Word } from '../../../protocol/schema/index.ts';
import type { Namespace } from '../../model/namespace.ts';
import { type Family, type IpAddress, parseDestination, parseIp } from '../../model/network.ts';
import { Route } from '../../model/route.ts';
import { names, numberIn } from '../../model/words.ts';
import type { Address } from '../store/arena.ts';
import { Copies } from '../store/copies.ts';
import { longestPrefix4, longestPrefix6 } from '../store/longest-prefix.ts';
import { RouteFields } from '../store/route-fields.ts';
import type { RouteStore } from '../store/route-store.ts';
import { NONE, type Slot } from '../store/slots.ts';
import type { State } from '../store/state.ts';

/** Which routes are wanted; what is left out does not matter. */
export interface MirroredRouteFilter {
  /** A name of `rt_tables` or a number; `main` by default for what looks a prefix up, all for a listing. */
  readonly table?: string | number | undefined;
  readonly family?: Family | undefined;
}

/** How a packet is, beside its destination. */
export interface MirroredLookup {
  /** `main` by default; rules are not consulted. */
  readonly table?: string | number | undefined;
  readonly tos?: number | undefined;
}

/** The routes of a mirrored namespace, as they are known now. */
export class MirroredRoutes implements Iterable<Route> {
  readonly #namespace: Namespace;
  readonly #state: State;
  readonly #copies = new Copies();

  /** @internal */
  constructor(namespace: Namespace, state: State) {
    this.#namespace = namespace;
    this.#state = state;
  }

  /** How many, of both families and all tables. */
  get size(): number {
    return this.#state.routes.inet.store.size + this.#state.routes.inet6.store.size;
  }

  /** Bytes of memory that they take, the index included. */
  get bytes(): number {
    return this.#state.routes.inet.store.bytes + this.#state.routes.inet6.store.bytes;
  }

  /**
   * The routes of exactly this prefix in the kernel's order: tos, metric, and as they were added.
   * @throws InputError for what is no prefix or table
   */
  get(destination: string, { table = 'main', family = 'inet' }: MirroredRouteFilter = {}): Route[] {
    const network = parseDestination(destination, 'destination', family);
    const store = this.#storeOf(network.family);
    const [d0, d1, d2, d3] = wordsOf(network.bytes);
    const number = numberIn(names.table, table);
    const found: Route[] = [];
    let slot = store.firstOf(AF.values[network.family], number, network.length, d0, d1, d2, d3);
    for (; slot !== NONE; slot = store.nextOf(slot)) found.push(this.#route(store, slot));
    return found;
  }

  /**
   * The route of a table that a packet would take: the longest prefix, then the lowest metric. Routes for another tos
   * and those that are dead are passed over, as by the kernel. `undefined`: none.
   * @throws InputError for what is no address or table
   */
  lookup(destination: string | IpAddress, options: MirroredLookup = {}): Route | undefined {
    const { tos = 0 } = options;
    const table = options.table === undefined ? MAIN : numberIn(names.table, options.table);
    const word = typeof destination === 'string' ? ipv4Word(destination) : -1;
    if (word !== -1) {
      const { store } = this.#state.routes.inet;
      const found = longestPrefix4(store, table, word | 0, tos);
      return found === NONE ? undefined : this.#at(store, found);
    }
    const address = typeof destination === 'string' ? parseIp(destination, 'destination') : destination;
    const store = this.#storeOf(address.family);
    const words = wordsOf(address.bytes);
    const found =
      address.family === 'inet'
        ? longestPrefix4(store, table, words[0], tos)
        : longestPrefix6(store, table, words, tos);
    return found === NONE ? undefined : this.#at(store, found);
  }

  /** All that a filter leaves, in no order of prefixes. @throws InputError for what is no table */
  *list({ table, family }: MirroredRouteFilter = {}): Generator<Route, void, undefined> {
    const number = table === undefined ? undefined : numberIn(names.table, table);
    for (const each of ['inet', 'inet6'] as const) {
      if (family !== undefined && family !== each) continue;
      const store = this.#storeOf(each);
      for (const head of store.heads()) {
        if (number !== undefined && store.fieldsOf(head, fields).table !== number) continue;
        for (let slot = head; slot !== NONE; slot = store.nextOf(slot)) yield this.#route(store, slot);
      }
    }
  }

  [Symbol.iterator](): Generator<Route, void, undefined> {
    return this.list();
  }

  #storeOf(family: Family): RouteStore {
    return this.#state.routes[family].store;
  }

  #route(store: RouteStore, slot: Slot): Route {
    return this.#at(store, store.addressOf(slot));
  }

  #at(store: RouteStore, address: Address): Route {
    const copies = this.#copies;
    const start = copies.copyOf(store.arena, address);
    return new Route(this.#namespace, route.view(copies.reader, start), this.#state.linkNames);
  }
}

function wordsOf(bytes: Uint8Array): [number, number, number, number] {
  const word = (at: number) =>
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0);
  return [word(0), word(4), word(8), word(12)];
}

const fields = new RouteFields();
const MAIN = 254;
