import { AF } from '../../../protocol/route/families.ts';
import { NTF } from '../../../protocol/route/neighbour.ts';
import { RTM_F } from '../../../protocol/route/route/rtmsg.ts';
import type { AddressView } from '../../model/address.ts';
import type { FdbView } from '../../model/fdb-entry.ts';
import type { LinkView } from '../../model/interface.ts';
import type { NeighbourView } from '../../model/neighbour.ts';
import type { RouteView } from '../../model/route.ts';
import type { RuleView } from '../../model/rule.ts';
import type { ObjectKind } from '../objects.ts';
import { Copies } from './copies.ts';
import { differencesOf, sameMessage } from './differences.ts';
import { inferFromAddress, inferFromLink, inferFromNexthop } from './infer.ts';
import { addressKey, fdbKey, isToldForwarding, isToldNeighbour, neighbourKey } from './keys.ts';
import type { StateObserver } from './observer.ts';
import { type AnyView, type ObjectView, placeOf, viewAt } from './raw.ts';
import { RouteFields } from './route-fields.ts';
import { RouteStore } from './route-store.ts';
import { Routes4 } from './routes4.ts';
import { Routes6 } from './routes6.ts';
import { RuleList } from './rule-list.ts';

/** Which parts a state has. */
export interface Selection {
  readonly kinds: ReadonlySet<ObjectKind>;
  /** The families of routes that are wanted. */
  readonly families: ReadonlySet<'inet' | 'inet6'>;
  /** The tables that are wanted; `undefined`: all. */
  readonly tables: ReadonlySet<number> | undefined;
  /** Who put the routes there that are wanted, `RTPROT_*`; `undefined`: all. */
  readonly protocols: ReadonlySet<number> | undefined;
}

