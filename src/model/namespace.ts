import type { ChildProcess } from 'node:child_process';
import { type Connection, connect } from '../connection/connection.ts';
import { ConnectionClosed } from '../connection/errors.ts';
import {
  currentNamespace,
  type NamespaceHandle,
  type NamespaceReference,
  openNamespace,
  type Synchronous,
} from '../namespace/handle.ts';
import {
  createNamespace,
  deleteNamespace,
  listNamespaces,
  namesOf,
  namespaceOfPid,
} from '../namespace/named.ts';
import { listNsids, nsidOf, setNsid } from '../namespace/nsid.ts';
import { pidsIn } from '../namespace/pids.ts';
import { type RunOptions, type RunResult, runIn, type SpawnOptions, spawnIn } from '../namespace/run.ts';
import { readSysctl, writeSysctl } from '../namespace/sysctl.ts';
import { openTun, type TunDevice, type TunOptions } from '../namespace/tun.ts';
import { Addresses } from './addresses.ts';
import { Fdb } from './fdb.ts';
import { forgotten, type Held, letGo } from './held-namespace.ts';
import { openNsid, remember } from './known-namespaces.ts';
import { Links } from './links.ts';
import { Neighbours } from './neighbours.ts';
import { Routes } from './routes.ts';
import { Rules } from './rules.ts';

/**
 * A network namespace: its interfaces, addresses, routes, neighbours and rules, and what runs inside.
 *
 *     await using net1 = Namespace.create('net1');
 *     const { links, addresses, routes } = net1;
 *
 * It holds a descriptor, so it goes on working when its name is deleted; `close` it, or use `await using`. A namespace
 * without a name goes with the last that holds it: this object, or a process inside.
 */
export class Namespace implements AsyncDisposable {
  /** Interfaces: `ip link`. */
  readonly links: Links;
  /** Addresses: `ip address`. */
  readonly addresses: Addresses;
  /** Routes of all tables: `ip route`. */
  readonly routes: Routes;
  /** Neighbours: `ip neighbour`. */
  readonly neighbours: Neighbours;
  /** Policy routing: `ip rule`. */
  readonly rules: Rules;
  /** Forwarding databases of bridges and VXLANs: `bridge fdb`. */
  readonly fdb: Fdb;
  /** @internal */
  readonly handle: NamespaceHandle;
  readonly #own: boolean;
  readonly #held: Held;
  #closing: Promise<void> | undefined;

  /** @internal use `Namespace.current`, `open` or `create` */
  constructor(handle: NamespaceHandle) {
    this.handle = handle;
    this.#held = { handle, connection: undefined };
    using home = currentNamespace();
    // Sockets of one's own namespace are opened without setns(2), which takes a capability.
    this.#own = handle.same(home);
    this.links = new Links(this);
    this.addresses = new Addresses(this);
    this.routes = new Routes(this);
    this.neighbours = new Neighbours(this);
    this.rules = new Rules(this);
    this.fdb = new Fdb(this);
    remember(handle);
  }

  /** The namespace of this thread. @throws SystemError */
  static current(): Namespace {
    return new Namespace(currentNamespace());
  }

  /**
   * Opens a namespace: `open('blue')`, `open('/proc/1234/ns/net')`, `open({ pid: 1234 })`, `open({ fd: 5 })`.
   * @throws SystemError when there is none
   */
  static open(reference: NamespaceReference): Namespace {
    return new Namespace(openNamespace(reference));
  }

  /**
   * Makes a namespace: with a name as `ip netns add` does, so that both know it; without one it goes when it is
   * closed. Its loopback is down, as everywhere.
   * @throws SystemError: EEXIST when the name is taken, EPERM without CAP_SYS_ADMIN
   */
  static create(name?: string): Namespace {
    return new Namespace(createNamespace(name));
  }

  /** The names in `/run/netns`, in the order of the folder. */
  static list(): string[] {
    return listNamespaces().map(({ name }) => name);
  }

  /**
   * Deletes a name as `ip netns delete` does. The namespace itself goes with the last that holds it, and so do its
   * virtual interfaces.
   * @throws SystemError: ENOENT when there is no such name
   */
  static delete(name: string): void {
    deleteNamespace(name);
  }

  /** The names of the namespace that a process is in: `ip netns identify`. @throws SystemError */
  static identify(pid: number): string[] {
    return namespaceOfPid(pid);
  }

