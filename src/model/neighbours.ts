import { NTF, NUD, neighbour } from '../../protocol/route/neighbour.ts';
import { RTPROT } from '../../protocol/route/route/rtmsg.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import { request } from '../connection/netlink-request.ts';
import { InputError } from '../sys/input-error.ts';
import { flushed } from './flush.ts';
import { GoneError } from './gone-error.ts';
import { type InterfaceReference, indexOf } from './interface-reference.ts';
import { targetOf } from './interface-target.ts';
import { linkNames } from './link-names.ts';
import type { Namespace } from './namespace.ts';
import { Neighbour, type NeighbourView } from './neighbour.ts';
import {
  checkNeighbourFilter,
  type NeighbourFilter,
  type NeighbourKey,
  type NeighbourOptions,
  neighbourInput,
  stateBit,
} from './neighbour-options.ts';
import { contains, type IpAddress, parseIp, parseNetwork } from './network.ts';
import { numberOf } from './number.ts';
import { attempt, isRefusal, unlessRefused } from './operation-error.ts';
import { names, numberIn } from './words.ts';

/** The neighbours of a namespace, the ARP and NDP tables: `ip neighbour`. Those of one interface: `interface.neighbours`. */
export class Neighbours {
  readonly #namespace: Namespace;

  /** @internal */
  constructor(namespace: Namespace) {
    this.#namespace = namespace;
  }

  /** Those that a filter leaves; as with `ip`, not those that need no ARP. The kernel filters by interface, master and family. */
  async list(filter: NeighbourFilter = {}): Promise<Neighbour[]> {
    const { proxy, extLearned } = NTF.values;
    const shown = ({ state, flags }: Header) =>
      (flags & (proxy | extLearned)) !== 0 || (state & ~NUD.values.noarp) !== 0;
    return this.#list(filter, shown);
  }

  /** The entry for an address, or `undefined`; without an interface the first. @throws InputError, OperationError */
  async find(address: string, dev?: InterfaceReference): Promise<Neighbour | undefined> {
    const { text } = parseIp(address, 'address');
    if (dev === undefined) return (await this.list({ to: text, state: 'all' }))[0];
    return unlessRefused(this.get(address, { dev }), 'ENOENT');
  }

  /** `neighbours.get('172.16.10.2', { dev: 'eth1' })`. @throws OperationError: ENOENT, ENODEV; InputError */
  async get(address: string, key: NeighbourKey): Promise<Neighbour> {
    const namespace = this.#namespace;
    const input = neighbourInput(parseIp(address, 'address'), 1, { proxy: key.proxy === true });
    const { index, name } = await targetOf(namespace, key.dev, 'dev');
    const asked = namespace.connection.request(neighbour, 'RTM_GETNEIGH', {
      header: { ...input.header, ifindex: index, state: 0 },
      dst: input.dst,
    });
    const view = await attempt(`find ${summary(address, name, key)} in ${namespace}`, asked);
    return new Neighbour(namespace, view, name);
  }

  /**
   * `neighbours.add('172.16.10.2', { dev: 'eth1', lladdr: '02:00:5e:10:00:01' })`. On the loopback and on
   * point-to-point interfaces the kernel has one entry for all IPv4 addresses, 0.0.0.0 (arp(7)): that is made, or
   * changed, and given.
   * @throws OperationError: EEXIST, also when the kernel has learned it; ENODEV; InputError; GoneError when it was
   * taken away meanwhile
   */
  add(address: string, options: NeighbourOptions): Promise<Neighbour> {
    return this.#put('add', NLM_F.CREATE | NLM_F.EXCL, address, options);
  }

  /** Adds it, or changes the one that is there. @throws OperationError, InputError */
  replace(address: string, options: NeighbourOptions): Promise<Neighbour> {
    return this.#put('replace', NLM_F.CREATE | NLM_F.REPLACE, address, options);
  }

  /** Changes one that must be there. @throws OperationError: ENOENT; InputError */
  change(address: string, options: NeighbourOptions): Promise<Neighbour> {
    return this.#put('change', NLM_F.REPLACE, address, options);
  }

