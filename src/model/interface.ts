import { type LinkInfo, type LinkInfoInput, link, linkprop } from '../../protocol/route/link/index.ts';
import { IF_OPER } from '../../protocol/route/link/operstate.ts';
import { IFF } from '../../protocol/route/types.ts';
import type { Json, MessageInputOf, MessageViewOf } from '../../protocol/schema/index.ts';
import type { LimitOptions } from '../connection/limits.ts';
import { InputError } from '../sys/input-error.ts';
import { stillThere } from './gone-error.ts';
import { InterfaceAddresses } from './interface-addresses.ts';
import { expectFree, movedAllTheSame, numbered, strayed } from './interface-move.ts';
import { checkAlternativeName } from './interface-name.ts';
import { InterfaceNeighbours } from './interface-neighbours.ts';
import type { InterfaceReference } from './interface-reference.ts';
import { type InterfaceState, waitForInterface } from './interface-state.ts';
import { InterfaceVlans } from './interface-vlans.ts';
import {
  type ConfigurableKind,
  type KindOptions,
  kindModels,
  kindReaders,
  type ReadableOptions,
} from './kinds/index.ts';
import type { Changes } from './kinds/option.ts';
import {
  type ConfigurablePortKind,
  type PortKind,
  type PortOptions,
  portModels,
} from './kinds/ports/index.ts';
import { type LinkChanges, linkInput, summaryOf } from './link-changes.ts';
import { linkFlags } from './link-flags.ts';
import { inOrder } from './link-order.ts';
import type { Namespace } from './namespace.ts';
import { numberOf } from './number.ts';
import { attempt, OperationError, telling, unlessRefused } from './operation-error.ts';
import { type Statistics, statisticsOf } from './statistics.ts';
import { undoing } from './undo.ts';
import { names } from './words.ts';

/** A link as it was received. */
export type LinkView = MessageViewOf<typeof link>;

/** `IF_OPER_*` as `ip` writes it: RFC 2863's operational status. */
export type Operstate = 'UNKNOWN' | 'NOTPRESENT' | 'DOWN' | 'LOWERLAYERDOWN' | 'TESTING' | 'DORMANT' | 'UP';

/**
 * A network interface: what it was when it was last asked for, and what can be done with it.
 *
 * It is known by its index, so it follows a rename. Reading its properties never asks the kernel: `refresh` does, and
 * so does every method that changes it. What the kernel did not tell is `undefined`.
 */
export class Interface {
  #namespace: Namespace;
  #view: LinkView;
  #index: number;

  /** @internal */
  constructor(namespace: Namespace, view: LinkView) {
    this.#namespace = namespace;
    this.#view = view;
    this.#index = view.header.index;
  }

  /** The message that the properties read. */
  get view(): LinkView {
    return this.#view;
  }

  /** Where it lives. */
  get namespace(): Namespace {
    return this.#namespace;
  }

  get index(): number {
    return this.#index;
  }

  get name(): string {
    return this.#view.ifname ?? `if${this.#index}`;
  }

  /** `veth`, `bridge`, `vlan` ...; physical interfaces and the loopback have none. */
  get kind(): string | undefined {
    return this.#view.linkinfo?.kind;
  }

