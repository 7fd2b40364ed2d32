import { hexLines, type Node } from '../../../protocol/inspect/index.ts';
import type { Printer } from '../print/printer.ts';
import { messageHeader, messageName, type Row, rowsOf } from './rows.ts';

/** Columns of the page: what does not fit goes onto the next lines. */
const PAGE = 100;
/** Offset, length and the spaces after them. */
const MARGIN = 12;
const LABEL_LEAST = 20;
const LABEL_MOST = 46;

/** Prints a message as a tree: offset and length in bytes, name and type number, value, bytes. */
export function printTree(printer: Printer, message: Node, rtnetlink = true): void {
  if (message.kind === 'tail') {
    printer.text(`zeros behind the message, ${message.length} bytes`);
    printer.newline();
    return;
  }
  if (message.nlmsghdr !== undefined) {
    printer.text(messageName(message), 'interface');
    printer.text(`, ${message.length} bytes, ${messageHeader(message, rtnetlink)}`);
  } else {
    printer.text(`no message, ${message.length} bytes`, 'interface');
  }
  const rows = rowsOf(message);
  const widths = rows.map(({ depth, label, place }) => (place === undefined ? 0 : 2 * depth + label.length));
  const width = Math.max(LABEL_LEAST, ...widths.map((each) => Math.min(each, LABEL_MOST)));
  for (const row of rows) printRow(printer, row, MARGIN + width + 1);
  printer.newline();
}

/** Prints a row; values stand from column `column` on. */
function printRow(printer: Printer, row: Row, column: number): void {
  const { depth, place, label, value, color, bytes } = row;
  const indent = ' '.repeat(2 * depth);
  printer.newline();
  if (place === undefined) {
    printer.text(`${' '.repeat(MARGIN)}${indent}`);
    printer.text(value, color);
    return;
  }
  const left = `${String(place.offset).padStart(5)} ${String(place.length).padStart(5)} ${indent}${label}`;
  const begin = Math.max(column, left.length + 1);
  const [first = '', ...more] = wrapped(value, Math.max(PAGE - begin, 24));
  const beside = more.length === 0 ? besideValue(bytes, begin + first.length) : undefined;
  if (first === '' && beside === undefined) {
    printer.text(left);
  } else {
    printer.text(left.padEnd(begin));
    printer.text(first, color);
  }
  for (const line of more) {
    printer.newline();
    printer.text(' '.repeat(begin));
    printer.text(line, color);
  }
  if (beside !== undefined) printer.text(beside);
  else printLines(printer, bytes, `${' '.repeat(MARGIN + 2)}${indent}`);
}

/** Few bytes stand on the right of the page, behind a value that ends at `column`. */
function besideValue(bytes: Uint8Array | undefined, column: number): string | undefined {
  if (bytes === undefined || bytes.length > 16) return undefined;
  const [line] = hexLines(bytes);
  const hex = line?.hex ?? '';
  const at = Math.max(Math.min(PAGE - 23, PAGE - hex.length), column + 2);
  return at + hex.length > PAGE ? undefined : ' '.repeat(at - column) + hex;
}

/** More of them get lines of their own, sixteen to each. */
function printLines(printer: Printer, bytes: Uint8Array | undefined, indent: string): void {
  if (bytes === undefined) return;
  for (const { hex, ascii } of hexLines(bytes)) {
    printer.newline();
    printer.text(`${indent}${hex.padEnd(47)}  ${ascii}`);
  }
}

/** Text in lines of a width, broken behind commas and spaces where there are any. */
function wrapped(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let line = '';
  // A list is broken between its elements.
  for (const word of text.split(text.includes(',') ? /(?<=, ?)(?! )/ : /(?<= )/)) {
    if (line !== '' && line.length + word.trimEnd().length > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  }
  if (line !== '') lines.push(line.trimEnd());
  return lines;
}
