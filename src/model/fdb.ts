import { NTF, neighbour } from '../../protocol/route/neighbour.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import { request } from '../connection/netlink-request.ts';
import { bulkDeletions } from './fdb-bulk.ts';
import { FdbEntry } from './fdb-entry.ts';
import {
  checkFdbFilter,
  type FdbFilter,
  type FdbKey,
  type FdbOptions,
  fdbInput,
  newState,
} from './fdb-options.ts';
import { flushed } from './flush.ts';
import { GoneError } from './gone-error.ts';
import { indexOf } from './interface-reference.ts';
import { targetOf } from './interface-target.ts';
import { macAddress } from './link-layer-address.ts';
import { linkNames } from './link-names.ts';
import type { Namespace } from './namespace.ts';
import { parseIp } from './network.ts';
import { attempt } from './operation-error.ts';

/** The forwarding databases of a namespace, of bridges, VXLANs and other interfaces: `bridge fdb`. */
export class Fdb {
  readonly #namespace: Namespace;

  /** @internal */
  constructor(namespace: Namespace) {
    this.#namespace = namespace;
  }

  /** Those that a filter leaves. The kernel filters by bridge and interface. */
  async list(filter: FdbFilter = {}): Promise<FdbEntry[]> {
    const namespace = this.#namespace;
    checkFdbFilter(filter);
    const { bridge, dev, vlan, state, dynamic } = filter;
    const lladdr = filter.lladdr === undefined ? undefined : macAddress(filter.lladdr, 'lladdr');
    const dst = filter.dst === undefined ? undefined : parseIp(filter.dst, 'dst').text;
    const index = dev === undefined ? 0 : await indexOf(namespace, dev, 'dev');
    const dumped = namespace.connection.dump(neighbour, 'RTM_GETNEIGH', {
      header: { family: 'bridge', ifindex: index },
      master: bridge === undefined ? undefined : await indexOf(namespace, bridge, 'bridge'),
    });
    const views = await attempt(`list the forwarding entries of ${namespace}`, dumped.all());
    const links = await linkNames(namespace);
    return views
      .map((view) => new FdbEntry(namespace, view, links))
      .filter(
        (each) =>
          each.view.header.family === 'bridge' &&
          (index === 0 || each.index === index) &&
          (lladdr === undefined || each.lladdr === lladdr) &&
          (vlan === undefined || each.vlan === vlan) &&
          (state === undefined || each.state === state) &&
          (dynamic === undefined || each.isDynamic === dynamic) &&
          (dst === undefined || each.dst === dst),
      );
  }

  /** The first entry for a MAC address, or `undefined`. @throws InputError, OperationError */
  async find(lladdr: string, filter: Omit<FdbFilter, 'lladdr'> = {}): Promise<FdbEntry | undefined> {
    return (await this.list({ ...filter, lladdr }))[0];
  }

  /**
   * `fdb.add('02:00:5e:10:00:01', { dev: 'veth0', master: true, state: 'static' })`. Unless said, it is in the table of
   * `dev` itself, and permanent.
   * @throws OperationError: EEXIST, EOPNOTSUPP when `dev` has no such table; InputError
   */
  add(lladdr: string, options: FdbOptions): Promise<FdbEntry> {
    return this.#put('add', NLM_F.CREATE | NLM_F.EXCL, lladdr, options);
  }

  /** Adds it, or changes the one that is there. @throws OperationError, InputError */
  replace(lladdr: string, options: FdbOptions): Promise<FdbEntry> {
    return this.#put('replace', NLM_F.CREATE | NLM_F.REPLACE, lladdr, options);
  }

  /** VXLAN: adds one more remote end for an address, to all of which packets go. @throws OperationError, InputError */
  append(lladdr: string, options: FdbOptions): Promise<FdbEntry> {
    return this.#put('append', NLM_F.CREATE | NLM_F.APPEND, lladdr, options);
  }

