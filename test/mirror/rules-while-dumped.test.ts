import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rule } from '../../protocol/route/index.ts';
import { hostIsLittleEndian, Reader } from '../../protocol/wire/index.ts';
import { Recorder } from '../../src/mirror/follow/recorder.ts';
import { Renewal } from '../../src/mirror/follow/renewal.ts';
import type { EventSource, Source } from '../../src/mirror/follow/source.ts';
import { Health } from '../../src/mirror/health.ts';
import type { Selection } from '../../src/mirror/selection.ts';
import type { Doubt } from '../../src/mirror/store/observer.ts';
import { type AnyView, viewAt } from '../../src/mirror/store/raw.ts';
import { State } from '../../src/mirror/store/state.ts';

/** Rules are told apart by their table; the kernel may have several alike. */
type Table = number;

/** A rule that fills half of the smallest datagram, with an attribute that nobody knows. */
function bytesOf(type: 'RTM_NEWRULE' | 'RTM_DELRULE', table: Table): Uint8Array {
  const header = { family: 'inet', action: 'toTbl', table: 0 } as const;
  const known = rule.encode(type, { header, table, priority: 100 });
  const bytes = new Uint8Array(known.length + PADDING);
  bytes.set(known);
  const words = new DataView(bytes.buffer);
  words.setUint32(0, bytes.length, hostIsLittleEndian);
  words.setUint16(known.length, PADDING, hostIsLittleEndian);
  words.setUint16(known.length + 2, UNKNOWN, hostIsLittleEndian);
  return bytes;
}

/** Messages that lie one behind the other. */
function datagram(messages: readonly Uint8Array[]): AnyView[] {
  const bytes = new Uint8Array(Buffer.concat(messages));
  const reader = new Reader(bytes);
  const each = bytes.length / messages.length;
  return messages.map((_, n) => viewAt(reader, n * each, (n + 1) * each));
}

const PADDING = 1600;
const UNKNOWN = 1000;

/**
 * A kernel with rules, whose events are read late and whose dumps are slow: it counts how many rules it has given out,
 * two in a datagram, and goes on behind so many.
 */
class SlowKernel implements Source, EventSource {
  readonly rules: Table[];
  /** How many there were of each at any time, one after the other. */
  readonly history = new Map<Table, number[]>();
  readonly #sent: AnyView[] = [];
  #waiting: { resolve: () => void; left: number }[] = [];
  readonly #next: (() => void)[] = [];
  /** Whether dumps do not wait any more. */
  hurries = false;

  constructor(rules: readonly Table[]) {
    this.rules = [...rules];
    for (const table of TABLES) this.history.set(table, [this.#count(table)]);
  }

  add(table: Table): void {
    this.rules.push(table);
    this.#tell('RTM_NEWRULE', table);
  }

  delete(table: Table): void {
    const at = this.rules.indexOf(table);
    if (at === -1) return;
    this.rules.splice(at, 1);
    this.#tell('RTM_DELRULE', table);
  }

  /** The oldest event that was not read yet. */
  read(): AnyView | undefined {
    return this.#sent.shift();
  }

  /** The reader is done with what it read, and asks for more. */
  asked(): void {
    for (const each of this.#waiting) each.left--;
    this.#release();
  }

  caughtUp(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ resolve, left: this.#sent.length });
      this.#release();
    });
  }

  /** Lets a dump go on by a datagram. */
  goOn(): void {
    for (const go of this.#next.splice(0)) go();
  }

  async *dump(part: Doubt): AsyncGenerator<AnyView[]> {
    if (part !== 'rules') return;
    for (let given = 0; ; given += 2) {
      if (!this.hurries) await new Promise<void>((resolve) => this.#next.push(resolve));
      const next = this.rules.slice(given, given + 2);
      if (next.length === 0) return;
      yield datagram(next.map((table) => bytesOf('RTM_NEWRULE', table)));
    }
  }

  events(): EventSource {
    return this;
  }
  async *arrivals(): AsyncGenerator<never> {}
  async close(): Promise<void> {}

  #tell(type: 'RTM_NEWRULE' | 'RTM_DELRULE', table: Table): void {
    this.#sent.push(...datagram([bytesOf(type, table)]));
    this.history.get(table)?.push(this.#count(table));
  }

  #count(table: Table): number {
    return this.rules.filter((each) => each === table).length;
  }

  #release(): void {
    this.#waiting = this.#waiting.filter(({ resolve, left }) => {
      if (left <= 0) resolve();
      return left > 0;
    });
  }
}