  /** The name it was opened or made by. */
  get name(): string | undefined {
    return this.handle.name;
  }

  /** What identifies it: the inode number of its file in nsfs. */
  get inode(): bigint {
    return this.handle.inode;
  }

  /** All its names in `/run/netns`. */
  get names(): string[] {
    return namesOf(this.handle);
  }

  /** For people: `net1`, `/proc/1234/ns/net`, `this network namespace`. */
  toString(): string {
    return this.handle.label;
  }

  /** Whether both are the same network namespace, whatever their names. */
  equals(other: Namespace): boolean {
    return this.handle.same(other.handle);
  }

  /** The connection to the kernel that the collections use, for whatever they do not offer. @throws SystemError */
  get connection(): Connection {
    if (this.#closing !== undefined) throw new ConnectionClosed(`what is asked of network namespace ${this}`);
    this.#held.connection ??= connect(this.#own ? {} : { netns: this.handle.fd });
    return this.#held.connection;
  }

  /**
   * Runs `inside` with this thread in the namespace and comes back: sockets opened and children spawned inside belong
   * to it. `inside` must be synchronous. @throws what `inside` throws, SystemError, TypeError for a promise
   */
  enter<T>(inside: () => Synchronous<T>): T {
    return this.handle.enter(inside);
  }

  /** Runs a program inside, as `ip netns exec` does, and waits for its end. */
  run(command: string, args: readonly string[] = [], options: RunOptions = {}): Promise<RunResult> {
    return runIn(this.handle, command, args, options);
  }

  /** Starts a program inside, as `ip netns exec` does. */
  spawn(command: string, args: readonly string[] = [], options: SpawnOptions = {}): ChildProcess {
    return spawnIn(this.handle, command, args, options);
  }

  /**
   * Makes a tun or tap interface whose other end is this process, or opens a persistent one: `openTun({ mode: 'tun' })`.
   * It goes when it is closed. `links.get(device.name)` is the interface.
   * @throws SystemError, InputError
   */
  openTun(options: TunOptions): TunDevice {
    return openTun(this.handle, options);
  }

  /** Reads a setting below `net`: `sysctl('net.ipv4.ip_forward')`. @throws SystemError, InputError */
  sysctl(key: string): string;
  /** Writes one. @throws SystemError, InputError */
  sysctl(key: string, value: string | number | boolean): void;
  sysctl(key: string, value?: string | number | boolean): string | undefined {
    if (value === undefined) return readSysctl(this.handle, key);
    writeSysctl(this.handle, key, value);
    return undefined;
  }

  /** The processes inside: `ip netns pids`. */
  pids(): number[] {
    return pidsIn(this.handle);
  }

  /** The number by which this namespace knows another (`link-netnsid`); `undefined` when it has none. */
  async nsid(other: Namespace): Promise<number | undefined> {
    return nsidOf(this.connection, other.handle);
  }

  /** Gives another namespace a number in this one: `ip netns set`. @throws KernelError: EEXIST when it has one */
  async setNsid(other: Namespace, nsid: number | 'auto'): Promise<void> {
    return setNsid(this.connection, other.handle, nsid);
  }

  /** The numbers that this namespace has for others: `ip netns list-id`. */
  async nsids(): Promise<number[]> {
    return (await listNsids(this.connection)).map(({ nsid }) => nsid);
  }

  /** Opens the namespace that this one knows by a number, if it can be found; `undefined` otherwise. Close it. */
  async byNsid(nsid: number): Promise<Namespace | undefined> {
    const handle = await openNsid(this.connection, nsid);
    return handle === undefined ? undefined : new Namespace(handle);
  }

  /** Deletes its name and closes it. @throws SystemError; TypeError when it has no name */
  async delete(): Promise<void> {
    const { name } = this;
    if (name === undefined)
      throw new TypeError(`network namespace ${this} has no name to delete: close() lets it go`);
    deleteNamespace(name);
    await this.close();
  }

  /** Closes its connection and lets go of the namespace. Closing again gives the same promise. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** @internal For one that was opened unasked: whoever forgets it need not close it. */
  closeWhenForgotten(): this {
    forgotten.register(this, this.#held, this);
    return this;
  }

  async #close(): Promise<void> {
    forgotten.unregister(this);
    await letGo(this.#held);
  }
}
