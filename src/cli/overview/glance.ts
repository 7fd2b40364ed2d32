import type { Context } from '../context.ts';

/** Begins a part. */
export function heading({ printer }: Context, text: string): void {
  printer.text('\n');
  printer.text(`${text}\n`, 'heading');
}

/** How much of a list can be taken in at a glance. */
const GLANCE = 24;

/** The first of a list, and how to see the others. */
export function shorten<V>(
  { printer }: Context,
  views: readonly V[],
  command: string,
  print: (view: V) => void,
): void {
  // One more costs as much room as saying that there is one more.
  const shown = views.length <= GLANCE + 1 ? views : views.slice(0, GLANCE);
  for (const view of shown) print(view);
  if (shown.length < views.length) {
    printer.text(`... and ${views.length - shown.length} more: rtnl-dump ${command}\n`);
  }
}
