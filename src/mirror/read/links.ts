import { Interface } from '../../model/interface.ts';
import type { Namespace } from '../../model/namespace.ts';
import type { State } from '../store/state.ts';

/** The interfaces of a mirrored namespace, as they are known now. */
export class MirroredLinks implements Iterable<Interface> {
  readonly #namespace: Namespace;
  readonly #state: State;

  /** @internal */
  constructor(namespace: Namespace, state: State) {
    this.#namespace = namespace;
    this.#state = state;
  }

  get size(): number {
    return this.#state.links.size;
  }

  /** By index, name or alternative name. */
  get(reference: number | string): Interface | undefined {
    const index = typeof reference === 'number' ? reference : this.#state.linksByName.get(reference);
    const view = index === undefined ? undefined : this.#state.links.get(index);
    return view === undefined ? undefined : new Interface(this.#namespace, view);
  }

  /** The ports of a bridge, bond or VRF. */
  portsOf(master: number | string): Interface[] {
    const index = this.get(master)?.index;
    return index === undefined ? [] : [...this].filter((each) => each.masterIndex === index);
  }

  *[Symbol.iterator](): Generator<Interface, void, undefined> {
    for (const view of this.#state.links.values()) yield new Interface(this.#namespace, view);
  }
}
