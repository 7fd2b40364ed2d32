import { Codec } from './codec.ts';
import { type StructInput, type StructView, struct } from './struct.ts';

type Named<N extends readonly string[], T, I> = { readonly [K in N[number]]: Codec<T, I> };
type None = Record<never, never>;

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
): Codec<StructView<None, Named<N, T, I>>, StructInput<None, Named<N, T, I>>> {
  return asArray(prefix, of, first, struct(prefix, {}, membersOf(of, names)));
}

/** The same with a fixed number of elements: `__u64 igmp_leaves[BR_MCAST_DIR_SIZE]`. */
export function indexedFixed<const N extends readonly string[], T, I>(
  prefix: string,
  of: Codec<T, I>,
  names: N,
): Codec<StructView<Named<N, T, I>, None>, StructInput<Named<N, T, I>, None>> {
  return asArray(prefix, of, 0, struct(prefix, membersOf(of, names)));
}

function membersOf<const N extends readonly string[], T, I>(of: Codec<T, I>, names: N): Named<N, T, I> {
  return Object.fromEntries(names.map((name) => [name, of])) as Named<N, T, I>;
}

function asArray<V, W, T, I>(
  prefix: string,
  of: Codec<T, I>,
  first: number,
  whole: Codec<V, W>,
): Codec<V, W> {
  if (whole.shape.kind !== 'struct') throw new TypeError(`${prefix} is not a struct`);
  return new Codec<V, W>({
    ...whole,
    is: `${of.is}[${prefix}]`,
    shape: { ...whole.shape, index: { prefix, first } },
  });
}
