import type { LimitOptions } from '../connection/limits.ts';
import type { Address } from './address.ts';
import type { AddressFilter, AddressOptions } from './address-options.ts';
import type { Interface } from './interface.ts';
import type { Cidr } from './network.ts';
import { waitOnEvents } from './wait.ts';

/** The addresses of one interface: `ip address ... dev NAME`. */
export class InterfaceAddresses {
  readonly #interface: Interface;

  /** @internal */
  constructor(target: Interface) {
    this.#interface = target;
  }

  list(filter: Omit<AddressFilter, 'dev'> = {}): Promise<Address[]> {
    return this.#all.list({ ...filter, dev: this.#interface });
  }

  /** `undefined` when the interface has no such address. */
  find(cidr: Cidr): Promise<Address | undefined> {
    return this.#all.find(cidr, this.#interface);
  }

  /** `eth1.addresses.add('172.16.10.1/26')`. @throws OperationError: EEXIST; InputError */
  add(cidr: Cidr, options: Omit<AddressOptions, 'dev'> = {}): Promise<Address> {
    return this.#all.add(cidr, { ...options, dev: this.#interface });
  }

  /** Adds it, or changes the flags and lifetimes of the one that is there. @throws OperationError, InputError */
  replace(cidr: Cidr, options: Omit<AddressOptions, 'dev'> = {}): Promise<Address> {
    return this.#all.replace(cidr, { ...options, dev: this.#interface });
  }

  /** @throws OperationError: EADDRNOTAVAIL; InputError */
  delete(cidr: Cidr): Promise<void> {
    return this.#all.delete(cidr, { dev: this.#interface });
  }

  /** Deletes all that the filter leaves; says how many. @throws OperationError */
  flush(filter: Omit<AddressFilter, 'dev'> = {}): Promise<number> {
    return this.#all.flush({ ...filter, dev: this.#interface });
  }

  /**
   * Waits until it has an address that a function wants to see: `waitFor(({ cidr, isTentative }) => ...)`.
   * @throws RequestTimeout, the signal's reason
   */
  waitFor(wanted: (address: Address) => boolean, options: LimitOptions = {}): Promise<Address> {
    const { namespace } = this.#interface;
    const what = `an address of ${this.#interface}`;
    return waitOnEvents(namespace, ['ipv4Ifaddr', 'ipv6Ifaddr'], what, options, async () =>
      (await this.list()).find(wanted),
    );
  }

  get #all() {
    return this.#interface.namespace.addresses;
  }
}
