import { rule } from '../../protocol/route/index.ts';
import { hostIsLittleEndian, Reader } from '../../protocol/wire/index.ts';
import type { EventSource, Source } from '../../src/mirror/follow/source.ts';
import type { Selection } from '../../src/mirror/selection.ts';
import type { Doubt } from '../../src/mirror/store/observer.ts';
import { type AnyView, viewAt } from '../../src/mirror/store/raw.ts';

/** Rules are told apart by their table; the kernel may have several alike. */
export type Table = number;

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
export class SlowKernel implements Source, EventSource {
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

export const TABLES: readonly Table[] = [300, 301, 302];
/** A mirror of its rules. */
export const ALL: ReadonlySet<Doubt> = new Set<Doubt>(['links', 'rules']);
export const selection: Selection = {
  kinds: new Set(['rule']),
  families: new Set(['inet']),
  tables: undefined,
  protocols: undefined,
};
