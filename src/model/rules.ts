import { rule } from '../../protocol/route/index.ts';
import type { Namespace } from './namespace.ts';
import { attempt } from './operation-error.ts';
import { Rule } from './rule.ts';

/** The routing policy of a namespace: `ip rule`. */
export class Rules {
  readonly #namespace: Namespace;

  /** @internal */
  constructor(namespace: Namespace) {
    this.#namespace = namespace;
  }

  async list(): Promise<Rule[]> {
    const namespace = this.#namespace;
    const dumped = namespace.connection.dump(rule, 'RTM_GETRULE').all();
    const views = await attempt(`list the rules of ${namespace}`, dumped);
    return views.map((view) => new Rule(namespace, view));
  }
}
