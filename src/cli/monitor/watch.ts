import { AF } from '../../../protocol/route/families.ts';
import { nexthop, nsid } from '../../../protocol/route/index.ts';
import { turnUsedUp } from '../../connection/turn.ts';
import type { ObjectEvent } from '../../mirror/events/event.ts';
import type { EventQueue } from '../../mirror/events/queue.ts';
import { type Mirror, mirror } from '../../mirror/mirror.ts';
import type { NamespaceMirror } from '../../mirror/namespace-mirror.ts';
import type { Namespace } from '../../model/namespace.ts';
import type { Family } from '../../model/network.ts';
import type { Context } from '../context.ts';
import { type Change, changeOf, type EventView } from './event.ts';
import { Healing } from './healing.ts';
import { type Head, Lines, now } from './lines.ts';
import { EventStage } from './stage.ts';
import { groupsOf, isMirrored, kindsOf, type Subject, type Watch } from './subjects.ts';
import { type RawEvent, tapped } from './tap.ts';
import { printChange, type Told } from './told.ts';

/** Where a watcher looks, and until when. */
export interface Site {
  readonly context: Context;
  /** A name, with which the watching ends, or an open namespace. */
  readonly namespace: Namespace | string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Watches one namespace through a mirror of what is watched. Plainly it prints what the kernel tells, as it is told, and
 * what the mirror finds when events were lost; with `--changes` or `--follow-state`, what the mirror tells.
 */
export class Watcher {
  readonly #context: Context;
  readonly #watch: Watch;
  readonly #signal: AbortSignal | undefined;
  readonly #lines: Lines;
  readonly #closed: Promise<void>;
  readonly #stage: EventStage;
  #mirror: Mirror | undefined;
  #healing: Healing | undefined;
  /** Events from before there are names; `undefined` when they are printed at once. */
  #held: RawEvent[] | undefined = [];
  #end: (failure?: unknown) => void = () => {};

