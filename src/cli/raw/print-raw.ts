import type { Context } from '../context.ts';

/** Prints what a dump gave as trees: `--raw`. An entry of the listing each. */
export async function printRaw(
  context: Context,
  views: Iterable<{ readonly $bytes: Uint8Array }>,
): Promise<undefined> {
  const { printEntries } = await import('./raw.ts');
  printEntries(context, views);
}
