import { setTimeout as sleep } from 'node:timers/promises';
import { DumpInterrupted, ReplyLost, ReplyTooLong } from '../../connection/errors.ts';
import type { Health } from '../health.ts';
import type { Selection } from '../selection.ts';
import { adopt } from '../store/compare.ts';
import { type Doubt, nobody } from '../store/observer.ts';
import type { AnyView } from '../store/raw.ts';
import { State } from '../store/state.ts';
import { Doubts, type Wanted } from './doubts.ts';
import type { Recorder } from './recorder.ts';
import { isRoute4, Seams, WaySeams } from './seams.ts';
import type { EventSource, Source } from './source.ts';

/** What was dumped anew, and what has to be asked for again. */
export interface Renewed {
  readonly parts: ReadonlySet<Doubt>;
  readonly doubts: Doubts;
}

/**
 * Dumps parts of a state beside it. The events that came during the dump are applied to both; what then differs is
 * corrected.
 */
export class Renewal {
  readonly #source: Source;
  readonly #state: State;
  readonly #recorder: Recorder;
  readonly #health: Health;
  readonly #all: ReadonlySet<Doubt>;
  /** The events since a dump began; `undefined` when none runs. */
  #window: AnyView[] | undefined;
  #stopped = false;
  /** Whether events were lost since a dump of everything began. */
  lost = false;
  /** Whether the state holds anything yet: events before that are in the dump, or wait for it. */
  loaded = false;
  /** Held up while two states are compared: no event may be applied. */
  gate: Promise<void> | undefined;
  /** Milliseconds that the last dumps took, and when they ended. */
  took = 0;
  ended = 0;

  constructor(source: Source, state: State, recorder: Recorder, health: Health, all: ReadonlySet<Doubt>) {
    this.#source = source;
    this.#state = state;
    this.#recorder = recorder;
    this.#health = health;
    this.#all = all;
  }

  /** Takes an event. */
  hear(view: AnyView): void {
    this.#window?.push(view);
    if (this.loaded) this.#state.apply(view);
  }

  stop(): void {
    this.#stopped = true;
  }

  /**
   * Dumps parts until that succeeds, and puts them in the state's place.
   * @returns `undefined` when it was stopped. @throws what dumping throws
   */
  async run(wanted: Wanted, events: EventSource): Promise<Renewed | undefined> {
    let now = wanted;
    for (let attempt = 1; !this.#stopped; attempt++) {
      const began = performance.now();
      // What was lost, in a pause too, may be of any part.
      if (this.lost) now = { parts: this.#all, ways: undefined };
      this.#window = [];
      this.lost = false;
      const doubts = new Doubts(this.#all);
      const observer = { ...nobody, doubt: (part: Doubt, way?: number) => doubts.add(part, way) };
      const newer = new State({ ...this.#state.selection, kinds: kindsIn(now.parts) }, observer);
      const partial = await this.#load(newer, now, events, attempt);
      if (this.#stopped) return undefined;
      if (partial !== undefined && !this.lost) {
        // What loading made doubtful was not known before: that is what the dump is for.
        doubts.clear();
        for (const part of partial) doubts.add(part);
        await this.#adopt(newer, now);
        this.ended = performance.now();
        this.took = this.ended - began;
        return { parts: now.parts, doubts };
      }
      if (attempt === ATTEMPTS) now = { parts: now.parts, ways: undefined };
      await sleep(Math.min(2 ** attempt, PAUSE_MAX));
    }
    return undefined;
  }

  /**
   * @returns the parts of which something may be missing, or `undefined`: the dumps are to be repeated
   */
  async #load(
    newer: State,
    { parts, ways }: Wanted,
    events: EventSource,
    attempt: number,
  ): Promise<Set<Doubt> | undefined> {
    const partial = new Set<Doubt>();
    for (const part of parts) {
      const isOfWays = part === 'routes4' && ways !== undefined;
      const seams = isOfWays ? new WaySeams(newer.routes.inet.store, ways) : new Seams(part);
      const selection = isOfWays ? { ...this.#state.selection, ways } : this.#state.selection;
      const from = this.#window?.length ?? 0;
      let isWhole = true;
      try {
        const undecodable = () => void this.#health.undecodable++;
        for await (const views of this.#source.dump(part, selection, undecodable)) {
          newer.load(views);
          seams.add(views);
          if (this.lost || this.#stopped) return undefined;
        }
      } catch (error) {
        if (!isInterruption(error)) throw error;
        isWhole = false;
      }
      // Nothing that comes from here on is older than the dump.
      await events.caughtUp();
      if (isWhole && !seams.areTornBy(this.#window ?? [], from)) continue;
      this.#health.interrupted++;
      if (attempt < ATTEMPTS || isOfWays) return undefined;
      // It changes all the time: better most of it now, and all when it is calmer.
      partial.add(part);
    }
    return partial;
  }

  async #adopt(newer: State, { parts, ways }: Wanted): Promise<void> {
    let open: () => void = () => {};
    const window = this.#window ?? [];
    let ends = performance.now() + TURN;
    newer.replayAfter(this.#state);
    for (let at = 0; at < window.length; at++) {
      const event = window[at] as AnyView;
      // With some routes only, others are not known that it may replace.
      if (ways === undefined || !isRoute4(event)) newer.apply(event);
      if (at % 64 === 63 && performance.now() > ends) {
        await sleep(0);
        ends = performance.now() + TURN;
      }
    }
    this.#window = undefined;
    this.gate = new Promise((resolve) => {
      open = resolve;
    });
    try {
      const quiet = !this.loaded;
      this.#recorder.correcting(true, quiet);
      const found = await adopt(this.#state, newer, parts, ways, quiet);
      if (!quiet) this.#health.corrections += found;
    } finally {
      this.#recorder.correcting(false, false);
      this.#recorder.flush();
      // Before the events go on that came meanwhile.
      this.loaded = true;
      this.gate = undefined;
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

function isInterruption(error: unknown): boolean {
  return error instanceof DumpInterrupted || error instanceof ReplyLost || error instanceof ReplyTooLong;
}

/** Of interrupted dumps, before one is taken as it is. */
const ATTEMPTS = 4;
/** Milliseconds. */
const PAUSE_MAX = 200;
const TURN = 4;
