import { neighbour } from '../../protocol/route/index.ts';
import { linkNames } from './link-names.ts';
import type { Namespace } from './namespace.ts';
import { Neighbour } from './neighbour.ts';
import { attempt } from './operation-error.ts';

/** The neighbours of a namespace: `ip neighbour`. */
export class Neighbours {
  readonly #namespace: Namespace;

  /** @internal */
  constructor(namespace: Namespace) {
    this.#namespace = namespace;
  }

  async list(): Promise<Neighbour[]> {
    const namespace = this.#namespace;
    const dumped = namespace.connection.dump(neighbour, 'RTM_GETNEIGH').all();
    const views = await attempt(`list the neighbours of ${namespace}`, dumped);
    const links = await linkNames(namespace);
    return views.map(
      (view) => new Neighbour(namespace, view, links.get(view.header.ifindex) ?? `if${view.header.ifindex}`),
    );
  }
}
