import { Namespace } from '../model/namespace.ts';
import type { NamespaceReference } from '../namespace/handle.ts';
import type { Change } from './events/change.ts';
import type { NamespaceEvent } from './events/event.ts';
import { sourceOf } from './follow/source.ts';
import { MembershipWatch, namedNow, withProcesses } from './membership.ts';
import { NamespaceMirror } from './namespace-mirror.ts';
import type { ObjectKind } from './objects.ts';
import { type MirrorOptions, selectionOf } from './options.ts';
import type { Selection } from './selection.ts';

/** Which namespaces to mirror: one, several, or all that there are and will be. */
export type Mirrored = Namespace | NamespaceReference | readonly (Namespace | NamespaceReference)[] | 'all';

/** Who is told of namespaces and of what is in them. */
export interface MembersObserver {
  /** Whether anybody wants changes. */
  isHeard(): boolean;
  deliver(change: Change<ObjectKind>): void;
  announce(event: NamespaceEvent): void;
  /** The last has gone, and no other will come. @param failure what ended it, if anything did */
  emptied(failure: unknown): void;
}

/** A namespace that is mirrored. */
interface Member {
  readonly mirror: NamespaceMirror;
  /** Whether the mirror opened it, and so closes it. */
  readonly own: boolean;
  /** Whether it was asked for by a name, and goes with it. */
  readonly named: boolean;
}

/** The namespaces of a mirror: opens those that come, lets go of those that go. */
export class Members {
  /** Those that could not be opened or followed, by name, and why. */
  readonly failures = new Map<string, unknown>();
  readonly #selection: Selection;
  readonly #options: MirrorOptions;
  readonly #observer: MembersObserver;
  readonly #members = new Map<bigint, Member>();
  /** Those that are being opened, or could not be: not to be tried again. */
  readonly #tried = new Map<bigint, string>();
  #watch: MembershipWatch | undefined;
  #all = false;
  #closed = false;

  /** @throws InputError for an unknown word in the options */
  constructor(options: MirrorOptions, observer: MembersObserver) {
    this.#selection = selectionOf(options);
    this.#options = options;
    this.#observer = observer;
  }

  /** Settles when all that is in them is known. @throws SystemError when the only one cannot be opened */
  async begin(namespaces: Mirrored): Promise<void> {
    this.#all = namespaces === 'all';
    if (this.#all) await this.#look();
    else {
      const alone = !Array.isArray(namespaces);
      const wanted = (alone ? [namespaces] : namespaces) as readonly (Namespace | NamespaceReference)[];
      await Promise.all(wanted.map((each) => this.#add(each, alone)));
    }
    await this.#resolveAll();
    if (this.#closed || (!this.#all && ![...this.#members.values()].some(({ named }) => named))) return;
    const { scanInterval = SCAN } = this.#options;
    this.#watch = new MembershipWatch(() => this.#look(), this.#all ? scanInterval : 0);
    this.#watch.soon();
  }

  /** What is mirrored now. */
  get mirrors(): NamespaceMirror[] {
    return [...this.#members.values()].map(({ mirror }) => mirror);
  }

  /** Lets go of all, without a word. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#watch?.close();
    const members = [...this.#members.values()];
    await Promise.all(members.map(({ mirror: member }) => member.follower.stop()));
    await Promise.all(members.map(({ mirror: { namespace }, own }) => (own ? namespace.close() : undefined)));
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
    if (this.#closed) return;
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
      this.failures.delete(name);
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
        this.#observer.announce({
          type: 'namespaceAdded',
          namespace,
          name: String(namespace),
          error: undefined,
        });
      }),
    );
    await this.#resolveAll();
  }

  async #ended(mirror: NamespaceMirror, failure: unknown): Promise<void> {
    const member = this.#members.get(mirror.namespace.inode);
    if (this.#closed || member?.mirror !== mirror) return;
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
    this.#observer.announce({ type: 'namespaceRemoved', namespace, name: String(namespace), error });
    if (this.#members.size === 0 && !this.#all) this.#observer.emptied(error);
  }

  async #resolveAll(): Promise<void> {
    const all = this.mirrors;
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
      this.#observer,
    );
    member.follower.nsids = () => void member.resolveNsids(this.mirrors);
    // Where the other end of a cable stays, nothing tells that one has moved.
    member.follower.moved = () => {
      for (const other of this.mirrors) if (other !== member) other.follower.doubtPeers();
    };
    this.#members.set(namespace.inode, { mirror: member, own, named });
    return member;
  }

  #fail(name: string, namespace: Namespace | undefined, error: unknown): void {
    this.failures.set(name, error);
    this.#observer.announce({ type: 'namespaceFailed', namespace, name, error });
  }
}

function labelOf(reference: NamespaceReference | Namespace): string {
  if (typeof reference === 'string') return reference;
  if ('pid' in reference) return `process ${reference.pid}`;
  return 'fd' in reference ? `descriptor ${reference.fd}` : String(reference);
}

/** Milliseconds between looks at the namespaces of processes. */
const SCAN = 1000;
