import { Codec } from './codec.ts';
import { type StructInput, type StructView, struct } from './struct.ts';

type Named<N extends readonly string[], T, I> = { readonly [K in N[number]]: Codec<T, I> };

/**
 * A C array whose elements have names, as `__s32 conf[]` has by `DEVCONF_*`: read and written as a struct.
 * Kernels append elements, and older ones send fewer: any may be absent.
 * @param prefix the constants' common prefix: `DEVCONF`
 * @param names in the order of the constants, which count from `first`
 */
export function indexed<const N extends readonly string[], T, I>(
  prefix: string,
  of: Codec<T, I>,
  names: N,
  first = 0,
): Codec<
  StructView<Record<never, never>, Named<N, T, I>>,
  StructInput<Record<never, never>, Named<N, T, I>>
> {
  const later = Object.fromEntries(names.map((name) => [name, of])) as Named<N, T, I>;
  const whole = struct(prefix, {}, later);
  if (whole.shape.kind !== 'struct') throw new TypeError(`${prefix} is not a struct`);
  return new Codec({
    ...whole,
    is: `${of.is}[${prefix}]`,
    shape: { ...whole.shape, index: { prefix, first } },
  });
}
