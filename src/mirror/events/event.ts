import type { Address } from '../../model/address.ts';
import type { FdbEntry } from '../../model/fdb-entry.ts';
import type { Interface } from '../../model/interface.ts';
import type { Namespace } from '../../model/namespace.ts';
import type { Neighbour } from '../../model/neighbour.ts';
import type { Route } from '../../model/route.ts';
import type { Rule } from '../../model/rule.ts';
import type { ObjectKind } from '../objects.ts';
import type { Differences } from '../store/differences.ts';

/** What the objects of each kind are. */
export interface ObjectOf {
  link: Interface;
  address: Address;
  route: Route;
  neighbour: Neighbour;
  rule: Rule;
  fdb: FdbEntry;
}

/** What happened to an object. */
export type EventType = 'added' | 'changed' | 'removed';

/** Where an interface went, or came from. */
export interface Move {
  /** By which the namespace that tells of it knows the other. */
  readonly nsid: number;
  /** Its index there. */
  readonly index: number;
  /** The other namespace, when it is mirrored too. */
  readonly namespace: Namespace | undefined;
}

/** A change of one object. */
export interface EventOf<K extends ObjectKind> {
  readonly type: EventType;
  readonly kind: K;
  readonly namespace: Namespace;
  /** Names the object among those of its kind in its namespace for as long as it is there. */
  readonly key: string;
  /** The object as it is, or as it was last. */
  readonly object: ObjectOf[K];
  /** As it was before, when it changed. */
  readonly old: ObjectOf[K] | undefined;
  /** When it changed: what did, by the kernel's names, with old and new value: `mtu`, `header.flags`. */
  readonly changes: Differences;
  /** It was not told: it follows from something else that was. */
  readonly inferred: boolean;
  /** It was not told: a dump found it, after events were lost or something that changes others without a word. */
  readonly resynchronised: boolean;
  /** It stands for several changes, since it was not read in time: from the oldest state to the newest. */
  readonly merged: boolean;
  /** When it was taken in: milliseconds since 1970, with a fraction. */
  readonly time: number;
  /** Of an interface that was removed: where it went, when it did not end. */
  readonly movedTo: Move | undefined;
}

/** A change of one object of any kind. */
export type ObjectEvent = { [K in ObjectKind]: EventOf<K> }[ObjectKind];

/** A namespace came, went, or could not be followed. */
export interface NamespaceEvent {
  readonly type: 'namespaceAdded' | 'namespaceRemoved' | 'namespaceFailed';
  readonly namespace: Namespace | undefined;
  /** Its name, or another word for it. */
  readonly name: string;
  /** Why it could not be followed. */
  readonly error: unknown;
}

/** What a mirror tells. */
export type MirrorEvent = ObjectEvent | NamespaceEvent;
