import { setTimeout as sleep } from 'node:timers/promises';
import type { RtnetlinkMessage } from '../../../protocol/route/index.ts';
import type { EventsLost, NetlinkEvent } from '../../connection/events.ts';
import { Waiting } from '../../connection/waiting.ts';
import { Health } from '../health.ts';
import type { Selection } from '../selection.ts';
import type { Doubt } from '../store/observer.ts';
import type { AnyView } from '../store/raw.ts';
import { State } from '../store/state.ts';
import { Doubts, partsOf, type Wanted } from './doubts.ts';
import { groupsOf } from './dumps.ts';
import type { Recorder } from './recorder.ts';
import { Renewal } from './renewal.ts';
import type { EventSource, Source } from './source.ts';

/**
 * Keeps a state true. Events are applied as they come. What cannot be known from them (events were lost, or the kernel
 * changes something without a word) is dumped anew, not too often.
 */
export class Follower {
  readonly state: State;
  readonly health = new Health();
  readonly #source: Source;
  readonly #recorder: Recorder;
  readonly #renewal: Renewal;
  readonly #all: ReadonlySet<Doubt>;
  readonly #doubts: Doubts;
  #events: EventSource | undefined;
  #upkeep: Promise<void> | undefined;
  #stopped = false;
  readonly #idle = new Waiting();
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
    recorder.doubt = (part, way) => this.#doubt(part, way);
    this.#all = partsOf(selection);
    this.#doubts = new Doubts(this.#all);
    this.state = new State(selection, recorder);
    this.#renewal = new Renewal(source, this.state, recorder, this.health, this.#all);
  }

  /** Subscribes and loads. @throws what dumping throws */
  async start(options: { persistent: boolean; receiveBuffer?: number | undefined }): Promise<void> {
    this.#events = this.#source.events(groupsOf(this.state.selection), options);
    this.#running = this.#run(this.#events);
    await this.#renew({ parts: this.#all, ways: undefined });
    this.#kick();
  }

  /** Waits until all that the kernel has told before is applied, and nothing is left to be asked for. */
  async settled(): Promise<void> {
    // A mirror may let the process end; not while somebody waits for it.
    const alive = setInterval(() => {}, 2 ** 30);
    try {
      await this.#events?.caughtUp();
      while (!this.#stopped && (this.#upkeep !== undefined || this.#renewal.lost || !this.#doubts.isEmpty)) {
        await this.#idle.wait();
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
    for (const part of parts) this.#doubts.add(part);
    this.#kick();
    await this.settled();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#renewal.stop();
    await this.#events?.close();
    await this.#running;
    this.#idle.settle();
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
        if (this.#renewal.gate !== undefined) await this.#renewal.gate;
        for (const event of batch) this.#take(event);
        this.#recorder.flush();
        this.health.delay = Math.round((performance.now() - arrived) * 1000);
        if (!this.#doubts.isEmpty || this.#renewal.lost) this.#kick();
      }
    } catch (error) {
      if (!this.#stopped) this.failure = error;
    }
    this.#stopped = true;
    this.#idle.settle();
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
      this.#renewal.hear(view);
    }
  }

  #lose(): void {
    this.#renewal.lost = true;
    this.health.settled = false;
  }

  #doubt(part: Doubt, way?: number): void {
    this.#doubts.add(part, way);
    if (!this.#doubts.isEmpty) this.health.settled = false;
  }

  #kick(): void {
    if (!this.#renewal.loaded || this.#stopped) return;
    if (this.#upkeep !== undefined) return;
    if (!this.#renewal.lost && this.#doubts.isEmpty) {
      this.health.settled = true;
      return;
    }
    this.#upkeep = this.#keepUp().then(
      () => {
        this.#upkeep = undefined;
        this.#kick();
        if (this.#upkeep === undefined) this.#idle.settle();
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
    const renewal = this.#renewal;
    const healing = renewal.lost;
    const rest = renewal.ended + renewal.took * (healing ? 0 : REST) - performance.now();
    await sleep(Math.min(Math.max(rest, healing ? 0 : PATIENCE), REST_MAX), undefined, { ref: false });
    if (this.#stopped) return;
    if (renewal.lost) this.health.resyncs++;
    else this.health.checks++;
    const doubtful = this.#doubts.take();
    await this.#renew(renewal.lost ? { parts: this.#all, ways: undefined } : doubtful);
  }

  async #renew(wanted: Wanted): Promise<void> {
    if (this.#events === undefined) return;
    const isFirst = !this.#renewal.loaded;
    const renewed = await this.#renewal.run(wanted, this.#events);
    if (renewed === undefined) return;
    this.#doubts.addAll(renewed.doubts);
    if (!this.#doubts.isEmpty) this.health.settled = false;
    // What was lost may have told of a move.
    if (renewed.parts === this.#all && !isFirst) this.moved();
  }
}

function isLoss(event: NetlinkEvent<RtnetlinkMessage>): event is EventsLost {
  return event.$type === 'NLMSG_OVERRUN';
}

/** Milliseconds to wait for more of what makes a check necessary. */
const PATIENCE = 10;
/** Between checks, times what the last one took; and milliseconds at most. */
const REST = 4;
const REST_MAX = 10_000;
