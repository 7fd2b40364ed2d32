import type { Interface } from './interface.ts';
import type { Neighbour } from './neighbour.ts';
import type { NeighbourFilter, NeighbourSettings, ProxySettings } from './neighbour-options.ts';

/** The neighbours on one interface: `ip neighbour ... dev NAME`. */
export class InterfaceNeighbours {
  readonly #interface: Interface;

  /** @internal */
  constructor(target: Interface) {
    this.#interface = target;
  }

  /** Those that a filter leaves; as with `ip`, not those that need no ARP. */
  list(filter: Omit<NeighbourFilter, 'dev'> = {}): Promise<Neighbour[]> {
    return this.#all.list({ ...filter, dev: this.#interface });
  }

  /** `undefined` when nothing is known of the address here. */
  find(address: string): Promise<Neighbour | undefined> {
    return this.#all.find(address, this.#interface);
  }

  /** @throws OperationError: ENOENT; InputError */
  get(address: string): Promise<Neighbour> {
    return this.#all.get(address, { dev: this.#interface });
  }

  /** `eth1.neighbours.add('172.16.10.2', { lladdr: '02:00:5e:10:00:01' })`. @throws OperationError: EEXIST; InputError */
  add(address: string, settings: NeighbourSettings | ProxySettings): Promise<Neighbour> {
    return this.#all.add(address, { ...settings, dev: this.#interface });
  }

  /** Adds it, or changes the one that is there. @throws OperationError, InputError */
  replace(address: string, settings: NeighbourSettings | ProxySettings): Promise<Neighbour> {
    return this.#all.replace(address, { ...settings, dev: this.#interface });
  }

  /** Changes one that must be there. @throws OperationError: ENOENT; InputError */
  change(address: string, settings: NeighbourSettings | ProxySettings): Promise<Neighbour> {
    return this.#all.change(address, { ...settings, dev: this.#interface });
  }

  /** @throws OperationError: ENOENT; InputError */
  delete(address: string, key: { readonly proxy?: boolean | undefined } = {}): Promise<void> {
    return this.#all.delete(address, { ...key, dev: this.#interface });
  }

  /** Deletes those that are not permanent, or what the filter leaves; says how many. @throws OperationError */
  flush(filter: Omit<NeighbourFilter, 'dev'> = {}): Promise<number> {
    return this.#all.flush({ ...filter, dev: this.#interface });
  }

  get #all() {
    return this.#interface.namespace.neighbours;
  }
}
