import { align4, hostIsLittleEndian, NLMSG_HDRLEN, Reader } from '../wire/index.ts';
import { type Messages, walkFrame } from './message.ts';
import { type Node, node } from './node.ts';

/**
 * Takes all messages of a datagram apart. Nothing is refused: what can be read is there, and where it cannot be
 * read any further a node has a `problem`. Takes time in proportion to the bytes. Zeros behind the last message, as
 * ip(8) sends them and the kernel passes over, are a `tail`.
 *
 *     for (const tree of walk(rtnetlink, datagram)) console.log(tree.constant, tree.children.map((part) => part.path));
 *
 * @param messages those of the family that the bytes are said to be of, such as a `Protocol`; without it only
 * headers and the messages that all families share are read
 * @param littleEndian the byte order of the host that wrote the bytes
 */
export function walk(
  messages: Messages | undefined,
  bytes: Uint8Array,
  littleEndian: boolean = hostIsLittleEndian,
): Node[] {
  const reader = new Reader(bytes, littleEndian);
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at > 0 && onlyZeros(bytes, at)) {
      nodes.push(
        node({
          kind: 'tail',
          name: 'tail',
          path: '',
          offset: 0,
          length: bytes.length - at,
          reader,
          from: at,
          to: bytes.length,
        }),
      );
      break;
    }
    const tree = walkMessage(messages, reader, at, bytes.length);
    nodes.push(tree);
    if (tree.nlmsghdr === undefined || tree.length < NLMSG_HDRLEN) break;
    at += align4(Math.min(tree.length, bytes.length - at));
  }
  return nodes;
}

/**
 * Takes one message apart, as `walk` does. Offsets are bytes from its own start.
 * @param at where its `nlmsghdr` begins
 * @param limit where the bytes end, at its end or later
 */
export function walkMessage(messages: Messages | undefined, reader: Reader, at: number, limit: number): Node {
  return walkFrame({ reader, start: at, messages }, at, limit, undefined);
}

function onlyZeros(bytes: Uint8Array, at: number): boolean {
  while (at < bytes.length && bytes[at] === 0) at++;
  return at === bytes.length;
}
