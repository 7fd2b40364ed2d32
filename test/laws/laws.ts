import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type AnyCodec,
  type AnyMessage,
  type AttributeSetView,
  type HeadedInput,
  Message,
  type MessageTypes,
  type Table,
  ViewBase,
} from '../../protocol/schema/index.ts';
import { DecodeError, hostIsLittleEndian, Reader, Writer } from '../../protocol/wire/index.ts';
import { allNodes, lists, putTogether, takeApart } from './tree.ts';

type Any = Message<MessageTypes, AnyCodec, Table>;
type View = AttributeSetView & Record<string, unknown>;

/** Decodes, or throws what the decoder throws. */
export function decode(message: AnyMessage, bytes: Uint8Array, littleEndian = hostIsLittleEndian): View {
  const reader = new Reader(bytes, littleEndian);
  message.check(reader, 0, bytes.length);
  return message.view(reader, 0, bytes.length) as View;
}

export function encode(message: AnyMessage, type: string, input: unknown, littleEndian = hostIsLittleEndian) {
  const writer = new Writer(new Uint8Array(64).fill(0xff), littleEndian);
  (message as unknown as Any).write(writer, type, input as HeadedInput<AnyCodec, Table>);
  return writer.copy();
}

const json = (view: View) => JSON.stringify(view);

/** decode(bytes) re-encodes to the same bytes, and so does an edit that changes nothing. */
export function keepsBytes(message: AnyMessage, bytes: Uint8Array): void {
  const view = decode(message, bytes);
  const header = { flags: view['$flags'], sequence: view['$sequence'], port: view['$port'] } as object;
  const again = (message as unknown as Any).encode(view['$type'] as string, view as never, header);
  assert.deepEqual(again, aligned(bytes));
  assert.deepEqual((message as unknown as Any).edit(view as never, {}), aligned(bytes));
}

function aligned(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array((bytes.length + 3) & ~3);
  padded.set(bytes);
  return padded;
}

/** encode(toJSON) and encode(plain) decode to the same, but for lengths, which are computed anew. */
export function survivesJson(message: AnyMessage, bytes: Uint8Array): void {
  const view = decode(message, bytes);
  const type = view['$type'] as string;
  const before = json(view);
  const same = (input: unknown) => {
    const after = json(decode(message, encode(message, type, input)));
    assert.deepEqual(withoutLengths(after), withoutLengths(before));
  };
  same(JSON.parse(before));
  same(view.$plain());
}

/** `rtnh_len` counts the padding of its last attribute, or does not. */
const withoutLengths = (text: string) => text.replaceAll(/"len":\d+,/g, '');

/** Every prefix decodes or is refused with an offset inside it. */
export function refusesPrefixes(message: AnyMessage, bytes: Uint8Array): void {
  for (let length = 16; length < bytes.length; length++) {
    const prefix = bytes.slice(0, length);
    new DataView(prefix.buffer).setUint32(0, length, hostIsLittleEndian);
    try {
      touch(decode(message, prefix));
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      assert.ok(error.offset >= 0 && error.offset <= length, `${error.message} of ${length} bytes`);
    }
  }
}

/** An attribute that no table names, put in anywhere, stays there and changes nothing else. */
export function keepsUnknown(message: AnyMessage, bytes: Uint8Array, pick: number): void {
  const tree = takeApart(message.set, bytes);
  const everywhere = lists(tree);
  const place = everywhere[pick % everywhere.length] ?? [];
  const before = decode(message, bytes);
  place.splice(pick % (place.length + 1), 0, {
    type: 0x3ffe,
    codec: undefined,
    bytes: Uint8Array.of(1, 2, 3, 4, 5),
    children: undefined,
  });
  const grown = putTogether(tree);
  const view = decode(message, grown);
  keepsBytes(message, grown);
  survivesJson(message, grown);
  assert.deepEqual(
    JSON.stringify(view)
      .replaceAll(/,?"\$unknown":\[\{"type":16382,"bytes":"0102030405"\}\]/g, '')
      .replaceAll('{,', '{'),
    json(before),
  );
}

/** An attribute sent twice: the last counts, all others are as they were. */
export function doubles(message: AnyMessage, bytes: Uint8Array, pick: number): void {
  const tree = takeApart(message.set, bytes);
  const node = tree.nodes[pick % Math.max(1, tree.nodes.length)];
  if (node === undefined) return;
  tree.nodes.push(node);
  const before = decode(message, bytes).$plain();
  const after = decode(message, putTogether(tree)).$plain();
  const field = message.set.byNumber[node.type & 0x3fff];
  for (const name of Object.keys(after)) {
    if (name === field?.name && field.codec.many) {
      assert.deepEqual((after[name] as unknown[]).length, (before[name] as unknown[]).length + 1);
    } else if (name !== '$unknown') {
      assert.deepEqual(after[name], before[name]);
    }
  }
}

/** Kernels append members: every struct 8 bytes longer still decodes, keeps its members and its tail. */
export function growsStructs(message: AnyMessage, bytes: Uint8Array): void {
  const tree = takeApart(message.set, bytes);
  let grown = 0;
  for (const node of allNodes(tree)) {
    if (node.codec?.shape.kind !== 'struct' || node.codec.shape.members.length === 0) continue;
    const last = node.codec.shape.members.at(-1);
    // A shorter one, of an older kernel, would take the new bytes for its missing members.
    if (last === undefined || node.bytes.length < last.offset + last.size) continue;
    node.bytes = Uint8Array.from([...node.bytes, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa]);
    grown++;
  }
  const longer = putTogether(tree);
  assert.deepEqual(longer.length, bytes.length + 8 * grown);
  assert.deepEqual(json(decode(message, longer)), json(decode(message, bytes)));
  keepsBytes(message, longer);
}

/** The NESTED flag is not looked at. */
export function ignoresNestedFlag(message: AnyMessage, bytes: Uint8Array): void {
  const tree = takeApart(message.set, bytes);
  const strip = (view: string) => view.replaceAll('"nested":true,', '');
  for (const node of allNodes(tree)) node.type &= 0x3fff;
  const plain = putTogether(tree);
  assert.deepEqual(strip(json(decode(message, plain))), strip(json(decode(message, bytes))));
  keepsBytes(message, plain);
}

/** A message written by a host of the other byte order reads alike. */
export function readsOtherByteOrder(message: AnyMessage, type: string, input: unknown): void {
  const own = decode(message, encode(message, type, input));
  const other = encode(message, type, input, !hostIsLittleEndian);
  const view = decode(message, other, !hostIsLittleEndian);
  assert.deepEqual(json(view), json(own));
  assert.deepEqual(view['$type'], type);
}

/** Calls every getter of a view and of the views inside it; none may throw. */
export function touch(value: unknown): void {
  if (Array.isArray(value)) {
    for (const element of value) touch(element);
    return;
  }
  if (!(value instanceof ViewBase)) return;
  for (let at = Object.getPrototypeOf(value); at !== ViewBase.prototype; at = Object.getPrototypeOf(at)) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (property.get !== undefined && name !== '$set')
        touch((value as unknown as Record<string, unknown>)[name]);
    }
  }
  value.toJSON();
}

/** An index into something whose size is not known yet. */
export const pick = fc.nat({ max: 1 << 20 });

export { Message };
