/** The bits of the options that are true. */
export function flagBits<K extends string>(
  options: { readonly [N in K]?: boolean | undefined },
  bits: readonly (readonly [name: K, bit: number])[],
): number {
  return bits.reduce((all, [name, bit]) => (options[name] === true ? all | bit : all), 0);
}
