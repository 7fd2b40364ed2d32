import { EventEmitter } from 'node:events';
import { Namespace } from '../model/namespace.ts';
import type { NamespaceReference } from '../namespace/handle.ts';
import { asEvent, type Change } from './events/change.ts';
import type { MirrorEvent, NamespaceEvent, ObjectEvent } from './events/event.ts';
import { EventQueue } from './events/queue.ts';
import { sourceOf } from './follow/source.ts';
import type { MirrorHealth } from './health.ts';
import { MembershipWatch, namedNow, withProcesses } from './membership.ts';
import { NamespaceMirror } from './namespace-mirror.ts';
import type { ObjectKind } from './objects.ts';
import { type MirrorOptions, selectionOf } from './options.ts';
import type { MirroredLinks } from './read/links.ts';
import type { MirroredObjects } from './read/objects.ts';
import type { MirroredRoutes } from './read/routes.ts';
import type { MirroredRules } from './read/rules.ts';
import type { Selection } from './selection.ts';

/** Which namespaces to mirror: one, several, or all that there are and will be. */
export type Mirrored = Namespace | NamespaceReference | readonly (Namespace | NamespaceReference)[] | 'all';

/** What listeners are called with. */
export interface MirrorListeners {
  added: [event: ObjectEvent];
  changed: [event: ObjectEvent];
  removed: [event: ObjectEvent];
  namespaceAdded: [event: NamespaceEvent];
  namespaceRemoved: [event: NamespaceEvent];
  namespaceFailed: [event: NamespaceEvent];
  /** It ended; with what, unless it was closed. */
  close: [failure: unknown];
}

/**
 * Mirrors namespaces: settles when all that is in them is known.
 *
 *     await using net1 = await mirror('net1');
 *     for (const link of net1.links) console.log(link.name);
 *     for await (const event of net1) console.log(event.type, event.kind, event.key);
 *
 * @throws InputError for an unknown word in the options; SystemError when the only namespace that is wanted cannot be
 * opened. Of several, those that cannot are in `failures`.
 */
export async function mirror(namespaces: Mirrored, options: MirrorOptions = {}): Promise<Mirror> {
  const made = new Mirror(selectionOf(options), options);
  await made.begin(namespaces);
  return made;
}

/** A namespace that is mirrored. */
interface Member {
  readonly mirror: NamespaceMirror;
  /** Whether the mirror opened it, and so closes it. */
  readonly own: boolean;
  /** Whether it was asked for by a name, and goes with it. */
  readonly named: boolean;
}

