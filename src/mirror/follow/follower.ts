import { setTimeout as sleep } from 'node:timers/promises';
import type { RtnetlinkMessage } from '../../../protocol/route/index.ts';
import type { Undecodable } from '../../../protocol/schema/index.ts';
import { DumpInterrupted, ReplyLost, ReplyTooLong } from '../../connection/errors.ts';
import type { EventsLost, NetlinkEvent } from '../../connection/events.ts';
import { KernelError } from '../../connection/kernel-error.ts';
import { Health } from '../health.ts';
import { adopt } from '../store/compare.ts';
import { type Doubt, nobody } from '../store/observer.ts';
import type { AnyView } from '../store/raw.ts';
import { type Selection, State } from '../store/state.ts';
import { groupsOf } from './dumps.ts';
import { partsOf, together } from './parts.ts';
import type { Recorder } from './recorder.ts';
import { Seams } from './seams.ts';
import type { EventSource, Source } from './source.ts';

/**
 * Keeps a state true. Events are applied as they come. What cannot be known from them (events were lost, or the kernel
 * changes something without a word) is dumped anew beside the state; the events that came during the dump are applied
 * to both, and what then differs is corrected.
 */
export class Follower {
  readonly state: State;
  readonly health = new Health();
  readonly #source: Source;
  readonly #recorder: Recorder;
  readonly #all: ReadonlySet<Doubt>;
  readonly #doubts = new Set<Doubt>();
  #events: EventSource | undefined;
  /** The events since a dump began; `undefined` when none runs. */
  #window: AnyView[] | undefined;
  /** Whether the events since the dump began are not all there. */
  #torn = false;
  /** Held up while two states are compared. */
  #gate: Promise<void> | undefined;
  #loaded = false;
  /** Whether events from before the last dump's end may still come. */
  #behind = false;
  #lost = false;
  #upkeep: Promise<void> | undefined;
  #stopped = false;
  #idle: (() => void)[] = [];
  /** Milliseconds that the last dumps took, and when they ended. */
  #took = 0;
  #ended = 0;
  /** Called when the numbers of other namespaces have changed. */
  nsids: () => void = () => {};
  /** Called when an interface has moved to another namespace, or may have. */
  moved: () => void = () => {};
  /** What ended it. */
  failure: unknown;
  /** Settles when it has stopped. */
  #running: Promise<void> = Promise.resolve();

  constructor(source: Source, selection: Selection, recorder: Recorder) {
    this.#source = source;
    this.#recorder = recorder;
    recorder.doubt = (part) => this.#doubt(part);
    this.#all = partsOf(selection);
    this.state = new State(selection, recorder);
  }

  /** Subscribes and loads. @throws what dumping throws */
  async start(options: { persistent: boolean; receiveBuffer?: number | undefined }): Promise<void> {
    this.#events = this.#source.events(groupsOf(this.state.selection), options);
    this.#running = this.#run(this.#events);
    await this.#dump(this.#all);
    this.#kick();
  }

