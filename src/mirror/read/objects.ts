import type { Namespace } from '../../model/namespace.ts';
import { objectOf } from '../events/change.ts';
import type { ObjectOf } from '../events/event.ts';
import type { ObjectView } from '../store/raw.ts';
import type { State } from '../store/state.ts';

/** Kinds of objects that belong to an interface. */
type Belonging = 'address' | 'neighbour' | 'fdb';

/** Objects of a mirrored namespace that belong to its interfaces, as they are known now. */
export class MirroredObjects<K extends Belonging> implements Iterable<ObjectOf[K]> {
  readonly #kind: K;
  readonly #namespace: Namespace;
  readonly #state: State;

  /** @internal */
  constructor(kind: K, namespace: Namespace, state: State) {
    this.#kind = kind;
    this.#namespace = namespace;
    this.#state = state;
  }

  get size(): number {
    return this.#views.size;
  }

  /** By the key that events name it by. */
  get(key: string): ObjectOf[K] | undefined {
    const view = this.#views.get(key);
    return view === undefined ? undefined : this.#make(view);
  }

  /** Those of an interface, by its index, name or alternative name. */
  of(link: number | string): ObjectOf[K][] {
    const index = typeof link === 'number' ? link : this.#state.linksByName.get(link);
    const found: ObjectOf[K][] = [];
    for (const view of this.#views.values()) if (indexOf(view) === index) found.push(this.#make(view));
    return found;
  }

  *[Symbol.iterator](): Generator<ObjectOf[K], void, undefined> {
    for (const view of this.#views.values()) yield this.#make(view);
  }

  get #views(): ReadonlyMap<string, ObjectView> {
    if (this.#kind === 'address') return this.#state.addresses;
    return this.#kind === 'neighbour' ? this.#state.neighbours : this.#state.fdb;
  }

  #make(view: ObjectView): ObjectOf[K] {
    return objectOf(this.#kind, view, this.#namespace, this.#state.linkNames) as ObjectOf[K];
  }
}

function indexOf({ header }: ObjectView): number | undefined {
  if ('index' in header) return header.index;
  return 'ifindex' in header ? header.ifindex : undefined;
}
