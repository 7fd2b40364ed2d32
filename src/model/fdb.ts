import { neighbour } from '../../protocol/route/index.ts';
import { FdbEntry } from './fdb-entry.ts';
import { linkNames } from './link-names.ts';
import type { Namespace } from './namespace.ts';
import { attempt } from './operation-error.ts';

/** The forwarding databases of a namespace: `bridge fdb`. */
export class Fdb {
  readonly #namespace: Namespace;

  /** @internal */
  constructor(namespace: Namespace) {
    this.#namespace = namespace;
  }

  async list(): Promise<FdbEntry[]> {
    const namespace = this.#namespace;
    const dumped = namespace.connection
      .dump(neighbour, 'RTM_GETNEIGH', { header: { family: 'bridge' } })
      .all();
    const views = await attempt(`list the forwarding entries of ${namespace}`, dumped);
    const links = await linkNames(namespace);
    return views.map(
      (view) => new FdbEntry(namespace, view, links.get(view.header.ifindex) ?? `if${view.header.ifindex}`),
    );
  }
}
