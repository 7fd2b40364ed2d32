import { address, IFA_F } from '../../protocol/route/address.ts';
import { RT_SCOPE } from '../../protocol/route/route/rtmsg.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import { request } from '../connection/netlink-request.ts';
import { Address, type AddressView } from './address.ts';
import {
  type AddressFilter,
  type AddressOptions,
  addressInput,
  checkAddressFilter,
} from './address-options.ts';
import { flushed } from './flush.ts';
import { GoneError } from './gone-error.ts';
import { type InterfaceReference, indexOf } from './interface-reference.ts';
import { targetOf } from './interface-target.ts';
import { linkNames } from './link-names.ts';
import type { Namespace } from './namespace.ts';
import { type Cidr, contains, type Network, parseCidr, parseIp, parseNetwork } from './network.ts';
import { numberOf } from './number.ts';
import { attempt } from './operation-error.ts';
import { names, numberIn } from './words.ts';

/** The addresses of a namespace: `ip address`. Those of one interface: `interface.addresses`. */
export class Addresses {
  readonly #namespace: Namespace;

  /** @internal */
  constructor(namespace: Namespace) {
    this.#namespace = namespace;
  }

  /** Those that a filter leaves, IPv4 first. The kernel filters by interface and family. */
  async list(filter: AddressFilter = {}): Promise<Address[]> {
    const namespace = this.#namespace;
    const views = await this.#views(filter);
    const links = await linkNames(namespace);
    return views.map(
      (view) => new Address(namespace, view, links.get(view.header.index) ?? `if${view.header.index}`),
    );
  }

  /** The address of an interface, or `undefined` when it has none such. @throws InputError, OperationError */
  async find(cidr: Cidr, dev?: InterfaceReference): Promise<Address | undefined> {
    const network = parseCidr(cidr, 'address');
    const all = await this.list({ family: network.family, dev });
    return all.find(
      ({ local, prefixLength }) =>
        prefixLength === network.length && parseIp(local, '').text === network.text,
    );
  }

  /**
   * `addresses.add('172.16.10.1/26', { dev: 'eth1' })`.
   * @throws OperationError: EEXIST, ENODEV; InputError; GoneError when it was taken away meanwhile
   */
  add(cidr: Cidr, options: AddressOptions): Promise<Address> {
    return this.#put('add', NLM_F.CREATE | NLM_F.EXCL, cidr, options);
  }

  /** Adds it, or changes the flags and lifetimes of the one that is there. @throws as `add`, but never EEXIST */
  replace(cidr: Cidr, options: AddressOptions): Promise<Address> {
    return this.#put('replace', NLM_F.CREATE | NLM_F.REPLACE, cidr, options);
  }

  /**
   * Deletes one; of IPv4, with a primary address go the secondary ones of its prefix, unless `promote_secondaries`.
   * @throws OperationError: EADDRNOTAVAIL; InputError
   */
  async delete(
    cidr: Cidr,
    { dev, peer }: { readonly dev: InterfaceReference; readonly peer?: string | undefined },
  ): Promise<void> {
    const network = parseCidr(cidr, 'address');
    const { index, name } = await targetOf(this.#namespace, dev, 'dev');
    const { connection } = this.#namespace;
    const input = addressInput(network, index, { peer });
    const asked = connection.request(address, 'RTM_DELADDR', { ...input, flags: undefined });
    await attempt(`delete address ${cidr} of ${name} in ${this.#namespace}`, asked);
  }

  /** Deletes all that the filter leaves; says how many went. @throws OperationError for the first that stayed */
  async flush(filter: AddressFilter): Promise<number> {
    const all = await this.list(filter);
    const requests = all.map(({ view }) => request(address, 'RTM_DELADDR', deletion(view)));
    // A secondary address goes with its primary.
    return flushed(this.#namespace, requests, (at) => `delete ${all[at]}`, ['EADDRNOTAVAIL', 'ENODEV']);
  }

  /** @internal `address.delete()` */
  async deleteAddress(target: Address): Promise<void> {
    const { connection } = this.#namespace;
    await attempt(`delete ${target}`, connection.request(address, 'RTM_DELADDR', deletion(target.view)));
  }

  async #put(verb: string, flags: number, cidr: Cidr, options: AddressOptions): Promise<Address> {
    const network = parseCidr(cidr, 'address');
    const { dev, ...others } = options;
    // What is wrong with the address itself is told before anything is asked.
    addressInput(network, 1, others);
    const { index, name } = await targetOf(this.#namespace, dev, 'dev');
    const { connection } = this.#namespace;
    const operation = `${verb} address ${cidr} to ${name} in ${this.#namespace}`;
    const input = addressInput(network, index, others);
    await attempt(operation, connection.request(address, 'RTM_NEWADDR', input, { flags }));
    const views = await this.#views({ dev: index, family: network.family });
    const view = views.find((each) => isThis(each, network));
    if (view === undefined) throw new GoneError(operation);
    return new Address(this.#namespace, view, name);
  }

  async #views(filter: AddressFilter): Promise<AddressView[]> {
    checkAddressFilter(filter);
    const { family, label, dynamic, tentative } = filter;
    const { connection } = this.#namespace;
    const index = filter.dev === undefined ? 0 : await indexOf(this.#namespace, filter.dev, 'dev');
    const scope = filter.scope === undefined ? undefined : numberIn(names.scope, filter.scope);
    const to = filter.to === undefined ? undefined : parseNetwork(filter.to, 'to');
    const header = { family: family ?? to?.family ?? 'unspec', index } as const;
    const dumped = connection.dump(address, 'RTM_GETADDR', { header }).all();
    const views = await attempt(`list the addresses of ${this.#namespace}`, dumped);
    return views.filter((view) => {
      const bits = view.flags ?? view.header.flags;
      return (
        (index === 0 || view.header.index === index) &&
        (family === undefined || view.header.family === family) &&
        (scope === undefined || numberOf(RT_SCOPE, view.header.scope) === scope) &&
        (to === undefined || contains(to, parseIp(String(view.local ?? view.address), 'address'))) &&
        (label === undefined || view.label === label) &&
        (dynamic === undefined || ((bits & IFA_F.values.permanent) === 0) === dynamic) &&
        (tentative === undefined || ((bits & IFA_F.values.tentative) !== 0) === tentative)
      );
    });
  }
}

/** What deletes just this address. */
function deletion({ header, local, address: other }: AddressView): MessageInputOf<typeof address> {
  const { family, prefixlen, index } = header;
  return { header: { family, prefixlen, index }, local, address: other };
}

/** Of IPv6 the kernel keeps an address once an interface; replacing it does not change the length of its prefix. */
function isThis({ header, local, address: other }: AddressView, { family, length, text }: Network): boolean {
  return (family === 'inet6' || header.prefixlen === length) && (local ?? other) === text;
}
