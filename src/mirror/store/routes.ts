import { AF } from '../../../protocol/route/families.ts';
import { RTM_F } from '../../../protocol/route/route/rtmsg.ts';
import type { RouteView } from '../../model/route.ts';
import type { Selection } from '../selection.ts';
import type { StateObserver } from './observer.ts';
import { placeOf } from './raw.ts';
import { RouteFields } from './route-fields.ts';
import { RouteStore } from './route-store.ts';
import { Routes4 } from './routes4.ts';
import { Routes6 } from './routes6.ts';

/** The routes of both families, as far as they are wanted. */
export class Routes {
  readonly inet: Routes4;
  readonly inet6: Routes6;
  readonly #selection: Selection;
  readonly #observer: StateObserver;
  readonly #fields = new RouteFields();
  readonly #read = {
    hashes: new Int32Array(TOGETHER),
    tables: new Uint32Array(TOGETHER),
    lengths: new Uint8Array(TOGETHER),
    words: new Int32Array(TOGETHER),
    ways: new Uint32Array(TOGETHER),
  };

  constructor(selection: Selection, observer: StateObserver) {
    this.#selection = selection;
    this.#observer = observer;
    const routes = {
      added: observer.routeAdded.bind(observer),
      changed: observer.routeChanged.bind(observer),
      removed: observer.routeRemoved.bind(observer),
    };
    this.inet = new Routes4(new RouteStore(), routes);
    this.inet6 = new Routes6(new RouteStore(), routes);
  }

  /** From here on messages may tell of what a dump has shown already. */
  replay(): void {
    this.inet.replayed = new Set();
    this.inet6.replayed = new Set();
  }

  /** Takes routes of a dump, all of one family. */
  load(views: readonly RouteView[]): void {
    if (views.length >= FULL) this.#loadFull(views);
    else for (const view of views) this.#load(view);
  }

  /** Takes an event. */
  apply(view: RouteView): void {
    const rules = this.#of(view);
    if (rules === undefined) return;
    const { $reader: reader, $header: at, $end: end } = placeOf(view);
    const outcome =
      view.$type === 'RTM_NEWROUTE'
        ? rules.add(reader, at, end, reader.u16(at + 6))
        : rules.delete(reader, at, end);
    if (outcome === 'doubtful') this.#observer.doubt(rules === this.inet ? 'routes4' : 'routes6');
  }

  #load(view: RouteView): void {
    const { $reader: reader, $header: at, $end: end } = placeOf(view);
    this.#of(view)?.load(reader, at, end);
  }

  /** The routes of a full datagram: their memory is taken over. */
  #loadFull(views: readonly RouteView[]): void {
    const fields = this.#fields;
    const { hashes, tables, lengths, words, ways } = this.#read;
    for (let from = 0; from < views.length; from += TOGETHER) {
      const count = Math.min(TOGETHER, views.length - from);
      for (let at = 0; at < count; at++) {
        const { $reader: reader, $header: start, $end: end } = placeOf(views[from + at] as RouteView);
        hashes[at] = fields.read(reader, start, end).hash();
        tables[at] = fields.table;
        lengths[at] = fields.dstLen;
        words[at] = fields.dst0;
        ways[at] = fields.way;
      }
      this.#of(views[from] as RouteView)?.store.prefixes.touch(hashes, count);
      for (let at = 0; at < count; at++) {
        const view = views[from + at] as RouteView;
        const routes = this.#of(view);
        if (routes === undefined) continue;
        const { $reader: reader, $header: start, $end: end } = placeOf(view);
        const isNew = routes.store.insertNew(
          hashes[at] as number,
          tables[at] as number,
          lengths[at] as number,
          words[at] as number,
          ways[at] as number,
          reader,
          start,
          end,
        );
        if (!isNew) routes.load(reader, start, end);
      }
    }
  }

  /** The store that a route belongs to, if it is wanted. */
  #of(view: RouteView): Routes4 | Routes6 | undefined {
    const { $reader: reader, $header: at } = placeOf(view);
    const family = reader.u8(at + 16);
    const { families, tables, protocols, kinds } = this.#selection;
    if (!kinds.has('route') || (reader.u32(at + 24) & RTM_F.values.cloned) !== 0) return undefined;
    if (protocols !== undefined && !protocols.has(reader.u8(at + 21))) return undefined;
    if (tables !== undefined && !tables.has(tableOf(view))) return undefined;
    if (family === AF.values.inet) return families.has('inet') ? this.inet : undefined;
    return family === AF.values.inet6 && families.has('inet6') ? this.inet6 : undefined;
  }
}

/** The number of a route's table. */
function tableOf(view: RouteView): number {
  const { $reader: reader, $header: at, $end: end } = placeOf(view);
  for (let a = at + ROUTE_HEADER; end - a >= 8; a += (reader.u16(a) + 3) & ~3) {
    if ((reader.u16(a + 2) & 0x3fff) === RTA_TABLE) return reader.u32(a + 4);
  }
  return reader.u8(at + 20);
}

/** Bytes of the `nlmsghdr` and the `rtmsg`. */
const ROUTE_HEADER = 28;
const RTA_TABLE = 15;
/** Routes that are looked up together. */
const TOGETHER = 256;
/** Routes that fill a datagram of 32 KiB, or nearly. */
const FULL = 200;
