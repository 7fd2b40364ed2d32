import type { Names } from '../../protocol/schema/index.ts';

/** The number behind an enumeration's value, which is a name when it has one. */
export function numberOf<N extends Names>(of: { readonly values: N }, value: string | number): number {
  return typeof value === 'number' ? value : (of.values[value] ?? 0);
}

/** As `numberOf`, for what may be absent. */
export function codeOf<N extends Names>(
  of: { readonly values: N },
  value: string | number | undefined,
): number | undefined {
  return value === undefined ? undefined : numberOf(of, value);
}
