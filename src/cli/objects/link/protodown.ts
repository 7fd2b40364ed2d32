import type { NameTable } from '../../../model/names/tables.ts';
import type { Printer } from '../../print/printer.ts';
import { printWords } from '../../print/words.ts';
import type { LinkView } from './view.ts';

/** Whether user space holds the link down, and why. */
export function printProtodown(
  printer: Printer,
  { protoDown, protoDownReason }: LinkView,
  reasons: NameTable,
): void {
  if (protoDown) printer.value('proto_down', true, ' protodown on ');
  const bits = protoDownReason?.value ?? 0;
  if (protoDown === undefined || bits === 0) return;
  const words: string[] = [];
  for (let bit = 0; bit < 32; bit++) if ((bits >>> bit) & 1) words.push(reasons.name(bit));
  printWords(printer, 'proto_down_reason', words, 'protodown_reason <', '>');
}
