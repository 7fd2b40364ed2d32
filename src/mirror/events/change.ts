import { Address, type AddressView } from '../../model/address.ts';
import { FdbEntry, type FdbView } from '../../model/fdb-entry.ts';
import { Interface, type LinkView } from '../../model/interface.ts';
import type { LinkNames } from '../../model/link-names.ts';
import type { Namespace } from '../../model/namespace.ts';
import { Neighbour, type NeighbourView } from '../../model/neighbour.ts';
import { Route, type RouteView } from '../../model/route.ts';
import { Rule, type RuleView } from '../../model/rule.ts';
import type { Recorded } from '../follow/recorder.ts';
import type { ObjectKind } from '../objects.ts';
import { type Differences, differencesOf, sameMessage } from '../store/differences.ts';
import type { ObjectView } from '../store/raw.ts';
import type { EventOf, EventType, Move, ObjectEvent, ObjectOf } from './event.ts';

/** What objects are made with. */
export interface Surroundings {
  readonly namespace: Namespace;
  /** Tells the namespace from others. */
  readonly id: string;
  readonly linkNames: LinkNames;
  /** The namespace that this one knows by a number. */
  byNsid(nsid: number): Namespace | undefined;
}

/** A change; the objects are made when they are asked for. */
export class Change<K extends ObjectKind> implements EventOf<K> {
  readonly type: EventType;
  readonly kind: K;
  readonly key: string;
  readonly inferred: boolean;
  readonly resynchronised: boolean;
  readonly merged: boolean;
  readonly time: number;
  readonly #around: Surroundings;
  readonly #links: LinkNames;
  readonly #before: ObjectView | undefined;
  readonly #after: ObjectView | undefined;
  #changes: Differences | undefined;

  constructor(record: Recorded, around: Surroundings, time: number, merged = false) {
    const { before, after } = record;
    this.type = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    this.kind = record.kind as K;
    this.key = record.key;
    this.inferred = record.inferred;
    this.resynchronised = record.resynchronised;
    this.merged = merged;
    this.time = time;
    this.#around = around;
    this.#links = around.linkNames;
    this.#before = before;
    this.#after = after;
  }

  /** Tells the object from all others. */
  get place(): string {
    return `${this.#around.id} ${this.kind} ${this.key}`;
  }

  get namespace(): Namespace {
    return this.#around.namespace;
  }

  get object(): ObjectOf[K] {
    return this.#make(this.#after ?? (this.#before as ObjectView));
  }

  get old(): ObjectOf[K] | undefined {
    return this.type === 'changed' ? this.#make(this.#before as ObjectView) : undefined;
  }

  get changes(): Differences {
    if (this.#before === undefined || this.#after === undefined) return NOTHING;
    this.#changes ??= differencesOf(this.kind, this.#before, this.#after);
    return this.#changes;
  }

  get movedTo(): Move | undefined {
    if (this.type !== 'removed' || this.kind !== 'link') return undefined;
    const { newNetnsid: nsid, newIfindex: index } = this.#before as LinkView;
    if (nsid === undefined) return undefined;
    return { nsid, index: index ?? 0, namespace: this.#around.byNsid(nsid) };
  }

  /** This change and a later one of the same object as one; `undefined` when nothing is left of them. */
  with(later: Change<K>): Change<K> | undefined {
    const before = this.#before;
    const after = later.#after;
    if (before === undefined && after === undefined) return undefined;
    const record = {
      kind: this.kind,
      key: this.key,
      before,
      after,
      inferred: this.inferred && later.inferred,
      resynchronised: this.resynchronised && later.resynchronised,
    };
    const merged = new Change<K>(record, this.#around, later.time, true);
    return merged.#isNothing() ? undefined : merged;
  }

  /** Whether the object is as it was, after all. */
  #isNothing(): boolean {
    if (this.#before === undefined || this.#after === undefined) return false;
    if (sameMessage(this.#before, this.#after)) return true;
    // Of a route all bytes count, or nearly: to compare them by name for each event would be slow.
    return this.kind !== 'route' && Object.keys(this.changes).length === 0;
  }

  #make(view: ObjectView): ObjectOf[K] {
    return objectOf(this.kind, view, this.#around.namespace, this.#links) as ObjectOf[K];
  }
}

/** An object of the model over a message. */
export function objectOf(
  kind: ObjectKind,
  view: ObjectView,
  namespace: Namespace,
  links: LinkNames,
): ObjectOf[ObjectKind] {
  const named = (index: number) => links.get(index) ?? `if${index}`;
  switch (kind) {
    case 'link':
      return new Interface(namespace, view as LinkView);
    case 'address':
      return new Address(namespace, view as AddressView, named((view as AddressView).header.index));
    case 'route':
      return new Route(namespace, view as RouteView, links);
    case 'neighbour':
      return new Neighbour(namespace, view as NeighbourView, named((view as NeighbourView).header.ifindex));
    case 'rule':
      return new Rule(namespace, view as RuleView);
    case 'fdb':
      return new FdbEntry(namespace, view as FdbView, links);
  }
}

/** The type that users see. */
export function asEvent(change: Change<ObjectKind>): ObjectEvent {
  return change as unknown as ObjectEvent;
}

const NOTHING: Differences = {};