  /** Waits until all that the kernel has told before is applied, and nothing is left to be asked for. */
  async settled(): Promise<void> {
    // A mirror may let the process end; not while somebody waits for it.
    const alive = setInterval(() => {}, 2 ** 30);
    try {
      await this.#events?.caughtUp();
      while (!this.#stopped && (this.#upkeep !== undefined || this.#lost || this.#doubts.size > 0)) {
        await new Promise<void>((resolve) => this.#idle.push(resolve));
      }
    } finally {
      clearInterval(alive);
    }
  }

  /** Says that other ends of this namespace's interfaces may have moved. */
  doubtPeers(): void {
    // A dump that runs may have found such an end, as it was.
    const mayHave =
      this.#upkeep !== undefined ||
      [...this.state.links.values()].some(({ linkNetnsid }) => linkNetnsid !== undefined);
    if (!mayHave) return;
    this.#doubt('links');
    this.#kick();
  }

  /** Asks for everything, or parts of it, anew. */
  async check(parts: Iterable<Doubt> = this.#all): Promise<void> {
    for (const part of parts) if (this.#all.has(part)) this.#doubts.add(part);
    this.#kick();
    await this.settled();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#events?.close();
    await this.#running;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Settles with what ended it: `undefined` when it was stopped. */
  async ended(): Promise<unknown> {
    await this.#running;
    return this.failure;
  }

  async #run(events: EventSource): Promise<void> {
    try {
      for await (const batch of events.arrivals()) {
        const arrived = performance.now();
        if (this.#gate !== undefined) await this.#gate;
        for (const event of batch) this.#take(event);
        if (this.#behind && batch.length < WHOLE_BATCH) {
          // Nothing waited any more, so what comes now is later than the dump.
          this.#behind = false;
          this.state.replaying = false;
        }
        this.#recorder.flush();
        this.health.delay = Math.round((performance.now() - arrived) * 1000);
        if (this.#doubts.size > 0 || this.#lost) this.#kick();
      }
    } catch (error) {
      if (!this.#stopped) this.failure = error;
    }
    this.#stopped = true;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #take(event: NetlinkEvent<RtnetlinkMessage>): void {
    this.health.events++;
    if (isLoss(event)) {
      this.health.overruns++;
      this.#lose();
    } else if (event.$type === 'undecodable') {
      this.health.undecodable++;
      this.#lose();
    } else if (typeof event.$type === 'string') {
      const view = event as AnyView;
      if (view.$type === 'RTM_NEWNSID' || view.$type === 'RTM_DELNSID') this.nsids();
      if (view.$type === 'RTM_DELLINK' && view.newNetnsid !== undefined) this.moved();
      this.#window?.push(view);
      if (this.#loaded) this.state.apply(view);
    }
  }

  #lose(): void {
    this.#lost = true;
    this.#torn = true;
    this.health.settled = false;
  }

  #doubt(part: Doubt): void {
    if (!this.#all.has(part)) return;
    this.#doubts.add(part);
    this.health.settled = false;
  }

  #kick(): void {
    if (!this.#loaded || this.#stopped) return;
    if (this.#upkeep !== undefined) return;
    if (!this.#lost && this.#doubts.size === 0) {
      this.health.settled = true;
      return;
    }
    this.#upkeep = this.#keepUp().then(
      () => {
        this.#upkeep = undefined;
        this.#kick();
        if (this.#upkeep === undefined) for (const resolve of this.#idle.splice(0)) resolve();
      },
      (error: unknown) => {
        this.#upkeep = undefined;
        if (this.#stopped) return;
        this.failure = error;
        void this.stop();
      },
    );
  }

  async #keepUp(): Promise<void> {
    const healing = this.#lost;
    const rest = this.#ended + this.#took * (healing ? 0 : REST) - performance.now();
    await sleep(Math.min(Math.max(rest, healing ? 0 : PATIENCE), REST_MAX), undefined, { ref: false });
    if (this.#stopped) return;
    const parts = this.#lost ? this.#all : together(this.#doubts, this.#all);
    if (this.#lost) this.health.resyncs++;
    else this.health.checks++;
    this.#lost = false;
    for (const part of parts) this.#doubts.delete(part);
    await this.#dump(parts);
  }

  /** Dumps parts until that succeeds, and puts them in the state's place. */
  async #dump(wanted: ReadonlySet<Doubt>): Promise<void> {
    let parts = wanted;
    for (let attempt = 1; !this.#stopped; attempt++) {
      const began = performance.now();
      this.#window = [];
      this.#torn = false;
      const doubts = new Set<Doubt>();
      const observer = { ...nobody, doubt: (part: Doubt) => void doubts.add(part) };
      const newer = new State({ ...this.state.selection, kinds: kindsIn(parts) }, observer);
      const whole = await this.#load(newer, parts, attempt);
      if (this.#stopped) return;
      if (whole && !this.#torn) {
        // What loading made doubtful was not known before: that is what the dump is for.
        doubts.clear();
        await this.#adopt(newer, parts);
        for (const part of doubts) this.#doubt(part);
        // What was lost may have told of a move.
        if (parts === this.#all && this.#ended > 0) this.moved();
        this.#ended = performance.now();
        this.#took = this.#ended - began;
        return;
      }
      if (this.#torn) {
        // What was lost may be of any part.
        parts = this.#all;
        this.#lost = false;
      }
      await sleep(Math.min(2 ** attempt, PAUSE_MAX));
    }
  }

  /** Says whether the dumps were whole. */
  async #load(newer: State, parts: ReadonlySet<Doubt>, attempt: number): Promise<boolean> {
    for (const part of parts) {
      const seams = new Seams(part);
      const from = this.#window?.length ?? 0;
      try {
        const undecodable = (_: Undecodable) => this.health.undecodable++;
        for await (const views of this.#source.dump(part, this.state.selection, undecodable)) {
          newer.load(views);
          seams.add(views);
          if (this.#torn || this.#stopped) return false;
        }
        if (seams.areTornBy(this.#window ?? [], from)) {
          this.health.interrupted++;
          if (attempt < ATTEMPTS) return false;
          this.#doubts.add(part);
        }
      } catch (error) {
        if (error instanceof DumpInterrupted || error instanceof ReplyLost || error instanceof ReplyTooLong) {
          this.health.interrupted++;
          if (attempt < ATTEMPTS) return false;
          // It changes all the time: better most of it now, and all when it is calmer.
          this.#doubts.add(part);
        } else if (!isEmptyTable(error)) throw error;
      }
    }
    return true;
  }

  async #adopt(newer: State, parts: ReadonlySet<Doubt>): Promise<void> {
    let open: () => void = () => {};
    const window = this.#window ?? [];
    let ends = performance.now() + TURN;
    newer.replaying = true;
    for (let at = 0; at < window.length; at++) {
      newer.apply(window[at] as AnyView);
      if (at % 64 === 63 && performance.now() > ends) {
        await sleep(0);
        ends = performance.now() + TURN;
      }
    }
    this.#window = undefined;
    this.#gate = new Promise((resolve) => {
      open = resolve;
    });
    try {
      const quiet = !this.#loaded;
      this.#recorder.correcting(true, quiet);
      const found = await adopt(this.state, newer, parts, quiet);
      if (!quiet) this.health.corrections += found;
      this.#behind = true;
      this.state.replaying = true;
    } finally {
      this.#recorder.correcting(false, false);
      this.#recorder.flush();
      // Before the events go on that came meanwhile.
      this.#loaded = true;
      this.#gate = undefined;
      open();
    }
  }
}

function kindsIn(parts: ReadonlySet<Doubt>): Selection['kinds'] {
  const kinds = new Set<'link' | 'address' | 'route' | 'neighbour' | 'rule' | 'fdb'>(['link', 'address']);
  if (parts.has('routes4') || parts.has('routes6')) kinds.add('route');
  if (parts.has('neighbours')) kinds.add('neighbour');
  if (parts.has('rules')) kinds.add('rule');
  if (parts.has('fdb')) kinds.add('fdb');
  return kinds;
}

function isLoss(event: NetlinkEvent<RtnetlinkMessage>): event is EventsLost {
  return event.$type === 'NLMSG_OVERRUN';
}

/** The kernel has no table before its first route, and says so of a dump of it: ENOENT. */
function isEmptyTable(error: unknown): boolean {
  return error instanceof KernelError && error.code === 'ENOENT';
}

/** Milliseconds to wait for more of what makes a check necessary. */
const PATIENCE = 10;
/** Between checks, times what the last one took; and milliseconds at most. */
const REST = 4;
const REST_MAX = 10_000;
/** Of interrupted dumps, before one is taken as it is. */
const ATTEMPTS = 4;
/** Milliseconds. */
const PAUSE_MAX = 200;
const TURN = 4;
/** `Events` hands out so many at once when more wait. */
const WHOLE_BATCH = 256;
