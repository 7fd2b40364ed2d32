import type { Node } from '../../../protocol/inspect/index.ts';
import type { AttributeSet, Shape } from '../../../protocol/schema/index.ts';
import { NLA_F_NESTED, NLA_F_NET_BYTEORDER, Reader } from '../../../protocol/wire/index.ts';

type Plain = Record<string, unknown>;

/**
 * What a walked message says, in the form of a view's `$plain()`: read from the tree alone, so that the two ways of
 * reading the same bytes can be compared.
 */
export function plainMessage(message: Node, set: AttributeSet): Plain {
  return plainSet(message.children, set.header?.shape);
}

function plainSet(children: readonly Node[], header: Shape | undefined): Plain {
  const plain: Plain = {};
  const unknown: unknown[] = [];
  for (const child of children) {
    if (child.kind === 'header') {
      plain['header'] = header?.kind === 'struct' ? plainStruct(child, header) : child.value;
      continue;
    }
    const { name, flags, type, bytes } = child;
    if (child.constant === undefined) {
      unknown.push({
        type,
        ...((flags & NLA_F_NESTED) !== 0 && { nested: true }),
        ...((flags & NLA_F_NET_BYTEORDER) !== 0 && { netByteOrder: true }),
        bytes,
      });
    } else if (child.path.endsWith(']')) {
      plain[name] = [...((plain[name] as unknown[]) ?? []), plainNode(child)];
    } else {
      plain[name] = plainNode(child);
    }
  }
  if (unknown.length > 0) plain['$unknown'] = unknown;
  return plain;
}

function plainNode(node: Node): unknown {
  const shape = node.codec?.shape;
  switch (shape?.kind) {
    case 'struct':
      return plainStruct(node, shape);
    case 'attributes':
      return plainSet(node.children, shape.set.header?.shape);
    case 'list':
      return node.children.map(plainNode);
    case 'records':
      return node.children.map((record) => plainSet(record.children, shape.set.header?.shape));
    case 'array':
      return node.value ?? node.children.map(plainNode);
    default:
      return node.value;
  }
}

const zeros = new Reader(new Uint8Array(256));

/** Members that a short request left out are zeros. */
function plainStruct(node: Node, shape: Extract<Shape, { kind: 'struct' }>): Plain {
  const plain: Plain = {};
  const min = node.codec?.min ?? 0;
  for (const { name, codec, offset, size, padding } of shape.members) {
    if (padding) continue;
    const member = node.children.find((child) => child.name === name);
    if (member !== undefined) plain[name] = plainNode(member);
    else if (offset + size <= min) plain[name] = codec.read(zeros, 0, size, 0);
  }
  return plain;
}