const TABLES: readonly Table[] = [300, 301, 302];
const table = fc.constantFrom(...TABLES);
const step = fc.oneof(
  fc.record({ verb: fc.constantFrom('add', 'delete'), table }),
  fc.record({ verb: fc.constantFrom('read', 'goOn', 'goOn', 'check'), table: fc.constant(0) }),
);

const selection: Selection = {
  kinds: new Set(['rule']),
  families: new Set(['inet']),
  tables: undefined,
  protocols: undefined,
};

/** Follows a kernel through steps until nothing is left to be done. @returns what is wrong */
async function follow(
  kernel: SlowKernel,
  steps: readonly { verb: string; table: Table }[],
): Promise<string[]> {
  const doubts = new Set<Doubt>();
  const told = new Map<Table, number[]>(TABLES.map((each) => [each, [...(kernel.history.get(each) ?? [])]]));
  const recorder = new Recorder(selection.kinds, {
    isHeard: () => true,
    deliver({ before, after }) {
      const view = (after ?? before) as { table?: Table };
      const counts = told.get(view.table ?? 0) ?? [];
      const step = (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
      counts.push((counts.at(-1) ?? 0) + step);
    },
  });
  recorder.doubt = (part) => void doubts.add(part);
  const state = new State(selection, recorder);
  const renewal = new Renewal(kernel, state, recorder, new Health(), new Set<Doubt>(['links', 'rules']));
  let running: Promise<void> | undefined;
  const check = () => {
    doubts.clear();
    running = renewal.run(new Set<Doubt>(['rules']), kernel).then((renewed) => {
      for (const part of renewed?.doubts ?? []) doubts.add(part);
      running = undefined;
    });
  };
  const read = async () => {
    if (renewal.gate !== undefined) await renewal.gate;
    const event = kernel.read();
    if (event !== undefined) renewal.hear(event);
    recorder.flush();
    kernel.asked();
    return event !== undefined;
  };
  kernel.hurries = true;
  check();
  await running;
  kernel.hurries = false;
  for (const { verb, table: which } of steps) {
    if (verb === 'add') kernel.add(which);
    else if (verb === 'delete') kernel.delete(which);
    else if (verb === 'read') await read();
    else if (verb === 'goOn') kernel.goOn();
    else if (running === undefined) check();
    await setImmediate();
  }
  kernel.hurries = true;
  for (let more = true; more; ) {
    kernel.goOn();
    more = await read();
    if (running === undefined && doubts.size > 0) check();
    await setImmediate();
    more ||= running !== undefined || doubts.size > 0;
  }
  const held = [...state.rules].map(({ view }) => view.table);
  const problems = [];
  if (JSON.stringify(held) !== JSON.stringify(kernel.rules))
    problems.push(`holds ${held}, not ${kernel.rules}`);
  for (const [which, counts] of told) {
    const history = kernel.history.get(which) ?? [];
    if (!isWithin(counts, history)) problems.push(`told ${counts} of ${which}, which were ${history}`);
  }
  return problems;
}

/** Whether numbers are among others in the same order; the same again is the same time. */
function isWithin(counts: readonly number[], history: readonly number[]): boolean {
  let at = 0;
  for (const count of counts) {
    while (at < history.length && history[at] !== count) at++;
    if (at === history.length) return false;
  }
  return true;
}

describe('a rule that comes or goes while rules are dumped', () => {
  it('is told as it was, also when there are several alike, and is held in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(table, { maxLength: 5 }),
        fc.array(step, { maxLength: 40 }),
        async (rules, steps) => {
          expect(await follow(new SlowKernel(rules), steps)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  const add = { verb: 'add', table: 300 };
  const remove = { verb: 'delete', table: 300 };
  const [check, goOn, read] = ['check', 'goOn', 'read'].map((verb) => ({ verb, table: 0 })) as [
    typeof add,
    typeof add,
    typeof add,
  ];

  it('is not told as gone when one of two alike went before the dump, and the event comes after', async () => {
    const kernel = new SlowKernel([300, 300]);
    expect(await follow(kernel, [check, remove, goOn, goOn, read])).toEqual([]);
  });

  it('is not left out when another goes between two datagrams', async () => {
    const kernel = new SlowKernel([300, 301, 302]);
    expect(await follow(kernel, [check, goOn, remove, goOn, goOn, read])).toEqual([]);
    expect(kernel.history.get(302)).toEqual([1]);
  });

  it('is told once when a dump shows it, and an event tells of it after', async () => {
    expect(await follow(new SlowKernel([]), [check, add, goOn, goOn, read])).toEqual([]);
  });
});