  private constructor({ context, signal }: Site, watch: Watch) {
    this.#context = context;
    this.#watch = watch;
    this.#signal = signal;
    this.#lines = new Lines(context, watch.labels);
    this.#stage = new EventStage(context);
    this.#closed = new Promise((resolve, reject) => {
      this.#end = (failure) => (failure === undefined ? resolve() : reject(failure));
    });
    // Whoever runs it is told.
    this.#closed.catch(() => {});
  }

  /** Subscribes, then learns what is there, so that nothing is missed. @throws what `mirror` throws */
  static async begin(site: Site, watch: Watch): Promise<Watcher> {
    const watcher = new Watcher(site, watch);
    try {
      await watcher.#begin(site.namespace);
    } catch (error) {
      await watcher.stop();
      throw error;
    }
    return watcher;
  }

  /** Prints until it is stopped. @throws what ended it otherwise: SystemError, OutputClosed ... */
  async run(): Promise<void> {
    const live = this.#mirror;
    if (live === undefined) return this.#closed;
    const { changes, followState, subjects } = this.#watch;
    try {
      if (followState && subjects.has('link')) {
        await this.#stage.learnNamespaces(this.#member);
      }
      const queue = changes || followState ? live[Symbol.asyncIterator]() : undefined;
      if (followState) await this.#printState();
      await this.#release();
      this.#context.output.flush();
      if (queue !== undefined) void this.#read(queue).catch(this.#end);
      await this.#closed;
    } finally {
      await this.stop();
    }
  }

  /** Ends `run`. */
  async stop(): Promise<void> {
    await this.#mirror?.close();
    this.#end();
  }

  async #begin(namespace: Namespace | string): Promise<void> {
    const { options, netns } = this.#context;
    const { subjects } = this.#watch;
    const live = await mirror(namespace, {
      objects: kindsOf(subjects),
      families: familiesOf(options.family),
      receiveBuffer: options.rcvbuf,
      signal: this.#signal,
      through: (source) =>
        tapped(source, groupsOf(subjects, options.family), (events) => this.#arrive(events)),
    });
    this.#mirror = live;
    live.once('close', (failure) => this.#end(this.#signal?.aborted ? undefined : failure));
    live.once('namespaceRemoved', ({ error }) => {
      if (error === undefined) this.#context.fail(`the network namespace "${netns?.name ?? ''}" is gone`);
    });
    if (this.#signal?.aborted) return this.#end();
    this.#healing = new Healing({
      mirror: live,
      where: this.#where,
      warn: (sentence) => this.#guard(() => this.#context.warn(sentence)),
      found: (event) => this.#guard(() => this.#found(event)),
    });
    this.#stage.learnLinks(this.#member);
  }

  get #member(): NamespaceMirror | undefined {
    return this.#mirror?.namespaces[0];
  }

  /** Takes what the kernel tells, before the mirror does. */
  async #arrive(events: readonly RawEvent[]): Promise<void> {
    if (this.#held !== undefined) {
      // Of what was lost before it began nothing can be told; the mirror is made anew.
      if (events.some(({ $type }) => $type === 'NLMSG_OVERRUN')) this.#held = [];
      else this.#held.push(...events);
      return;
    }
    try {
      for (const event of events) await this.#take(event);
      this.#healing?.hear(events);
      this.#context.output.flush();
    } catch (error) {
      this.#end(error);
    }
  }

  async #release(): Promise<void> {
    for (let held = this.#held; held !== undefined && held.length > 0; held = this.#held) {
      this.#held = [];
      for (const event of held) await this.#take(event);
    }
    this.#held = undefined;
  }

  async #take(event: RawEvent): Promise<void> {
    if (event.$type === 'NLMSG_OVERRUN') return;
    if (event.$type === 'undecodable') {
      this.#context.fail(`an event could not be decoded${this.#where}: ${event.error.message}`);
    } else if (typeof event.$type === 'number') {
      this.#context.warn(`an event of unknown type ${event.$type}${this.#where}`);
    } else await this.#hear(event as EventView);
  }

  async #hear(view: EventView): Promise<void> {
    this.#stage.learnLink(view);
    const change = changeOf(view);
    const { changes, followState } = this.#watch;
    if (change === undefined || !this.#wants(change)) return;
    // Of these the mirror tells; it has no MPLS.
    if ((changes || followState) && isMirrored(change.subject) && change.family !== AF_MPLS) return;
    await this.#stage.learn(view);
    this.#print(change, {});
  }

  async #read(queue: EventQueue): Promise<void> {
    for await (const event of queue) {
      if ('object' in event) {
        await this.#stage.learn(event.object.view as EventView);
        this.#tell(event);
      }
      if (queue.size === 0) this.#context.output.flush();
      await turnUsedUp();
    }
  }

  /** What nobody told, after events were lost: plainly, it is all that is printed of what the mirror tells. */
  #found(event: ObjectEvent): Subject | undefined {
    const { changes, followState } = this.#watch;
    if (changes || followState) {
      const change = changeOf(event.object.view as EventView);
      return change !== undefined && this.#wants(change) ? change.subject : undefined;
    }
    return this.#tell(event);
  }

  /** Prints what the mirror tells. Gives back what it was about, if that is watched. */
  #tell(event: ObjectEvent): Subject | undefined {
    const view = event.object.view as EventView;
    if (event.kind === 'link' && event.type !== 'removed') this.#stage.learnLink(event.object.view);
    else this.#stage.learnLinks(this.#member);
    const change = changeOf(view);
    if (change === undefined || !this.#wants(change)) return undefined;
    const told: Told = {
      event,
      view,
      change,
      old: event.old === undefined ? undefined : changeOf(event.old.view as EventView),
    };
    printChange(this.#lines, this.#stage.scene, told, this.#watch.changes);
    return change.subject;
  }

  async #printState(): Promise<void> {
    // In one go, so that what changes meanwhile comes after it.
    for (const { key, object } of this.#member?.entries() ?? [])
      this.#printPresent(object.view as EventView, key);
    if (this.#member === undefined) return;
    const connection = this.#context.connection();
    const { subjects } = this.#watch;
    const others: EventView[] = [];
    if (subjects.has('nexthop'))
      others.push(...(await this.#context.collect(connection.dump(nexthop, 'RTM_GETNEXTHOP'))));
    if (subjects.has('nsid'))
      others.push(...(await this.#context.collect(connection.dump(nsid, 'RTM_GETNSID'))));
    for (const view of others) {
      await this.#stage.learn(view);
      this.#printPresent(view);
    }
  }

  #printPresent(view: EventView, key?: string): void {
    const change = changeOf(view);
    if (change !== undefined && this.#wants(change)) this.#print(change, { marks: ['snapshot'], key });
  }

  #print(change: Change, head: Pick<Head, 'marks' | 'key'>): void {
    const { subject: object, familyName: family } = change;
    this.#lines.print({ object, time: now(), family, ...head }, (printer) =>
      change.print({ ...this.#stage.scene, printer }),
    );
  }

  #wants(change: Change): boolean {
    const { subjects, dev } = this.#watch;
    const { family } = this.#context.options;
    if (!subjects.has(change.subject)) return false;
    if (family !== 0 && change.family !== 0 && change.family !== family) return false;
    if (dev === undefined) return true;
    // Also after it was renamed, and one that is made anew.
    return change.dev !== undefined && change.dev === this.#stage.scene.links.find(dev);
  }

  /** What is thrown in the mirror's own loop ends this one. */
  #guard<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#end(error);
      return undefined;
    }
  }

  get #where(): string {
    const { netns } = this.#context;
    return netns === undefined ? '' : ` in the network namespace "${netns.name}"`;
  }
}

/** The families of routes to know, with `-4` or `-6` only that. */
function familiesOf(family: number): Family[] | undefined {
  if (family === AF.values.inet) return ['inet'];
  return family === AF.values.inet6 ? ['inet6'] : undefined;
}

const AF_MPLS = AF.values.mpls;
