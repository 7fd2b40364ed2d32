import { setMaxListeners } from 'node:events';
import { type Found, MembershipWatch, namedNow } from '../../mirror/membership.ts';
import { Namespace } from '../../model/namespace.ts';
import { Context } from '../context.ts';
import { CommandError, isOutputClosed } from '../errors.ts';
import { Lines, now } from './lines.ts';
import type { Watch } from './subjects.ts';
import { Watcher } from './watch.ts';

/** A namespace that is watched. */
interface Member {
  readonly context: Context;
  readonly namespace: Namespace;
  readonly watcher: Watcher;
}

/** Watches every namespace that has a name in `/run/netns`, as they come and go. */
export class Everywhere {
  readonly #context: Context;
  readonly #watch: Watch;
  readonly #signal: AbortSignal;
  readonly #members = new Map<bigint, Member>();
  readonly #opening = new Map<bigint, Promise<void>>();
  readonly #refused = new Set<bigint>();
  #failed = false;
  readonly #closing = new Set<Promise<void>>();
  /** Whether what comes now is new. */
  #looked = false;
  #over = false;
  #looking: Promise<void> | undefined;
  #again = false;
  #end: (failure?: unknown) => void = () => {};

  constructor(context: Context, watch: Watch, signal: AbortSignal) {
    this.#context = context;
    this.#watch = watch;
    this.#signal = signal;
  }

  /** Watches until the signal. Says whether all went well. @throws CommandError when none can be watched */
  async run(): Promise<boolean> {
    const ended = new Promise<void>((resolve, reject) => {
      this.#end = (failure) => (failure === undefined ? resolve() : reject(failure));
    });
    ended.catch(() => {});
    // As many namespaces as there are listen to it.
    setMaxListeners(0, this.#signal);
    this.#signal.addEventListener('abort', () => this.#end(), { once: true });
    // There may be no namespace yet, and nothing else to wait for.
    const waiting = setInterval(() => {}, 2 ** 30);
    const membership = new MembershipWatch(() => this.#look(), INTERVAL);
    try {
      await this.#look();
      await Promise.all(this.#opening.values());
      if (this.#members.size === 0 && this.#refused.size > 0) {
        throw new CommandError('no network namespace can be watched');
      }
      membership.soon();
      if (!this.#signal.aborted) await ended;
    } finally {
      clearInterval(waiting);
      membership.close();
      this.#over = true;
      await this.#looking;
      await Promise.all(this.#opening.values());
      await Promise.all([...this.#members].map(([inode, member]) => this.#drop(inode, member)));
      await Promise.all(this.#closing);
    }
    return !this.#failed;
  }

  /** Looks once more when it is looking already. */
  #look(): Promise<void> {
    this.#again = true;
    this.#looking ??= this.#lookWhileAsked().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookWhileAsked(): Promise<void> {
    while (this.#again && !this.#over && !this.#signal.aborted) {
      this.#again = false;
      const there = namedNow();
      for (const inode of this.#refused) if (!there.has(inode)) this.#refused.delete(inode);
      for (const [inode, member] of this.#members) {
        if (there.has(inode)) continue;
        this.#announce(member.context, 'removed');
        const closing = this.#drop(inode, member).finally(() => {
          this.#closing.delete(closing);
        });
        this.#closing.add(closing);
      }
      for (const found of there.values()) {
        const { inode } = found;
        if (this.#members.has(inode) || this.#opening.has(inode) || this.#refused.has(inode)) continue;
        // A large one must not keep others waiting.
        const opening = this.#add(found, this.#looked ? 'added' : 'snapshot').finally(() => {
          this.#opening.delete(inode);
          // It may have gone meanwhile.
          if (this.#looked) void this.#look();
        });
        this.#opening.set(inode, opening);
      }
      this.#looked = true;
    }
  }

  async #add({ reference, inode }: Found, how: 'added' | 'snapshot'): Promise<void> {
    const name = String(reference);
    const { options, printer, output, warn, tables } = this.#context;
    let namespace: Namespace | undefined;
    let context: Context | undefined;
    try {
      namespace = Namespace.open(name);
      // Its name may go, or be another's, before it is let go of.
      const netns = { name, path: `/proc/self/fd/${namespace.handle.fd}` };
      context = new Context({ options, printer, output, warn, tables, netns });
      const watcher = await Watcher.begin({ context, namespace, signal: this.#signal }, this.#watch);
      const member = { context, namespace, watcher };
      this.#members.set(inode, member);
      if (how === 'added' || this.#watch.followState) this.#announce(context, how);
      void watcher.run().catch((error: unknown) => this.#fail(inode, member, error));
    } catch (error) {
      await context?.close();
      await namespace?.close();
      // One that went while it was looked at is not there any more.
      if (this.#signal.aborted || !namedNow().has(inode)) return;
      this.#refused.add(inode);
      this.#complain(`the network namespace "${name}" cannot be watched`, error);
    }
  }

  async #fail(inode: bigint, member: Member, error: unknown): Promise<void> {
    if (isOutputClosed(error)) return this.#end(error);
    if (this.#members.get(inode) !== member) return;
    this.#refused.add(inode);
    this.#complain(`the network namespace "${member.context.netns?.name}" is not watched any more`, error);
    await this.#drop(inode, member);
  }

  #complain(what: string, error: unknown): void {
    this.#failed = true;
    this.#context.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }

  /** What is held of a namespace goes with it; it is not told one by one. */
  async #drop(inode: bigint, { watcher, context, namespace }: Member): Promise<void> {
    this.#members.delete(inode);
    this.#failed ||= context.failed;
    await watcher.stop();
    await context.close();
    await namespace.close();
  }

  #announce(context: Context, how: 'added' | 'removed' | 'snapshot'): void {
    const lines = new Lines(context, true);
    const head = how === 'snapshot' ? { marks: [how] } : { change: how };
    try {
      lines.print({ object: 'netns', time: now(), ...head }, (printer) => {
        if (how === 'removed') printer.value('deleted', true, 'Deleted ');
        printer.text(`${context.netns?.name ?? ''}\n`);
      });
      context.output.flush();
    } catch (error) {
      this.#end(error);
    }
  }
}

/** Milliseconds between looks at the names, beside those when the folder changes. */
const INTERVAL = 1000;