/** The live model of one namespace or several. `mirror` makes it. */
export class Mirror
  extends EventEmitter<MirrorListeners>
  implements AsyncIterable<MirrorEvent>, AsyncDisposable
{
  readonly #selection: Selection;
  readonly #options: MirrorOptions;
  readonly #members = new Map<bigint, Member>();
  readonly #failures = new Map<string, unknown>();
  readonly #queues = new Set<EventQueue>();
  #closing: Promise<void> | undefined;
  #failure: unknown;
  #abort: (() => void) | undefined;
  #watch: MembershipWatch | undefined;
  #all = false;
  /** Those that are being opened, or could not be: not to be tried again. */
  readonly #tried = new Map<bigint, string>();

  /** @internal use `mirror` */
  constructor(selection: Selection, options: MirrorOptions) {
    super();
    this.#selection = selection;
    this.#options = options;
  }

  /** @internal */
  async begin(namespaces: Mirrored): Promise<void> {
    const { signal } = this.#options;
    signal?.throwIfAborted();
    this.#abort = () => void this.#end(signal?.reason);
    signal?.addEventListener('abort', this.#abort, { once: true });
    this.#all = namespaces === 'all';
    try {
      if (this.#all) await this.#look();
      else {
        const alone = !Array.isArray(namespaces);
        const wanted = (alone ? [namespaces] : namespaces) as readonly (Namespace | NamespaceReference)[];
        await Promise.all(wanted.map((each) => this.#add(each, alone)));
      }
      await this.#resolveAll();
    } catch (error) {
      await this.close();
      throw error;
    }
    if (!this.#all && ![...this.#members.values()].some(({ named }) => named)) return;
    const { scanInterval = SCAN } = this.#options;
    this.#watch = new MembershipWatch(() => this.#look(), this.#all ? scanInterval : 0);
    this.#watch.soon();
  }

  /** What is mirrored now. */
  get namespaces(): NamespaceMirror[] {
    return [...this.#members.values()].map(({ mirror }) => mirror);
  }

  /** Those that could not be opened or followed, by name, and why. */
  get failures(): ReadonlyMap<string, unknown> {
    return this.#failures;
  }

  /** The mirror of a namespace, by its name or by itself. */
  of(namespace: Namespace | string): NamespaceMirror | undefined {
    return this.namespaces.find(({ namespace: each }) =>
      typeof namespace === 'string' ? String(each) === namespace : each.equals(namespace),
    );
  }

  /** Of the only namespace. @throws TypeError when there are several, or none */
  get links(): MirroredLinks {
    return this.#only.links;
  }

  /** Of the only namespace. @throws TypeError when there are several, or none */
  get addresses(): MirroredObjects<'address'> {
    return this.#only.addresses;
  }

  /** Of the only namespace. @throws TypeError when there are several, or none */
  get routes(): MirroredRoutes {
    return this.#only.routes;
  }

  /** Of the only namespace. @throws TypeError when there are several, or none */
  get neighbours(): MirroredObjects<'neighbour'> {
    return this.#only.neighbours;
  }

  /** Of the only namespace. @throws TypeError when there are several, or none */
  get rules(): MirroredRules {
    return this.#only.rules;
  }

  /** Of the only namespace. @throws TypeError when there are several, or none */
  get fdb(): MirroredObjects<'fdb'> {
    return this.#only.fdb;
  }

  /** Of the only namespace. @throws TypeError when there are several, or none */
  get health(): MirrorHealth {
    return this.#only.health;
  }

  /**
   * Waits until all that the kernel had told before is applied, in all namespaces, and nothing is left to be asked for:
   * what an operation that has been awaited did is in the mirror then.
   */
  async settled(): Promise<void> {
    await Promise.all(this.namespaces.map((each) => each.settled()));
  }

  /**
   * The changes from now on; each iterator has them all. What waits to be read is merged, so that an object which
   * changed often is told once. Leaving the loop ends the iterator, not the mirror.
   */
  [Symbol.asyncIterator](): EventQueue {
    const queue = new EventQueue((ended) => this.#queues.delete(ended));
    if (this.#closing !== undefined) queue.end(this.#failure);
    else this.#queues.add(queue);
    return queue;
  }

  /** Ends it. What iterators have not given out yet they still give. */
  close(): Promise<void> {
    return this.#end(undefined);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  get #only(): NamespaceMirror {
    const [first, ...others] = this.namespaces;
    if (first !== undefined && others.length === 0) return first;
    throw new TypeError(`this mirror has ${others.length + (first ? 1 : 0)} namespaces: say which with of()`);
  }

  /** @param inode of one of all there are: it may be gone by now, which is no failure */
  async #add(reference: Namespace | NamespaceReference, alone: boolean, inode?: bigint): Promise<void> {
    const own = !(reference instanceof Namespace);
    let namespace: Namespace | undefined;
    let member: NamespaceMirror | undefined;
    try {
      namespace = own ? Namespace.open(reference) : reference;
      if (this.#members.has(namespace.inode)) {
        if (own) await namespace.close();
        return;
      }
      member = this.#follow(namespace, own, typeof reference === 'string');
      await member.start();
      void member.follower.ended().then((failure) => this.#ended(member as NamespaceMirror, failure));
    } catch (error) {
      if (member !== undefined) this.#members.delete(member.namespace.inode);
      await member?.follower.stop();
      if (own) await namespace?.close();
      if (alone) throw error;
      if (inode !== undefined && !withProcesses(namedNow()).has(inode)) return;
      this.#fail(namespace?.toString() ?? labelOf(reference), namespace, error);
    }
  }

  /** Opens what came and lets go of what went. */
  async #look(): Promise<void> {
    if (this.#closing !== undefined) return;
    const found = this.#all ? withProcesses(namedNow()) : namedNow();
    let changed = false;
    for (const member of [...this.#members.values()]) {
      const { namespace } = member.mirror;
      const counts = this.#all ? member.own : member.named;
      if (!counts || found.has(namespace.inode) || withProcesses(new Map(found)).has(namespace.inode))
        continue;
      this.#tried.delete(namespace.inode);
      await this.#drop(member, undefined);
      changed = true;
    }
    for (const [inode, name] of this.#tried) {
      if (found.has(inode) || this.#members.has(inode)) continue;
      this.#tried.delete(inode);
      this.#failures.delete(name);
    }
    const fresh = [...found.values()].filter(
      ({ inode }) => !this.#members.has(inode) && !this.#tried.has(inode),
    );
    if (!this.#all || fresh.length === 0) {
      if (changed) await this.#resolveAll();
      return;
    }
    for (const { inode, reference } of fresh) this.#tried.set(inode, labelOf(reference));
    await Promise.all(
      fresh.map(async ({ reference, inode }) => {
        await this.#add(reference, false, inode);
        const member = this.#members.get(inode);
        if (member === undefined) return;
        const { namespace } = member.mirror;
        this.#announce({ type: 'namespaceAdded', namespace, name: String(namespace), error: undefined });
      }),
    );
    await this.#resolveAll();
  }

  async #ended(mirror: NamespaceMirror, failure: unknown): Promise<void> {
    const member = this.#members.get(mirror.namespace.inode);
    if (this.#closing !== undefined || member?.mirror !== mirror) return;
    this.#fail(String(mirror.namespace), mirror.namespace, failure);
    await this.#drop(member, failure);
  }

  /** What was held of a namespace goes with it, without an event for each. */
  async #drop(member: Member, error: unknown): Promise<void> {
    const { namespace, follower } = member.mirror;
    // Who looked at the same time was first.
    if (!this.#members.delete(namespace.inode)) return;
    await follower.stop();
    if (member.own) await namespace.close();
    this.#announce({ type: 'namespaceRemoved', namespace, name: String(namespace), error });
    if (this.#members.size === 0 && !this.#all) await this.#end(error);
  }

  async #resolveAll(): Promise<void> {
    const all = this.namespaces;
    if (all.length > 1) await Promise.all(all.map((each) => each.resolveNsids(all)));
  }

  #follow(namespace: Namespace, own: boolean, named: boolean): NamespaceMirror {
    const { persistent = true, receiveBuffer, through = (source) => source } = this.#options;
    const source = through(
      sourceOf(() => namespace.connection),
      namespace,
    );
    const member = new NamespaceMirror(
      namespace,
      source,
      { selection: this.#selection, persistent, receiveBuffer },
      { isHeard: () => this.#isHeard(), deliver: (change) => this.#deliver(change) },
    );
    member.follower.nsids = () => void member.resolveNsids(this.namespaces);
    // Where the other end of a cable stays, nothing tells that one has moved.
    member.follower.moved = () => {
      for (const other of this.namespaces) if (other !== member) other.follower.doubtPeers();
    };
    this.#members.set(namespace.inode, { mirror: member, own, named });
    return member;
  }

  #deliver(change: Change<ObjectKind>): void {
    for (const queue of this.#queues) queue.push(change);
    if (this.listenerCount(change.type) > 0) this.#tell(change.type, asEvent(change));
  }

  #fail(name: string, namespace: Namespace | undefined, error: unknown): void {
    this.#failures.set(name, error);
    this.#announce({ type: 'namespaceFailed', namespace, name, error });
  }

  #announce(event: NamespaceEvent): void {
    for (const queue of this.#queues) queue.pushOther(event);
    this.#tell(event.type, event);
  }

  /** A listener that throws is its owner's mistake, not the end of the mirror. */
  #tell<K extends keyof MirrorListeners>(type: K, ...event: MirrorListeners[K]): void {
    try {
      this.emit(type as 'close', event[0]);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  #isHeard(): boolean {
    return this.#queues.size > 0 || HEARD.some((type) => this.listenerCount(type) > 0);
  }

  #end(failure: unknown): Promise<void> {
    this.#closing ??= this.#close(failure);
    return this.#closing;
  }

  async #close(failure: unknown): Promise<void> {
    this.#failure = failure;
    this.#watch?.close();
    if (this.#abort !== undefined) this.#options.signal?.removeEventListener('abort', this.#abort);
    const members = [...this.#members.values()];
    await Promise.all(members.map(({ mirror: member }) => member.follower.stop()));
    await Promise.all(members.map(({ mirror: { namespace }, own }) => (own ? namespace.close() : undefined)));
    for (const queue of [...this.#queues]) queue.end(failure);
    this.#tell('close', failure);
  }
}

function labelOf(reference: NamespaceReference | Namespace): string {
  if (typeof reference === 'string') return reference;
  if ('pid' in reference) return `process ${reference.pid}`;
  return 'fd' in reference ? `descriptor ${reference.fd}` : String(reference);
}

/** Milliseconds between looks at the namespaces of processes. */
const SCAN = 1000;
const HEARD = ['added', 'changed', 'removed'] as const;
