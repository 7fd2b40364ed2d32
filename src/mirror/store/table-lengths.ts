import { PrefixLengths } from './prefix-lengths.ts';

/** Which prefix lengths there are, by table. */
export class TableLengths {
  readonly #tables = new Map<number, PrefixLengths>();
  /** The table that was counted last, since most routes are of one. */
  #last = 0;
  #lengths: PrefixLengths | undefined;

  /** Bytes of memory that they hold. */
  get bytes(): number {
    let sum = 0;
    for (const { bytes } of this.#tables.values()) sum += bytes;
    return sum;
  }

  /** Those of a table; `undefined`: it has never had a route. */
  of(table: number): PrefixLengths | undefined {
    return this.#tables.get(table);
  }

  /** Those of a table, to count a route of it. */
  for(table: number): PrefixLengths {
    if (table === this.#last && this.#lengths !== undefined) return this.#lengths;
    const lengths = this.#tables.get(table) ?? new PrefixLengths();
    this.#tables.set(table, lengths);
    this.#lengths = lengths;
    this.#last = table;
    return lengths;
  }
}
