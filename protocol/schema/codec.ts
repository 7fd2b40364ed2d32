import { DecodeError, NLA_PAYLOAD_MAX, type Reader, type Writer } from '../wire/index.ts';
import type { Shape } from './shape.ts';

/** `nla_parse` recursion ends here in the kernel (`MAX_POLICY_RECURSION_DEPTH`), and so here. */
export const DEPTH_MAX = 10;

/**
 * Validates a payload of a size already known to be within `min` and `max`.
 * `family` is the first byte of the message's fixed header (`AF_*`), on which some payloads depend.
 * @throws DecodeError
 */
export type Check = (reader: Reader, at: number, end: number, depth: number, family: number) => void;

export interface CodecParts<T, I> {
  is: string;
  min?: number;
  max?: number;
  nested?: boolean;
  many?: boolean;
  shape: Shape;
  check?: Check | undefined;
  read: (reader: Reader, at: number, end: number, family: number) => T;
  write: (writer: Writer, value: I, family: number) => void;
  show?: ((value: never) => string) | undefined;
}

/**
 * How one kind of payload is checked, read, written and shown. `T` is what reading gives, `I` what writing takes.
 * There is one constructor for all codecs, with every field always set, so that the hot loops stay monomorphic.
 */
export class Codec<out T, in I = T> {
  /** What the payload is, for people: `u16`, `IPv4 address`, `struct ifla_vlan_flags`. */
  readonly is: string;
  /** Fewest bytes. */
  readonly min: number;
  /** Most bytes. */
  readonly max: number;
  /** Whether `NLA_F_NESTED` is set when it is written. */
  readonly nested: boolean;
  /** Whether the attribute is repeated, and its value the array of all occurrences. */
  readonly many: boolean;
  readonly shape: Shape;
  readonly check: Check | undefined;
  /** Reads a payload that passed `check`. Never throws. */
  readonly read: (reader: Reader, at: number, end: number, family: number) => T;
  /** Appends the payload. @throws EncodeError when the value does not fit. */
  readonly write: (writer: Writer, value: I, family: number) => void;
  /** The value in a line. */
  readonly show: (value: never) => string;

  constructor(parts: CodecParts<T, I>) {
    this.is = parts.is;
    this.min = parts.min ?? 0;
    this.max = parts.max ?? NLA_PAYLOAD_MAX;
    this.nested = parts.nested ?? false;
    this.many = parts.many ?? false;
    this.shape = parts.shape;
    this.check = parts.check;
    this.read = parts.read;
    this.write = parts.write;
    this.show = parts.show ?? String;
  }
}

/** Any codec at all. */
export type AnyCodec = Codec<unknown, never>;

/** What reading with this codec gives. */
export type ValueOf<C> = C extends Codec<infer T, never> ? T : never;

/** What writing with this codec takes. */
export type InputOf<C> = C extends Codec<unknown, infer I> ? I : never;

/** Checks that `size` bytes can be what `codec` says, then what is inside them. @throws DecodeError */
export function checkPayload(
  codec: AnyCodec,
  reader: Reader,
  at: number,
  end: number,
  depth: number,
  family: number,
): void {
  const size = end - at;
  if (size < codec.min || size > codec.max) throw wrongSize(codec, size, at);
  codec.check?.(reader, at, end, depth, family);
}

/** The error for a payload whose size is not what its codec says. */
export function wrongSize(codec: AnyCodec, size: number, at: number): DecodeError {
  return new DecodeError(sizeProblem(codec, size), at);
}

/** What is wrong with a payload of this size. */
export function sizeProblem({ is, min, max }: AnyCodec, size: number): string {
  const bytes = (n: number) => `${n} byte${n === 1 ? '' : 's'}`;
  const needs = min === max ? bytes(min) : size < min ? `at least ${bytes(min)}` : `at most ${bytes(max)}`;
  return `${is} needs ${needs}, got ${size}`;
}

/** The error for what is too short to be an attribute. */
export function strayBytes(count: number, at: number): DecodeError {
  return new DecodeError(strayProblem(count), at);
}

/** What is wrong with bytes that are too few to be an attribute. */
export function strayProblem(count: number): string {
  return `${count} stray byte${count === 1 ? '' : 's'} after the last attribute`;
}
