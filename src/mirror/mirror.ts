import { EventEmitter } from 'node:events';
import type { Namespace } from '../model/namespace.ts';
import { asEvent, type Change } from './events/change.ts';
import type { MirrorEvent, NamespaceEvent, ObjectEvent } from './events/event.ts';
import { EventQueue } from './events/queue.ts';
import type { MirrorHealth } from './health.ts';
import { Members, type Mirrored } from './members.ts';
import type { NamespaceMirror } from './namespace-mirror.ts';
import type { ObjectKind } from './objects.ts';
import type { MirrorOptions } from './options.ts';
import type { MirroredLinks } from './read/links.ts';
import type { MirroredObjects } from './read/objects.ts';
import type { MirroredRoutes } from './read/routes.ts';
import type { MirroredRules } from './read/rules.ts';

export type { Mirrored } from './members.ts';

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
  const made = new Mirror(options);
  await made.begin(namespaces);
  return made;
}

/** The live model of one namespace or several. `mirror` makes it. */
export class Mirror
  extends EventEmitter<MirrorListeners>
  implements AsyncIterable<MirrorEvent>, AsyncDisposable
{
  readonly #members: Members;
  readonly #signal: AbortSignal | undefined;
  readonly #queues = new Set<EventQueue>();
  #closing: Promise<void> | undefined;
  #failure: unknown;
  #abort: (() => void) | undefined;

  /** @internal use `mirror` */
  constructor(options: MirrorOptions) {
    super();
    this.#signal = options.signal;
    this.#members = new Members(options, {
      isHeard: () => this.#isHeard(),
      deliver: (change) => this.#deliver(change),
      announce: (event) => this.#announce(event),
      emptied: (failure) => void this.#end(failure),
    });
  }

  /** @internal */
  async begin(namespaces: Mirrored): Promise<void> {
    const signal = this.#signal;
    signal?.throwIfAborted();
    this.#abort = () => void this.#end(signal?.reason);
    signal?.addEventListener('abort', this.#abort, { once: true });
    try {
      await this.#members.begin(namespaces);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** What is mirrored now. */
  get namespaces(): NamespaceMirror[] {
    return this.#members.mirrors;
  }

  /** Those that could not be opened or followed, by name, and why. */
  get failures(): ReadonlyMap<string, unknown> {
    return this.#members.failures;
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

  #deliver(change: Change<ObjectKind>): void {
    for (const queue of this.#queues) queue.push(change);
    if (this.listenerCount(change.type) > 0) this.#tell(change.type, asEvent(change));
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
    if (this.#abort !== undefined) this.#signal?.removeEventListener('abort', this.#abort);
    await this.#members.close();
    for (const queue of [...this.#queues]) queue.end(failure);
    this.#tell('close', failure);
  }
}

const HEARD = ['added', 'changed', 'removed'] as const;
