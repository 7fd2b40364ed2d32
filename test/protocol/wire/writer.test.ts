import { describe, expect, it } from 'vitest';
import { EncodeError, hostIsLittleEndian, Writer } from '../../../protocol/wire/index.ts';
import { digits } from '../bytes.ts';

describe('a writer', () => {
  it('writes every byte, padding too, over a buffer full of 0xff', () => {
    const writer = new Writer(new Uint8Array(64).fill(0xff), true);
    const at = writer.beginAttribute(0x8001);
    writer.u8(5);
    writer.endAttribute(at);
    writer.zeros(2);
    writer.align();
    expect(digits(writer.written())).toBe('0500018005000000' + '00000000');
  });

  it('grows out of its buffer and leaves that alone', () => {
    const buffer = new Uint8Array(6).fill(0xff);
    const writer = new Writer(buffer, false);
    writer.u32(0x01020304);
    writer.u32(0x05060708);
    writer.bytes(new Uint8Array(1000).fill(9));
    expect(writer.length).toBe(1008);
    expect(digits(writer.copy().subarray(0, 9))).toBe('010203040506070809');
    expect(digits(buffer)).toBe('01020304ffff');
  });

  it('honours the byte order it was made for, and that of each value', () => {
    const little = new Writer(undefined, true);
    const big = new Writer(undefined, false);
    for (const writer of [little, big]) {
      writer.u16(1);
      writer.u32(2);
      writer.u64(3n);
      writer.u16(4, false);
    }
    expect(digits(little.written())).toBe('0100' + '02000000' + '0300000000000000' + '0004');
    expect(digits(big.written())).toBe('0001' + '00000002' + '0000000000000003' + '0004');
    expect(new Writer().littleEndian).toBe(hostIsLittleEndian);
  });

  it('takes the longest payload that nla_len can say, and no longer one', () => {
    const writer = new Writer();
    const at = writer.beginAttribute(1);
    writer.zeros(65_531);
    writer.endAttribute(at);
    expect(writer.length).toBe(65_536);
    const next = writer.beginAttribute(1);
    writer.zeros(65_532);
    expect(() => writer.endAttribute(next)).toThrow(
      new EncodeError('a payload of 65532 bytes; 65531 is the most'),
    );
  });

  it('forgets what is truncated', () => {
    const writer = new Writer();
    writer.u32(1);
    writer.u32(2);
    writer.truncate(4);
    writer.u8(7);
    expect(writer.written()).toHaveLength(5);
    expect(writer.u8At(4)).toBe(7);
  });
});
