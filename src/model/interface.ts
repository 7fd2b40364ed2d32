import { type LinkInfoInput, link } from '../../protocol/route/link/index.ts';
import type { LimitOptions } from '../connection/limits.ts';
import { InputError } from '../sys/input-error.ts';
import { InterfaceAddresses } from './interface-addresses.ts';
import { changeAltnames } from './interface-altnames.ts';
import { moveInterface } from './interface-move.ts';
import { InterfaceNeighbours } from './interface-neighbours.ts';
import type { InterfaceReference } from './interface-reference.ts';
import { InterfaceSnapshot, type LinkView } from './interface-snapshot.ts';
import { type InterfaceState, waitForInterface } from './interface-state.ts';
import { InterfaceVlans } from './interface-vlans.ts';
import { type ConfigurableKind, type KindOptions, kindModels } from './kinds/index.ts';
import type { Changes } from './kinds/option.ts';
import { type ConfigurablePortKind, type PortOptions, portModels } from './kinds/ports/index.ts';
import { type LinkChanges, linkInput, summaryOf } from './link-changes.ts';
import { inOrder } from './link-order.ts';
import { changeLink } from './link-request.ts';
import type { Namespace } from './namespace.ts';
import { attempt, telling, unlessRefused } from './operation-error.ts';

export type { LinkView, Operstate } from './interface-snapshot.ts';

/**
 * A network interface: what it was when it was last asked for, and what can be done with it.
 *
 * It is known by its index, so it follows a rename. Reading its properties never asks the kernel: `refresh` does, and
 * so does every method that changes it. What the kernel did not tell is `undefined`.
 */
export class Interface extends InterfaceSnapshot {
  #namespace: Namespace;
  #view: LinkView;
  #index: number;

  /** @internal */
  constructor(namespace: Namespace, view: LinkView) {
    super();
    this.#namespace = namespace;
    this.#view = view;
    this.#index = view.header.index;
  }

  /** The message that the properties read. */
  override get view(): LinkView {
    return this.#view;
  }

  /** Where it lives. */
  get namespace(): Namespace {
    return this.#namespace;
  }

  override get index(): number {
    return this.#index;
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
      const asked = changeLink(this, operation, input);
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
    await changeLink(this, `configure ${this} (${Object.keys(options).join(', ')})`, { linkinfo });
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
    await changeLink(this, `configure ${this} as a port (${Object.keys(options).join(', ')})`, { linkinfo });
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
    await changeAltnames(this, 'add', altnames);
    return this.refresh();
  }

  /** Takes alternative names away, all or none. @throws OperationError: ENOENT, EINVAL for another's; InputError */
  async deleteAltnames(...altnames: readonly string[]): Promise<this> {
    await changeAltnames(this, 'delete', altnames);
    return this.refresh();
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
  override toString(): string {
    return `interface ${this.name} in ${this.namespace}`;
  }

  async #move(namespace: Namespace, changes: LinkChanges): Promise<this> {
    const { arrived, error } = await moveInterface(this, namespace, changes);
    this.#namespace = arrived.namespace;
    this.#view = arrived.view;
    this.#index = arrived.index;
    if (error !== undefined) throw error;
    return this;
  }
}