  /** `ARPHRD_*`: `ether`, `loopback`, `none` ... */
  get type(): string {
    return String(this.#view.header.type);
  }

  /** The link layer address, `02:00:5e:10:00:01`; a tunnel has none. */
  get mac(): string | undefined {
    return this.#view.address || undefined;
  }

  /** Bytes. */
  get mtu(): number | undefined {
    return this.#view.mtu;
  }

  /** `IFF_UP`: whether it was brought up; whether it can pass packets is `operstate`. */
  get isUp(): boolean {
    return this.#has(IFF.values.up);
  }

  /** `IFF_LOWER_UP`: whether there is a carrier, a cable that is plugged in. */
  get hasCarrier(): boolean {
    return this.#has(IFF.values.lowerUp);
  }

  get isPromiscuous(): boolean {
    return (this.#view.promiscuity ?? 0) > 0 || this.#has(IFF.values.promisc);
  }

  /** As `ip` writes them: `BROADCAST`, `UP`, `NO-CARRIER` ... */
  get flags(): readonly string[] {
    return linkFlags(this.#view.header.flags);
  }

  get operstate(): Operstate {
    const number = this.#view.operstate === undefined ? 0 : numberOf(IF_OPER, this.#view.operstate);
    return OPERSTATES[number] ?? 'UNKNOWN';
  }

  /** The queueing discipline: `noqueue`, `fq_codel` ... */
  get qdisc(): string | undefined {
    return this.#view.qdisc;
  }

  /** Packets that may wait to be sent. */
  get txQueueLength(): number | undefined {
    return this.#view.txqlen;
  }

  /** `default`, or another name or number of `/etc/iproute2/group`. */
  get group(): string {
    return names.group.name(this.#view.group ?? 0);
  }

  /** The text that an administrator gave it. */
  get alias(): string | undefined {
    return this.#view.ifalias;
  }

  /** Alternative names, of up to 127 bytes. */
  get altnames(): readonly string[] {
    return this.#view.propList?.altIfname ?? [];
  }

  /** Index of the bridge, bond or VRF that it is a port of. */
  get masterIndex(): number | undefined {
    return this.#view.master || undefined;
  }

  /** Index of the interface below, or of a veth's peer: in the namespace `linkNetnsid` when that is there. */
  get linkIndex(): number | undefined {
    return this.#view.link || undefined;
  }

  /** The number of the namespace that `linkIndex` lives in; `undefined` when that is its own. */
  get linkNetnsid(): number | undefined {
    return this.#view.linkNetnsid;
  }

  /** The settings of its kind, as the kernel names them. `optionsOf` gives them for people. */
  get linkinfo(): LinkInfo | undefined {
    return this.#view.linkinfo;
  }

  /** Counters since it was made; `undefined` when they were not sent. */
  get statistics(): Statistics | undefined {
    return statisticsOf(this.#view);
  }

  /** Its addresses. */
  get addresses(): InterfaceAddresses {
    return new InterfaceAddresses(this);
  }

  /** Its neighbours. */
  get neighbours(): InterfaceNeighbours {
    return new InterfaceNeighbours(this);
  }

  /** The VLANs that it belongs to, as a port of a bridge or as the bridge itself: `bridge vlan`. */
  get vlans(): InterfaceVlans {
    return new InterfaceVlans(this);
  }

  /** The settings of its kind in the words of `links.add`, or `undefined` when it is of another kind. */
  optionsOf<K extends keyof ReadableOptions>(kind: K): Changes<ReadableOptions[K]> | undefined {
    if (this.kind !== kind) return undefined;
    return kindReaders[kind].read(this.#view);
  }

  /** The settings as a port in the words of `configurePort`, or `undefined` when its master is of another kind. */
  portOptionsOf<K extends PortKind>(kind: K): PortOptions[K] | undefined {
    if (this.#view.linkinfo?.slaveKind !== kind) return undefined;
    return portModels[kind].read(this.#view);
  }

  /** Asks the kernel how it is now; gives itself. @throws OperationError: ENODEV when it is gone */
  async refresh(): Promise<this> {
    const { connection } = this.namespace;
    const asked = connection.request(link, 'RTM_GETLINK', { header: { index: this.#index } });
    this.#view = await attempt(`find ${this}`, asked);
    return this;
  }

  /** Whether it is still there. */
  async exists(): Promise<boolean> {
    return (await unlessRefused(this.refresh(), 'ENODEV')) !== undefined;
  }

  /**
   * Changes it: all or, where the kernel stops half-way, what came before the refused setting. It is one message, but
   * `addrGenMode` goes before `up: true`, and `up: false` before a new address, name or master: what was done then is
   * told in `notUndone`. With `namespace` it moves there, as with `moveTo`.
   * @throws OperationError, InputError
   */
  async set(changes: LinkChanges): Promise<this> {
    const { namespace, ...others } = changes;
    if (namespace !== undefined && !namespace.equals(this.#namespace)) return this.#move(namespace, others);
    const operation = `change ${this} (${summaryOf(others)})`;
    const steps = inOrder(others);
    // All are checked before the first is sent.
    const inputs = await Promise.all(steps.map((step) => linkInput(this.#namespace, step)));
    for (const [at, input] of inputs.entries()) {
      const done = steps[at - 1];
      const asked = this.#request(operation, input);
      await (done === undefined ? asked : telling(`before that it was changed: ${summaryOf(done)}`, asked));
    }
    return this.refresh();
  }

  /** Brings it up. @throws OperationError */
  up(): Promise<this> {
    return this.set({ up: true });
  }

  /** Takes it down; the kernel drops its IPv4 routes and most IPv6 addresses. @throws OperationError */
  down(): Promise<this> {
    return this.set({ up: false });
  }

  /** Linux before 6.2 wants it to be down. @throws OperationError: EEXIST, EBUSY; InputError */
  rename(name: string): Promise<this> {
    return this.set({ name });
  }

  /** Makes it a port of a bridge, bond or VRF. @throws OperationError */
  setMaster(master: InterfaceReference): Promise<this> {
    return this.set({ master });
  }

  /** Takes it out of its master. @throws OperationError */
  noMaster(): Promise<this> {
    return this.set({ master: null });
  }

  /** Changes settings of its kind: `ip link set dev NAME type KIND ...`. @throws OperationError, InputError */
  async configure<K extends ConfigurableKind>(kind: K, options: Changes<KindOptions[K]>): Promise<this> {
    if (this.kind !== kind)
      throw new InputError(`${this} is a ${this.kind ?? 'physical interface'}, no ${kind}`);
    const data = await kindModels[kind].change(options, this.namespace, this.#view);
    const linkinfo = { kind, data } as LinkInfoInput;
    await this.#request(`configure ${this} (${Object.keys(options).join(', ')})`, { linkinfo });
    return this.refresh();
  }

  /**
   * Changes settings that it has as a port of a bridge or bond: `bridge link set`, `ip link set ... type bridge_slave`.
   * @throws OperationError; InputError, also when it is no port of such a master
   */
  async configurePort<K extends ConfigurablePortKind>(kind: K, options: PortOptions[K]): Promise<this> {
    const slaveData = await portModels[kind].change(options, this.namespace);
    // The kernel takes no notice of such settings when there is no master.
    await this.refresh();
    if (this.#view.linkinfo?.slaveKind !== kind) throw new InputError(`${this} is no port of a ${kind}`);
    const linkinfo = { slaveKind: kind, slaveData } as LinkInfoInput;
    await this.#request(`configure ${this} as a port (${Object.keys(options).join(', ')})`, { linkinfo });
    return this.refresh();
  }

  /**
   * Moves it to another namespace, perhaps under another name. It arrives down, without addresses, and perhaps with
   * another index; this object goes with it. When the name is taken there it does not go.
   * @throws OperationError: EEXIST when the name is taken there, EINVAL for what can't leave (`lo`, on some kernels
   * bridges); InputError
   */
  moveTo(namespace: Namespace, options: { readonly name?: string } = {}): Promise<this> {
    return this.set({ ...options, namespace });
  }

  /** Adds alternative names, all or none. @throws OperationError: EEXIST; InputError */
  async addAltnames(...altnames: readonly string[]): Promise<this> {
    return this.#altnames('RTM_NEWLINKPROP', 'add', altnames);
  }

  /** Takes alternative names away, all or none. @throws OperationError: ENOENT, EINVAL for another's; InputError */
  async deleteAltnames(...altnames: readonly string[]): Promise<this> {
    return this.#altnames('RTM_DELLINKPROP', 'delete', altnames);
  }

  /** Deletes it; of a veth both ends go. @throws OperationError: ENODEV, EOPNOTSUPP for a physical interface */
  async delete(): Promise<void> {
    const { connection } = this.namespace;
    const asked = connection.request(link, 'RTM_DELLINK', { header: { index: this.#index } });
    await attempt(`delete ${this}`, asked);
  }

  /** The bridge, bond or VRF that it is a port of. @throws OperationError */
  async master(): Promise<Interface | undefined> {
    const { masterIndex } = this;
    return masterIndex === undefined ? undefined : this.namespace.links.get(masterIndex);
  }

  /** The ports of this bridge, bond or VRF. */
  ports(): Promise<Interface[]> {
    return this.namespace.links.list({ master: this });
  }

  /**
   * The other end of a veth, or the interface below, also in another namespace. That is then opened, and closed when
   * nothing refers to the interface any more, or by `peer.namespace.close()`.
   * `undefined` when it has none, or its namespace can't be found from here.
   */
  async peer(): Promise<Interface | undefined> {
    const { linkIndex, linkNetnsid } = this;
    if (linkIndex === undefined) return undefined;
    if (linkNetnsid === undefined) return this.namespace.links.find(linkIndex);
    const namespace = await this.namespace.byNsid(linkNetnsid);
    return namespace?.closeWhenForgotten().links.find(linkIndex);
  }

  /**
   * Waits until it is in a state (`up`: operational, `down`, `carrier`, `gone`) or what a function wants to see; gives
   * itself, refreshed. @throws the signal's reason, RequestTimeout; OperationError when it is gone
   */
  waitFor(state: InterfaceState | ((now: Interface) => boolean), options: LimitOptions = {}): Promise<this> {
    return waitForInterface(this, state, options) as Promise<this>;
  }

  /** For people: `interface eth0 in net1`. */
  toString(): string {
    return `interface ${this.name} in ${this.namespace}`;
  }

  toJSON(): Json {
    return this.#view.toJSON();
  }

  #has(flag: number): boolean {
    return (this.#view.header.flags & flag) !== 0;
  }

  async #move(namespace: Namespace, changes: LinkChanges): Promise<this> {
    // In the same message IPv6 would hear of its mode after it came up.
    const isLater = changes.up === true && changes.addrGenMode !== undefined;
    // What it becomes a port of is where it goes.
    const input = await linkInput(namespace, isLater ? { ...changes, up: undefined } : changes);
    const name = await numbered(namespace, changes.name ?? this.name);
    const operation = `move ${this} to ${namespace}${name === this.name ? '' : ` as ${name}`}`;
    await expectFree(namespace, name, operation);
    try {
      await this.#request(operation, {
        ...input,
        ...(name !== this.name && { ifname: name }),
        netNsFd: namespace.handle.fd,
      });
      this.#arrive(await stillThere(operation, namespace.links.get(name)));
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      const arrived = await strayed(this, namespace, [name, this.name]);
      if (arrived === undefined) throw error;
      this.#arrive(arrived);
      throw error.alsoNotUndone(movedAllTheSame(arrived));
    }
    if (isLater) await telling(movedAllTheSame(this), this.up());
    return this;
  }

  #arrive({ namespace, view, index }: Interface): void {
    this.#namespace = namespace;
    this.#view = view;
    this.#index = index;
  }

  async #request(operation: string, input: MessageInputOf<typeof link>): Promise<void> {
    const header = { ...input.header, index: this.#index };
    await attempt(operation, this.namespace.connection.request(link, 'RTM_NEWLINK', { ...input, header }));
  }

  async #altnames(
    type: 'RTM_NEWLINKPROP' | 'RTM_DELLINKPROP',
    verb: string,
    altnames: readonly string[],
  ): Promise<this> {
    for (const name of altnames) checkAlternativeName(name);
    // One by one: of several in a message the kernel keeps those before the one that it refuses.
    const ask = (how: typeof type, altname: readonly string[]) =>
      this.namespace.connection.request(linkprop, how, {
        header: { index: this.#index },
        propList: { altIfname: altname },
      });
    const done: string[] = [];
    const back = type === 'RTM_NEWLINKPROP' ? 'RTM_DELLINKPROP' : 'RTM_NEWLINKPROP';
    const operation = `${verb} alternative names ${altnames.join(', ')} of ${this}`;
    await undoing(
      operation,
      async () => done.length > 0 && ask(back, done),
      async () => {
        for (const name of altnames) {
          await attempt(operation, ask(type, [name]));
          done.push(name);
        }
      },
    );
    return this.refresh();
  }
}

const OPERSTATES: readonly Operstate[] = [
  'UNKNOWN',
  'NOTPRESENT',
  'DOWN',
  'LOWERLAYERDOWN',
  'TESTING',
  'DORMANT',
  'UP',
];