  /** Deletes one: `delete('172.16.10.2', { dev: 'eth1' })`. @throws OperationError: ENOENT, ENODEV; InputError */
  async delete(address: string, key: NeighbourKey): Promise<void> {
    const input = neighbourInput(parseIp(address, 'address'), 1, { proxy: key.proxy === true });
    const { index, name } = await targetOf(this.#namespace, key.dev, 'dev');
    await this.#delete(`delete ${summary(address, name, key)} in ${this.#namespace}`, {
      header: { ...input.header, ifindex: index },
      dst: input.dst,
    });
  }

  /**
   * Deletes all that the filter leaves, but permanent ones and those that need no ARP only when `state` asks for them;
   * says how many went.
   * @throws OperationError for the first that stayed
   */
  async flush(filter: NeighbourFilter): Promise<number> {
    const kept = NUD.values.permanent | NUD.values.noarp;
    const all = await this.#list(filter, ({ state }) => (state & kept) === 0);
    const requests = all.map(({ view }) => request(neighbour, 'RTM_DELNEIGH', deletion(view)));
    return flushed(this.#namespace, requests, (at) => `delete ${all[at]}`, ['ENOENT', 'ENODEV']);
  }

  /** @internal `neighbour.delete()` */
  deleteNeighbour(target: Neighbour): Promise<void> {
    return this.#delete(`delete ${target}`, deletion(target.view));
  }

  async #delete(operation: string, input: MessageInputOf<typeof neighbour>): Promise<void> {
    await attempt(operation, this.#namespace.connection.request(neighbour, 'RTM_DELNEIGH', input));
  }

  async #put(verb: string, flags: number, address: string, options: NeighbourOptions): Promise<Neighbour> {
    const { dev, ...others } = options;
    const ip = parseIp(address, 'address');
    // What is wrong with the neighbour itself is told before anything is asked.
    const input = neighbourInput(ip, 1, others);
    const { index, name } = await targetOf(this.#namespace, dev, 'dev');
    const operation = `${verb} ${summary(address, name, others)} in ${this.#namespace}`;
    const ready = { ...input, header: { ...input.header, ifindex: index } };
    try {
      const asked = this.#namespace.connection.request(neighbour, 'RTM_NEWNEIGH', ready, { flags });
      await attempt(operation, asked);
    } catch (error) {
      if (isRefusal(error, 'EINVAL') && (flags & NLM_F.CREATE) !== 0) await this.#tidy(address, index);
      throw error;
    }
    const { proxy = false } = others;
    const made = await this.#find(address, index, proxy);
    if (made !== undefined) return made;
    const one = proxy ? undefined : await this.#forAll(ip, index);
    if (one === undefined) throw new GoneError(operation);
    return one;
  }

  /** The entry for all addresses, of an interface where the kernel keeps no others. */
  async #forAll({ family }: IpAddress, dev: number): Promise<Neighbour | undefined> {
    const link = family === 'inet' ? await this.#namespace.links.find(dev) : undefined;
    const isOne = link?.flags.some((flag) => flag === 'LOOPBACK' || flag === 'POINTOPOINT');
    return isOne === true ? this.#find('0.0.0.0', dev, false) : undefined;
  }

  #find(address: string, dev: number, proxy: boolean): Promise<Neighbour | undefined> {
    return unlessRefused(this.get(address, { dev, proxy }), 'ENOENT', 'ENODEV');
  }

  /** The kernel keeps an entry in no state when it refuses the state that it shall have. */
  async #tidy(address: string, dev: number): Promise<void> {
    const left = await this.find(address, dev);
    if (left?.state === 'NONE') await unlessRefused(left.delete(), 'ENOENT', 'ENODEV');
  }

  async #list(filter: NeighbourFilter, byDefault: (header: Header) => boolean): Promise<Neighbour[]> {
    const namespace = this.#namespace;
    checkNeighbourFilter(filter);
    const { family, dev, master, proxy = false } = filter;
    const passes = filter.state === undefined ? byDefault : inStates(filter.state);
    const to = filter.to === undefined ? undefined : parseNetwork(filter.to, 'to');
    const protocol = filter.protocol === undefined ? undefined : numberIn(names.protocol, filter.protocol);
    if (to !== undefined && family !== undefined && to.family !== family) {
      throw new InputError(`to: ${filter.to} is no ${family} prefix`);
    }
    const dumped = namespace.connection.dump(neighbour, 'RTM_GETNEIGH', {
      header: { family: family ?? to?.family ?? 'unspec', flags: proxy ? NTF.values.proxy : 0 },
      ifindex: dev === undefined ? undefined : await indexOf(namespace, dev, 'dev'),
      master: master === undefined ? undefined : await indexOf(namespace, master, 'master'),
    });
    const views = await attempt(`list the neighbours of ${namespace}`, dumped.all());
    const links = await linkNames(namespace);
    return views
      .filter(({ header }) => (header.family === 'inet' || header.family === 'inet6') && passes(header))
      .map(
        (view) =>
          new Neighbour(namespace, view, links.get(view.header.ifindex) ?? `if${view.header.ifindex}`),
      )
      .filter(
        (each) =>
          (to === undefined || contains(to, parseIp(each.address, 'address'))) &&
          (protocol === undefined || numberOf(RTPROT, each.view.protocol ?? 0) === protocol),
      );
  }
}

/** What a neighbour is called in errors. */
function summary(address: string, dev: string, { proxy }: { readonly proxy?: boolean | undefined }): string {
  return `${proxy === true ? 'proxy ' : ''}neighbour ${address} on ${dev}`;
}

/** What deletes just this neighbour. */
function deletion({ header, dst }: NeighbourView): MessageInputOf<typeof neighbour> {
  const { family, ifindex, flags } = header;
  return { header: { family, ifindex, flags: flags & NTF.values.proxy }, dst };
}

type Header = Pick<NeighbourView['header'], 'state' | 'flags'>;

/** Whether a neighbour is in one of the states. @throws InputError */
function inStates(state: NonNullable<NeighbourFilter['state']>): (header: Header) => boolean {
  if (state === 'all') return () => true;
  const bits = (typeof state === 'string' ? [state] : state).map((word) => stateBit(word, 'state'));
  return ({ state: now }) => bits.some((bit) => (bit === 0 ? now === 0 : (now & bit) !== 0));
}
