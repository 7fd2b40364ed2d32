import type { Color } from './color.ts';

/** A value of JSON that is neither an object nor an array. 64-bit counters keep all their digits. */
export type Scalar = string | number | bigint | boolean | null;

/**
 * Where a renderer says what it found, once, for two readers: people (text as `ip` prints it) and programs (JSON as
 * `ip -j` prints it). As in iproute2, a renderer goes through a message in the order of the text.
 */
export interface Printer {
  /** For the few places where the two differ in more than looks. */
  readonly json: boolean;
  /** A member of the object that is open: `key` and `value` in JSON, `text` for people. */
  value(key: string, value: Scalar, text: string, color?: Color): void;
  /** A member that people are not shown. */
  field(key: string, value: Scalar): void;
  /** Text that JSON does not have. */
  text(text: string, color?: Color): void;
  /** An element of the array that is open. */
  element(value: Scalar, text: string, color?: Color): void;
  /** An object: a member of that name, or an element of the open array. Only JSON shows it. */
  object(key: string | undefined, body: () => void): void;
  /** An array: a member of that name, or an element of the open array. Only JSON shows it. */
  array(key: string | undefined, body: () => void): void;
  /** The next line of the same entry; a backslash with `-oneline`. */
  newline(): void;
  /** Opens what holds all entries. */
  begin(): void;
  /** Closes it. */
  end(): void;
}
