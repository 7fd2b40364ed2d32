import type { AnyCodec, AttributeSet } from '../../protocol/schema/index.ts';
import { chooseBySibling } from '../../protocol/schema/index.ts';
import { align4, Reader } from '../../protocol/wire/index.ts';

/** An attribute taken apart as far as its table knows, so that a law can change it and put it together again. */
export interface Node {
  type: number;
  codec: AnyCodec | undefined;
  /** Bytes before the children, or the whole payload. */
  bytes: Uint8Array;
  children: Node[] | undefined;
}

export interface Tree {
  /** The `nlmsghdr` and the fixed header with its padding. */
  head: Uint8Array;
  nodes: Node[];
}

/** Takes a message apart that was decoded without an error. */
export function takeApart(set: AttributeSet, message: Uint8Array): Tree {
  const reader = new Reader(message);
  const at = Math.min(16 + set.headerSpace, message.length);
  const family = set.hasFamily && message.length > 16 ? reader.u8(16) : 0;
  return { head: message.slice(0, at), nodes: nodesOf(set, reader, at, message.length, family) };
}

function nodesOf(set: AttributeSet, reader: Reader, start: number, end: number, family: number): Node[] {
  const nodes: Node[] = [];
  for (let at = start; end - at >= 4; at += align4(reader.u16(at))) {
    const type = reader.u16(at + 2);
    let codec = set.byNumber[type & 0x3fff]?.codec;
    if (codec?.shape.kind === 'select') codec = chooseBySibling(set, codec.shape, reader, start, end, family);
    nodes.push(nodeOf(type, codec, reader, at + 4, at + reader.u16(at), family));
  }
  return nodes;
}

function nodeOf(
  type: number,
  codec: AnyCodec | undefined,
  reader: Reader,
  at: number,
  end: number,
  family: number,
): Node {
  const shape = codec?.shape;
  switch (shape?.kind) {
    case 'attributes': {
      const { set } = shape;
      const first = Math.min(at + set.headerSpace, end);
      const own = set.hasFamily && end > at ? reader.u8(at) : family;
      return {
        type,
        codec,
        bytes: reader.bytes.slice(at, first),
        children: nodesOf(set, reader, first, end, own),
      };
    }
    case 'many':
      return nodeOf(type, shape.of, reader, at, end, family);
    case 'lazy':
      return nodeOf(type, shape.get(), reader, at, end, family);
    case 'family':
      return nodeOf(type, shape.cases[family] ?? shape.otherwise, reader, at, end, family);
    default:
      return { type, codec, bytes: reader.bytes.slice(at, end), children: undefined };
  }
}

/** The message that a tree stands for, its length set anew. */
export function putTogether(tree: Tree): Uint8Array {
  const body = join(tree.nodes);
  const message = new Uint8Array(tree.head.length + body.length);
  message.set(tree.head);
  message.set(body, tree.head.length);
  new DataView(message.buffer).setUint32(0, message.length, true);
  return message;
}

function join(nodes: readonly Node[]): Uint8Array {
  const parts = nodes.map((node) => {
    const inner = node.children === undefined ? new Uint8Array(0) : join(node.children);
    const length = 4 + node.bytes.length + inner.length;
    const part = new Uint8Array(align4(length));
    const view = new DataView(part.buffer);
    view.setUint16(0, length, true);
    view.setUint16(2, node.type, true);
    part.set(node.bytes, 4);
    part.set(inner, 4 + node.bytes.length);
    return part;
  });
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Every list of attributes in the tree, the outermost first. */
export function lists(tree: Tree): Node[][] {
  const all: Node[][] = [];
  const visit = (nodes: Node[]) => {
    all.push(nodes);
    for (const node of nodes) if (node.children !== undefined) visit(node.children);
  };
  visit(tree.nodes);
  return all;
}

/** Every attribute in the tree. */
export function allNodes(tree: Tree): Node[] {
  return lists(tree).flat();
}
