import type { Reader } from '../wire/index.ts';
import { hexFromBytes } from './bytes.ts';

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What every view has beside the kernel's own names. */
export interface View {
  /** The bytes behind the view, not copied. A view keeps its whole receive buffer alive; `toJSON` lets go of it. */
  readonly $bytes: Uint8Array;
  /** A plain object with all that was decoded: `bigint` for 64 bits, `Uint8Array` for bytes. */
  $plain(): Record<string, unknown>;
  /** As `$plain`, fit for JSON: 64-bit integers as decimal text, bytes as hexadecimal. `encode` takes it back. */
  toJSON(): Json;
}

/** Checked bytes that are read on demand. Its getters are on the prototypes of its subclasses and cannot throw. */
export abstract class ViewBase implements View {
  /** @internal */
  abstract readonly $reader: Reader;
  /** @internal Where the struct or the first attribute begins. */
  abstract readonly $at: number;
  /** @internal */
  abstract readonly $end: number;
  /** @internal The message's address family. */
  abstract readonly $family: number;

  get $bytes(): Uint8Array {
    return this.$reader.slice(this.$at, this.$end);
  }

  abstract $plain(): Record<string, unknown>;

  toJSON(): Json {
    return toJson(this.$plain());
  }

  /** What `console.log` shows. */
  [Symbol.for('nodejs.util.inspect.custom')](): unknown {
    return this.$plain();
  }
}

/** A view that is told where it is; a message's finds out by itself, since many of those may be kept. */
export abstract class RangeView extends ViewBase {
  /** @internal */
  declare readonly $reader: Reader;
  /** @internal */
  declare readonly $at: number;
  /** @internal */
  declare readonly $end: number;
  /** @internal */
  declare readonly $family: number;

  constructor(reader: Reader, at: number, end: number, family: number) {
    super();
    this.$reader = reader;
    this.$at = at;
    this.$end = end;
    this.$family = family;
  }
}

/** Replaces the views in a value by plain objects. */
export function toPlain(value: unknown): unknown {
  if (value instanceof ViewBase) return value.$plain();
  if (Array.isArray(value)) return value.map(toPlain);
  return value;
}

/** Replaces what JSON does not have. */
export function toJson(value: unknown): Json {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return hexFromBytes(value);
  if (value instanceof ViewBase) return value.toJSON();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toJson(inner)]));
  }
  return value as Json;
}
