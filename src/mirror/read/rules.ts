import type { Namespace } from '../../model/namespace.ts';
import type { Family } from '../../model/network.ts';
import { Rule } from '../../model/rule.ts';
import type { State } from '../store/state.ts';

/** The policy routing of a mirrored namespace, as it is known now. */
export class MirroredRules implements Iterable<Rule> {
  readonly #namespace: Namespace;
  readonly #state: State;

  /** @internal */
  constructor(namespace: Namespace, state: State) {
    this.#namespace = namespace;
    this.#state = state;
  }

  get size(): number {
    return this.#state.rules.size;
  }

  /** Those of a family, in the order in which the kernel tries them. */
  of(family: Family): Rule[] {
    return [...this].filter((rule) => rule.family === family);
  }

  *[Symbol.iterator](): Generator<Rule, void, undefined> {
    for (const { view } of this.#state.rules) yield new Rule(this.#namespace, view);
  }
}
