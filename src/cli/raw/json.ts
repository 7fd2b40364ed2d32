import { type Node, problemText } from '../../../protocol/inspect/index.ts';
import { hexFromBytes, type Json, toJson } from '../../../protocol/schema/index.ts';
import type { Printer } from '../print/printer.ts';
import { attributeFlags } from './rows.ts';

/**
 * The members of a message or a part of it, in the JSON object that is open: `kind`, `name`, the kernel's `constant`
 * and `type` number, `path`, `offset` and `length` in bytes, `flags`, `padding`, `value`, `hex` of the payload,
 * `problem`, and `parts`.
 */
export function jsonMembers(printer: Printer, node: Node): void {
  const { kind, name, path, constant, type, offset, length, padding, nlmsghdr, value, problem, children } =
    node;
  printer.field('kind', kind);
  printer.field('name', name);
  if (constant !== undefined) printer.field('constant', constant);
  if (type !== undefined) printer.field('type', type);
  printer.field('path', path);
  printer.field('offset', offset);
  printer.field('length', length);
  if (nlmsghdr !== undefined) {
    printer.field('flags', nlmsghdr.flags);
    printer.field('sequence', nlmsghdr.sequence);
    printer.field('port', nlmsghdr.port);
  } else if (kind === 'attribute') {
    printer.array('flags', () => {
      for (const flag of attributeFlags(node)) printer.element(flag, '');
    });
  }
  if (padding > 0) printer.field('padding', padding);
  if (value !== undefined) printValue(printer, 'value', toJson(value));
  if (children.length === 0) printer.field('hex', hexFromBytes(node.bytes));
  if (problem !== undefined) printer.field('problem', problemText(problem));
  if (children.length > 0) {
    printer.array('parts', () => {
      for (const child of children) printer.object(undefined, () => jsonMembers(printer, child));
    });
  }
}

function printValue(printer: Printer, key: string | undefined, value: Json): void {
  if (Array.isArray(value)) {
    printer.array(key, () => {
      for (const element of value as readonly Json[]) printValue(printer, undefined, element);
    });
  } else if (typeof value === 'object' && value !== null) {
    printer.object(key, () => {
      for (const [name, inner] of Object.entries(value)) printValue(printer, name, inner);
    });
  } else if (key === undefined) printer.element(value as string, '');
  else printer.field(key, value as string);
}
