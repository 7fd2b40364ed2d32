import { type Messages, type Node, problems, walk } from '../../../protocol/inspect/index.ts';
import { rtnetlink } from '../../../protocol/route/index.ts';
import type { Context } from '../context.ts';
import type { Printer } from '../print/printer.ts';
import { jsonMembers } from './json.ts';
import { printTree } from './tree.ts';

/** Prints messages as trees, an entry of the listing each. */
export function printEntries(context: Context, views: Iterable<{ readonly $bytes: Uint8Array }>): void {
  for (const { $bytes: bytes } of views) {
    for (const tree of walk(rtnetlink, bytes)) {
      context.entry(() => printMessage(context.printer, tree, rtnetlink));
    }
  }
}

/**
 * Prints a message as a tree, in JSON as members of the object that is open.
 * @param messages those by which it was walked
 * @returns whether all of it could be read
 */
export function printMessage(printer: Printer, tree: Node, messages: Messages | undefined): boolean {
  if (printer.json) jsonMembers(printer, tree);
  else printTree(printer, tree, messages === rtnetlink);
  printer.text('\n');
  return problems(tree).length === 0;
}
