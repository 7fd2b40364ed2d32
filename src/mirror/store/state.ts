import { NTF } from '../../../protocol/route/neighbour.ts';
import type { AddressView } from '../../model/address.ts';
import type { FdbView } from '../../model/fdb-entry.ts';
import type { LinkView } from '../../model/interface.ts';
import type { NeighbourView } from '../../model/neighbour.ts';
import type { RouteView } from '../../model/route.ts';
import type { RuleView } from '../../model/rule.ts';
import type { ObjectKind } from '../objects.ts';
import type { Selection } from '../selection.ts';
import { Copies } from './copies.ts';
import { differencesOf, sameMessage } from './differences.ts';
import { inferFromAddress, inferFromLink, inferFromNexthop } from './infer.ts';
import { addressKey, fdbKey, isToldForwarding, isToldNeighbour, neighbourKey } from './keys.ts';
import type { StateObserver } from './observer.ts';
import { type AnyView, type ObjectView, placeOf, viewAt } from './raw.ts';
import { Routes } from './routes.ts';
import { Rules } from './rules.ts';

/** The objects of a namespace as messages tell of them. It knows what each means, and what it does not say. */
export class State {
  readonly links = new Map<number, LinkView>();
  readonly addresses = new Map<string, AddressView>();
  readonly neighbours = new Map<string, NeighbourView>();
  readonly fdb = new Map<string, FdbView>();
  readonly rules: Rules;
  readonly routes: Routes;
  readonly selection: Selection;
  readonly observer: StateObserver;
  readonly #copies = new Copies();
  #loading = false;
  #names: ReadonlyMap<number, string> | undefined;
  #byName: ReadonlyMap<string, number> | undefined;

  constructor(selection: Selection, observer: StateObserver) {
    this.selection = selection;
    this.observer = observer;
    this.rules = new Rules(observer);
    this.routes = new Routes(selection, observer);
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

  /** From here on messages may tell of what a dump has shown already; another state has been told of them, too. */
  replayAfter(other: State): void {
    this.rules.replayAfter(other.rules);
    this.routes.replay();
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
    if (views[0]?.$type === 'RTM_NEWROUTE') {
      this.routes.load(views as readonly RouteView[]);
      return;
    }
    this.#loading = true;
    for (const view of views) this.apply(view);
    this.#loading = false;
  }

  /** Takes an event. */
  apply(view: AnyView): void {
    switch (view.$type) {
      case 'RTM_NEWROUTE':
      case 'RTM_DELROUTE':
        this.routes.apply(view);
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
    if (this.#loading) this.rules.load(this.copy(view));
    else if (view.$type === 'RTM_NEWRULE') this.rules.add(this.copy(view));
    else this.rules.delete(view);
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
