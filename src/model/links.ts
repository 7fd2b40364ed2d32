import { link } from '../../protocol/route/link/index.ts';
import { refuseUnknown } from './check-options.ts';
import { Interface, type LinkView } from './interface.ts';
import { fetchLink, type InterfaceReference, indexOf } from './interface-reference.ts';
import type { LinkChanges } from './link-changes.ts';
import { createLink } from './link-creation.ts';
import type { LinkOptions } from './link-options.ts';
import type { Namespace } from './namespace.ts';
import { attempt, unlessRefused } from './operation-error.ts';
import { names, numberIn } from './words.ts';

/** Which interfaces are wanted; what is left out does not matter. */
export interface LinkFilter {
  /** `veth`, `bridge` ... */
  readonly kind?: string | undefined;
  /** Ports of this bridge, bond or VRF; `null`: those that are no ports. */
  readonly master?: InterfaceReference | null | undefined;
  /** `IFF_UP` */
  readonly up?: boolean | undefined;
  readonly group?: string | number | undefined;
}

/** The interfaces of a namespace: `ip link`. */
export class Links {
  readonly #namespace: Namespace;

  /** @internal */
  constructor(namespace: Namespace) {
    this.#namespace = namespace;
  }

  /** Those that a filter leaves, in the order of their indices. The kernel filters by kind and master. */
  async list(filter: LinkFilter = {}): Promise<Interface[]> {
    refuseUnknown('a filter of interfaces', filter, FILTERS);
    const { kind, up } = filter;
    const { connection } = this.#namespace;
    const master =
      filter.master == null ? undefined : await indexOf(this.#namespace, filter.master, 'master');
    const group = filter.group === undefined ? undefined : numberIn(names.group, filter.group);
    const views = await attempt(
      `list the interfaces of ${this.#namespace}`,
      connection
        .dump(link, 'RTM_GETLINK', {
          master,
          ...(kind !== undefined && { linkinfo: { kind } }),
        })
        .all(),
    );
    // Before Linux 4.20, and for what it can't filter by, the kernel gives all.
    return views
      .map((view) => new Interface(this.#namespace, view))
      .filter(
        (each) =>
          (kind === undefined || each.kind === kind) &&
          (filter.master !== null || each.masterIndex === undefined) &&
          (master === undefined || each.masterIndex === master) &&
          (up === undefined || each.isUp === up) &&
          (group === undefined || (each.view.group ?? 0) === group),
      );
  }

  /** By name, alternative name or index. @throws OperationError: ENODEV, with the nearest name that exists */
  async get(reference: string | number): Promise<Interface> {
    return new Interface(this.#namespace, await this.#fetch(reference));
  }

  /** As `get`, but `undefined` when there is none. */
  find(reference: string | number): Promise<Interface | undefined> {
    return unlessRefused(this.get(reference), 'ENODEV');
  }

  /**
   * Makes an interface: `add({ kind: 'bridge', name: 'br0', up: true })`. When a later step fails (its addresses, its
   * alternative names) it is deleted again; when that fails, too, the error says so in `notUndone`.
   * @throws OperationError: EEXIST when the name is taken, EOPNOTSUPP when the kernel has no such kind; InputError;
   * GoneError when it was deleted meanwhile
   */
  add(options: LinkOptions): Promise<Interface> {
    return createLink(this.#namespace, options);
  }

  /**
   * Changes one, as `ip link set` does: `set('eth1', { up: true })`, `set('eth1', { master: 'br0' })`,
   * `set('veth1', { namespace: blue, name: 'eth0' })`.
   * @throws OperationError, InputError
   */
  async set(reference: string | number, changes: LinkChanges): Promise<Interface> {
    return (await this.get(reference)).set(changes);
  }

  /** Deletes one. @throws OperationError: ENODEV when it is gone, EOPNOTSUPP for a physical interface and `lo` */
  async delete(reference: InterfaceReference): Promise<void> {
    const target = reference instanceof Interface ? reference : await this.get(reference);
    await target.delete();
  }

  #fetch(reference: string | number): Promise<LinkView> {
    return fetchLink(this.#namespace, reference, 'interface');
  }
}

const FILTERS: ReadonlySet<string> = new Set<keyof LinkFilter>(['kind', 'master', 'up', 'group']);