  /** Deletes one; of a VXLAN without `dst` all for the address. @throws OperationError: ENOENT; InputError */
  async delete(lladdr: string, key: FdbKey): Promise<void> {
    const { dev, ...others } = key;
    const input = await fdbInput(this.#namespace, lladdr, 1, others);
    const { index, name } = await targetOf(this.#namespace, dev, 'dev');
    await this.#delete(`delete ${summary(lladdr, name, key)} in ${this.#namespace}`, {
      ...input,
      header: { ...input.header, state: newState({}), ifindex: index },
    });
  }

  /**
   * Deletes all that the filter leaves, but permanent ones only when `state` asks for them; says how many went. Many
   * entries of a table go in one request where the kernel can do that.
   * @throws OperationError for the first that stayed
   */
  async flush(filter: FdbFilter): Promise<number> {
    const namespace = this.#namespace;
    checkFdbFilter(filter);
    const dev = filter.dev === undefined ? undefined : await indexOf(namespace, filter.dev, 'dev');
    const wanted = { ...filter, dev };
    const found = await this.#flushable(wanted);
    const bulk = bulkDeletions(found, wanted, dev);
    // What is refused in bulk is deleted, or refused again, one by one.
    if (bulk.length > 0) await namespace.connection.batch(bulk);
    const left = bulk.length > 0 ? await this.#flushable(wanted) : found;
    const requests = left.map((entry) => request(neighbour, 'RTM_DELNEIGH', deletion(entry)));
    const gone = await flushed(namespace, requests, (at) => `delete ${left[at]}`, ['ENOENT', 'ENODEV']);
    return found.length - left.length + gone;
  }

  async #flushable(filter: FdbFilter): Promise<FdbEntry[]> {
    const found = await this.list(filter);
    return filter.state === undefined ? found.filter(({ state }) => state !== 'permanent') : found;
  }

  /** @internal `entry.delete()` */
  deleteEntry(target: FdbEntry): Promise<void> {
    return this.#delete(`delete ${target}`, deletion(target));
  }

  async #delete(operation: string, input: MessageInputOf<typeof neighbour>): Promise<void> {
    await attempt(operation, this.#namespace.connection.request(neighbour, 'RTM_DELNEIGH', input));
  }

  async #put(verb: string, flags: number, lladdr: string, options: FdbOptions): Promise<FdbEntry> {
    const namespace = this.#namespace;
    const { dev, ...others } = options;
    const state = newState(others);
    // What is wrong with the entry itself is told before anything is asked for `dev`.
    const input = await fdbInput(namespace, lladdr, 1, others);
    const { index, name } = await targetOf(namespace, dev, 'dev');
    const operation = `${verb} ${summary(lladdr, name, options)} in ${namespace}`;
    const ready = { ...input, header: { ...input.header, state, ifindex: index } };
    await attempt(operation, namespace.connection.request(neighbour, 'RTM_NEWNEIGH', ready, { flags }));
    const { vlan, dst } = others;
    const found = await this.list({ lladdr, dev: index, dst });
    const own = found.filter((each) => each.vlan === vlan);
    const entry = own.find((each) => (others.master === true ? each.masterIndex !== undefined : each.isSelf));
    if (entry === undefined) throw new GoneError(operation);
    return entry;
  }
}

/** What an entry is called in errors. */
function summary(lladdr: string, dev: string, { vlan, dst, master }: FdbKey): string {
  const words = ['forwarding entry', lladdr, 'of', dev];
  if (vlan !== undefined) words.push('vlan', String(vlan));
  if (dst !== undefined) words.push('dst', dst);
  if (master === true) words.push('master');
  return words.join(' ');
}

/** What deletes just this entry. */
function deletion({ view, isSelf, vlan }: FdbEntry): MessageInputOf<typeof neighbour> {
  const { lladdr, dst, port, vni, srcVni, ifindex, nhId } = view;
  const flags = isSelf ? NTF.values.self : NTF.values.master;
  // Interfaces that are no VXLANs want to hear that it is permanent.
  const header = { family: 'bridge', ifindex: view.header.ifindex, flags, state: newState({}) } as const;
  return { header, lladdr, dst, port, vni, srcVni, ifindex, nhId, vlan };
}
