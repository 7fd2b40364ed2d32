import { EncodeError } from '../wire/index.ts';
import { Codec } from './codec.ts';
import { nearest } from './nearest.ts';
import { once } from './once.ts';
import type { Names } from './shape.ts';

/** An integer whose values have names. Reading gives the name, or the number when it has none. */
export interface Enumeration<N extends Names>
  extends Codec<(keyof N & string) | number, (keyof N & string) | number> {
  /** Name to number. */
  readonly values: N;
}

/** An integer whose bits have names. Reading gives the number: `flags & IFF.values.up`. */
export interface Flags<N extends Names> extends Codec<number, number | readonly (keyof N & string)[]> {
  /** Name to bit. */
  readonly values: N;
}

/** Kernel constants whose names cannot be made from ours: `{ '8023ad': 'BOND_MODE_8023AD' }`. */
export type Constants<N extends Names> = { readonly [K in keyof N]?: string };

/**
 * Named values of an integer: `enumeration('RTN', u8, { unspec: 0, unicast: 1 })` for `RTN_UNSPEC`, `RTN_UNICAST`.
 * A number without a name is kept as a number, on reading and on writing.
 */
export function enumeration<const N extends Names>(
  prefix: string,
  base: Codec<number>,
  values: N,
  constants: Constants<N> = {},
): Enumeration<N> {
  type Name = keyof N & string;
  const names = once(() => {
    const first = new Map<number, Name>();
    for (const [name, value] of Object.entries(values)) if (!first.has(value)) first.set(value, name);
    return first;
  });
  const numbers = once(() => new Map<string, number>(Object.entries(values)));
  const codec = new Codec<Name | number>({
    is: base.is,
    min: base.min,
    max: base.max,
    shape: {
      ...integerShape(base),
      names: values,
      flags: false,
      prefix,
      constants: constants as Record<string, string>,
    },
    read: (reader, at, end, family) => {
      const number = base.read(reader, at, end, family);
      return names().get(number) ?? number;
    },
    write(writer, value, family) {
      base.write(
        writer,
        typeof value === 'string' ? (numbers().get(value) ?? named(prefix, values, value)) : value,
        family,
      );
    },
  });
  return Object.assign(codec, { values });
}

/** Named bits of an integer: `flags('IFF', u32, { up: 1 })`. Bits without a name are kept. */
export function flags<const N extends Names>(
  prefix: string,
  base: Codec<number>,
  values: N,
  constants: Constants<N> = {},
): Flags<N> {
  const codec = new Codec<number, number | readonly (keyof N & string)[]>({
    is: base.is,
    min: base.min,
    max: base.max,
    shape: {
      ...integerShape(base),
      names: values,
      flags: true,
      prefix,
      constants: constants as Record<string, string>,
    },
    read: base.read,
    write(writer, value, family) {
      const number = Array.isArray(value)
        ? value.reduce((all: number, name) => (all | named(prefix, values, name)) >>> 0, 0)
        : value;
      base.write(writer, number as number, family);
    },
    show: (value: number) => showFlags(values, value),
  });
  return Object.assign(codec, { values });
}

/** The bits of `value` by name, the nameless rest in hexadecimal: `up,lowerUp,0x80000000`. */
export function showFlags(values: Names, value: number): string {
  const words: string[] = [];
  let rest = value >>> 0;
  for (const [name, bit] of Object.entries(values)) {
    if (bit !== 0 && (rest & bit) >>> 0 === bit >>> 0) {
      words.push(name);
      rest = (rest & ~bit) >>> 0;
    }
  }
  if (rest !== 0) words.push(`0x${rest.toString(16)}`);
  return words.join(',') || '0';
}

function integerShape(base: Codec<number>) {
  if (base.shape.kind !== 'integer') throw new TypeError(`${base.is} is not an integer`);
  return base.shape;
}

function named(prefix: string, values: Names, name: string): number {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) {
    throw new EncodeError(`${prefix} has no "${name}"${nearest(name, Object.keys(values))}`);
  }
  return value;
}
