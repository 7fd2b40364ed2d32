import type { EventType, ObjectEvent } from '../../mirror/events/event.ts';
import type { Mirror } from '../../mirror/mirror.ts';
import type { Subject } from './subjects.ts';
import type { RawEvent } from './tap.ts';

/** Who wants to know of healing. */
export interface Patient {
  readonly mirror: Mirror;
  /** For sentences: ` in the network namespace "blue"`, or nothing. */
  readonly where: string;
  warn(sentence: string): void;
  /** Takes a change that nobody told; says what it is about, or `undefined` when nobody wants to see it. */
  found(event: ObjectEvent): Subject | undefined;
}

/** Tells that events were lost, and then what of that the mirror found by asking the kernel anew. */
export class Healing {
  readonly #patient: Patient;
  readonly #counts = new Map<Subject, Record<EventType, number>>();
  /** What a dump found before it is known whether the kernel was silent, or told and was not heard. */
  #kept: ObjectEvent[] = [];
  #losses = 0;
  #began = 0;

  constructor(patient: Patient) {
    this.#patient = patient;
    for (const type of TYPES) patient.mirror.on(type, (event) => this.#take(event));
  }

  /** Looks at what the kernel tells for losses, before the mirror takes it. */
  hear(events: readonly RawEvent[]): void {
    const overrun = events.some(({ $type }) => $type === 'NLMSG_OVERRUN');
    if (overrun || events.some(({ $type }) => $type === 'undecodable')) this.#begin(overrun);
    else if (events.length < WHOLE_BATCH) this.#kept = [];
  }

  #begin(overrun: boolean): void {
    const { where, warn } = this.#patient;
    this.#losses++;
    if (this.#losses > 1) return;
    this.#began = performance.now();
    if (overrun) {
      warn(
        `events were lost${where}: they came faster than they could be read; asking the kernel what changed`,
      );
    }
    for (const event of this.#kept.splice(0)) this.#count(event);
    // The mirror learns of it only now.
    setImmediate(() => void this.#finish());
  }

  async #finish(): Promise<void> {
    const { mirror, where, warn } = this.#patient;
    await mirror.settled();
    const seconds = ((performance.now() - this.#began) / 1000).toFixed(2);
    const times = this.#losses === 1 ? '' : ` (${this.#losses} losses)`;
    const found = [...this.#counts].map(([subject, counts]) => `${subject}: ${countsText(counts)}`);
    const what = found.length === 0 ? 'nothing had changed that was not told' : found.join('; ');
    this.#losses = 0;
    this.#counts.clear();
    warn(`healed${where} after ${seconds} s${times}: ${what}`);
  }

  #take(event: ObjectEvent): void {
    if (!event.resynchronised) return;
    if (this.#losses > 0) this.#count(event);
    else this.#kept.push(event);
  }

  #count(event: ObjectEvent): void {
    const subject = this.#patient.found(event);
    if (subject === undefined) return;
    const counts = this.#counts.get(subject) ?? { added: 0, changed: 0, removed: 0 };
    counts[event.type]++;
    this.#counts.set(subject, counts);
  }
}

function countsText(counts: Readonly<Record<EventType, number>>): string {
  const told = TYPES.filter((type) => counts[type] > 0);
  return told.map((type) => `${counts[type]} ${type}`).join(', ');
}

const TYPES = ['added', 'changed', 'removed'] as const;
/** So many are handed out at once when more wait, of which it is not known whether some were lost. */
const WHOLE_BATCH = 256;