/** The objects of a namespace as messages tell of them. It knows what each means, and what it does not say. */
export class State {
  readonly links = new Map<number, LinkView>();
  readonly addresses = new Map<string, AddressView>();
  readonly neighbours = new Map<string, NeighbourView>();
  readonly fdb = new Map<string, FdbView>();
  rules = new RuleList();
  readonly routes4: Routes4;
  readonly routes6: Routes6;
  readonly selection: Selection;
  readonly observer: StateObserver;
  readonly #copies = new Copies();
  readonly #fields = new RouteFields();
  readonly #read = {
    hashes: new Int32Array(TOGETHER),
    tables: new Uint32Array(TOGETHER),
    lengths: new Uint8Array(TOGETHER),
  };
  #loading = false;
  #names: ReadonlyMap<number, string> | undefined;
  #byName: ReadonlyMap<string, number> | undefined;

  constructor(selection: Selection, observer: StateObserver) {
    this.selection = selection;
    this.observer = observer;
    const routes = {
      added: observer.routeAdded.bind(observer),
      changed: observer.routeChanged.bind(observer),
      removed: observer.routeRemoved.bind(observer),
    };
    this.routes4 = new Routes4(new RouteStore(), routes);
    this.routes6 = new Routes6(new RouteStore(), routes);
  }

  /** Names of links by index, as they are now: later changes make another map. */
  get linkNames(): ReadonlyMap<number, string> {
    this.#names ??= new Map([...this.links].map(([index, { ifname }]) => [index, ifname ?? `if${index}`]));
    return this.#names;
  }

  /** Indices of links by name and alternative name. */
  get linksByName(): ReadonlyMap<string, number> {
    if (this.#byName === undefined) {
      const byName = new Map<string, number>();
      for (const [index, { ifname, propList }] of this.links) {
        for (const name of propList?.altIfname ?? []) byName.set(name, index);
        if (ifname !== undefined) byName.set(ifname, index);
      }
      this.#byName = byName;
    }
    return this.#byName;
  }

  /** Whether messages may tell of what a dump has shown already. */
  set replaying(now: boolean) {
    this.routes4.replayed = now ? new Set() : undefined;
    this.routes6.replayed = now ? new Set() : undefined;
  }

  /** Puts another message in the place of an object's, or takes it out. */
  set(kind: ObjectKind, key: string, view: ObjectView | undefined): void {
    const objects = this.#mapOf(kind) as Map<string | number, ObjectView>;
    const place = kind === 'link' ? Number(key) : key;
    if (view === undefined) objects.delete(place);
    else objects.set(place, view);
    if (kind === 'link') this.#forgetNames();
  }

  /** Takes entries of a dump, all of one part. */
  load(views: readonly AnyView[]): void {
    const [first] = views;
    this.#loading = true;
    if (first?.$type !== 'RTM_NEWROUTE') for (const view of views) this.apply(view);
    else if (views.length >= FULL) this.#loadRoutes(views as readonly RouteView[]);
    else for (const view of views as readonly RouteView[]) this.#loadRoute(view);
    this.#loading = false;
  }

  /** Takes an event. */
  apply(view: AnyView): void {
    switch (view.$type) {
      case 'RTM_NEWROUTE':
      case 'RTM_DELROUTE':
        this.#route(view);
        break;
      case 'RTM_NEWLINK':
      case 'RTM_DELLINK':
        this.#link(view);
        break;
      case 'RTM_NEWADDR':
      case 'RTM_DELADDR':
        this.#address(view);
        break;
      case 'RTM_NEWNEIGH':
      case 'RTM_DELNEIGH':
        if (view.header.family === 'bridge') this.#forwarding(view);
        else this.#neighbour(view);
        break;
      case 'RTM_NEWRULE':
      case 'RTM_DELRULE':
        this.#rule(view);
        break;
      case 'RTM_NEWNEXTHOP':
      case 'RTM_DELNEXTHOP':
        inferFromNexthop(this, view);
        break;
    }
  }

  /** Whether the state has objects of a kind. */
  has(kind: ObjectKind): boolean {
    return this.selection.kinds.has(kind);
  }

  /** Takes an object out, of which no message tells. */
  drop(kind: ObjectKind, key: string | number): void {
    const objects = this.#mapOf(kind) as Map<string | number, ObjectView>;
    const before = objects.get(key);
    if (before === undefined) return;
    objects.delete(key);
    this.observer.object(kind, String(key), before, undefined);
  }

  /** A copy of a view, which does not keep a receive buffer. */
  copy<V extends AnyView>(view: V): V {
    const { $reader: from, $header: start, $end: end } = placeOf(view);
    const copies = this.#copies;
    const at = copies.copy(from, start, end);
    return viewAt<V>(copies.reader, at, at + end - start);
  }

  #loadRoute(view: RouteView): void {
    const { $reader: reader, $header: at, $end: end } = placeOf(view);
    this.#routesOf(view)?.load(reader, at, end);
  }

  /** The routes of a full datagram: their memory is taken over. */
  #loadRoutes(views: readonly RouteView[]): void {
    const fields = this.#fields;
    const { hashes, tables, lengths } = this.#read;
    for (let from = 0; from < views.length; from += TOGETHER) {
      const count = Math.min(TOGETHER, views.length - from);
      for (let at = 0; at < count; at++) {
        const { $reader: reader, $header: start, $end: end } = placeOf(views[from + at] as RouteView);
        hashes[at] = fields.read(reader, start, end).hash();
        tables[at] = fields.table;
        lengths[at] = fields.dstLen;
      }
      this.#routesOf(views[from] as RouteView)?.store.touch(hashes, count);
      for (let at = 0; at < count; at++) {
        const view = views[from + at] as RouteView;
        const routes = this.#routesOf(view);
        if (routes === undefined) continue;
        const { $reader: reader, $header: start, $end: end } = placeOf(view);
        const hash = hashes[at] as number;
        const table = tables[at] as number;
        const isNew = routes.store.insertNew(hash, table, lengths[at] as number, reader, start, end);
        if (!isNew) routes.load(reader, start, end);
      }
    }
  }

  #route(view: RouteView): void {
    const rules = this.#routesOf(view);
    if (rules === undefined) return;
    const { $reader: reader, $header: at, $end: end } = placeOf(view);
    const outcome =
      view.$type === 'RTM_NEWROUTE'
        ? rules.add(reader, at, end, reader.u16(at + 6))
        : rules.delete(reader, at, end);
    if (outcome === 'doubtful') this.observer.doubt(rules === this.routes4 ? 'routes4' : 'routes6');
  }

  /** The store that a route belongs to, if it is wanted. */
  #routesOf(view: RouteView): Routes4 | Routes6 | undefined {
    const { $reader: reader, $header: at } = placeOf(view);
    const family = reader.u8(at + 16);
    const { families, tables, protocols, kinds } = this.selection;
    if (!kinds.has('route') || (reader.u32(at + 24) & RTM_F.values.cloned) !== 0) return undefined;
    if (protocols !== undefined && !protocols.has(reader.u8(at + 21))) return undefined;
    if (tables !== undefined && !tables.has(tableOf(view))) return undefined;
    if (family === AF.values.inet) return families.has('inet') ? this.routes4 : undefined;
    return family === AF.values.inet6 && families.has('inet6') ? this.routes6 : undefined;
  }

  #link(view: LinkView): void {
    // Those of a bridge or of IPv6 tell of settings that the device's own message has too.
    if (view.header.family !== 'unspec') {
      if (view.header.family === 'bridge') this.observer.doubt('links');
      return;
    }
    const { index } = view.header;
    const before = this.links.get(index);
    this.#forgetNames();
    if (view.$type === 'RTM_NEWLINK') {
      const after = this.copy(view);
      this.links.set(index, after);
      this.#tell('link', String(index), before, after);
      inferFromLink(this, before, after);
      // What a bridge is set to its ports show, too.
      const isBridge = before !== undefined && after.linkinfo?.kind === 'bridge';
      if (isBridge && !sameMessage(before, after)) this.observer.doubt('links');
      return;
    }
    if (before !== undefined) {
      this.links.delete(index);
      // Of one that moved, the message says where to.
      const last = view.newNetnsid === undefined ? before : this.copy(view);
      this.observer.object('link', String(index), last, undefined);
    }
    inferFromLink(this, before ?? view, undefined);
  }

  #address(view: AddressView): void {
    const { family } = view.header;
    if (family !== 'inet' && family !== 'inet6') return;
    this.#put('address', this.addresses, addressKey(view), view, view.$type === 'RTM_NEWADDR');
    if (view.$type === 'RTM_DELADDR') inferFromAddress(this, view);
  }

  #neighbour(view: NeighbourView): void {
    const { family } = view.header;
    if (!this.has('neighbour') || (family !== 'inet' && family !== 'inet6')) return;
    this.#put(
      'neighbour',
      this.neighbours,
      neighbourKey(view),
      view,
      view.$type === 'RTM_NEWNEIGH' && isToldNeighbour(view),
    );
  }

  #forwarding(view: FdbView): void {
    if (!this.has('fdb') || !isToldForwarding(view)) return;
    this.#put('fdb', this.fdb, fdbKey(view), view, view.$type === 'RTM_NEWNEIGH');
    // Of a device's own entries events repeat what was asked for, and a VXLAN's may have been given another remote.
    if ((view.header.flags & NTF.values.self) !== 0) this.observer.doubt('fdb');
  }

  #rule(view: RuleView): void {
    const { family } = view.header;
    if (!this.has('rule') || (family !== 'inet' && family !== 'inet6')) return;
    if (view.$type === 'RTM_NEWRULE') {
      // A dump may have shown it already. The kernel may have two alike, which the next dump shows.
      if (!this.#loading && this.rules.find(view) !== undefined) {
        this.observer.doubt('rules');
        return;
      }
      const { key, view: after } = this.rules.add(this.copy(view));
      this.observer.object('rule', key, undefined, after);
    } else {
      const held = this.rules.find(view);
      if (held === undefined) this.observer.doubt('rules');
      else {
        this.rules.remove(held);
        this.observer.object('rule', held.key, held.view, undefined);
      }
    }
    // What a `goto` leads to may now be there, or be gone.
    for (const { view: each } of this.rules) {
      if (each.goto === undefined) continue;
      this.observer.doubt('rules');
      break;
    }
  }

  #put<V extends ObjectView>(
    kind: ObjectKind,
    objects: Map<string, V>,
    key: string,
    view: V,
    there: boolean,
  ): void {
    const before = objects.get(key);
    if (there) {
      const after = this.copy(view);
      objects.set(key, after);
      this.#tell(kind, key, before, after);
    } else if (before !== undefined) {
      objects.delete(key);
      this.observer.object(kind, key, before, undefined);
    }
  }

  /** Tells of an object, unless nothing that counts has changed. */
  #tell(kind: ObjectKind, key: string, before: ObjectView | undefined, after: ObjectView): void {
    if (before !== undefined) {
      if (sameMessage(before, after)) return;
      if (Object.keys(differencesOf(kind, before, after)).length === 0) return;
    }
    this.observer.object(kind, key, before, after);
  }

  #forgetNames(): void {
    this.#names = undefined;
    this.#byName = undefined;
  }

  #mapOf(kind: ObjectKind): Map<number, unknown> | Map<string, unknown> {
    if (kind === 'link') return this.links;
    if (kind === 'address') return this.addresses;
    return kind === 'neighbour' ? this.neighbours : this.fdb;
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
