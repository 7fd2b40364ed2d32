import { expect } from 'vitest';
import type { AnyMessage } from '../../../protocol/index.ts';
import { Reader, Writer } from '../../../protocol/wire/index.ts';
import { digits, hex } from '../bytes.ts';

interface Described extends AnyMessage {
  decode(
    bytes: Uint8Array,
    littleEndian?: boolean,
  ): { toJSON(): unknown; readonly $type: string; $plain(): unknown };
}

/**
 * Bytes that say what a message of this kind says: they decode to `plain`, `plain` encodes to them, and it does so
 * over a buffer full of 0xff, which shows that padding is written.
 * @param text a message of a little-endian machine without its `nlmsghdr`, annotated
 */
export function same(message: Described, type: string, text: string, plain: object): void {
  const payload = hex(text);
  const number = message.types[type] ?? 0;
  const writer = new Writer(undefined, true);
  writer.u32(16 + payload.length);
  writer.u16(number);
  writer.u16(0);
  writer.zeros(8);
  writer.bytes(payload);
  const bytes = writer.copy();
  const view = message.decode(bytes, true);
  expect(view.$plain()).toEqual(plain);
  expect(view.$type).toBe(type);
  for (const input of [plain, JSON.parse(JSON.stringify(view))]) {
    const again = new Writer(new Uint8Array(1024).fill(0xff), true);
    (message as unknown as { write(w: Writer, type: string, input: object): void }).write(again, type, input);
    expect(digits(again.written().subarray(16))).toBe(digits(payload));
  }
  expect(new Reader(bytes).u8(16)).toBe(payload[0]);
}
