import { describe, expect, it } from 'vitest';
import {
  type AnyCodec,
  array,
  be16,
  be32,
  be64,
  byFamily,
  bytes,
  chars,
  checkPayload,
  flags,
  hardwareAddress,
  i8,
  i16,
  i32,
  i64,
  ip,
  ipv4,
  ipv6,
  linkAddress,
  octets,
  struct,
  text,
  textZ,
  u8,
  u16,
  u32,
  uint,
} from '../../../protocol/schema/index.ts';
import { Reader, Writer } from '../../../protocol/wire/index.ts';
import { digits, hex } from '../bytes.ts';

function written(codec: AnyCodec, value: unknown, family = 0, littleEndian = true): string {
  const writer = new Writer(new Uint8Array(64).fill(0xff), littleEndian);
  codec.write(writer, value as never, family);
  return digits(writer.written());
}

function read(codec: AnyCodec, text: string, family = 0, littleEndian = true): unknown {
  const payload = hex(text);
  const reader = new Reader(payload, littleEndian);
  checkPayload(codec, reader, 0, payload.length, 0, family);
  return codec.read(reader, 0, payload.length, family);
}

describe('a codec writes what it reads', () => {
  it.each<[string, AnyCodec, unknown, string, string]>([
    ['u16', u16, 0x1234, '3412', '1234'],
    ['u32', u32, 0x12345678, '78563412', '12345678'],
    ['s8', i8, -2, 'fe', 'fe'],
    ['s16', i16, -2, 'feff', 'fffe'],
    ['s32', i32, -2, 'feffffff', 'fffffffe'],
    ['s64', i64, -2n, 'feffffffffffffff', 'fffffffffffffffe'],
    ['be16', be16, 0x8100, '8100', '8100'],
    ['be32', be32, 0x12345, '00012345', '00012345'],
    ['be64', be64, 100n, '0000000000000064', '0000000000000064'],
    ['uint of 4 bytes', uint, 0xffff_ffffn, 'ffffffff', 'ffffffff'],
    ['uint of 8 bytes', uint, 0x1_0000_0002n, '0200000001000000', '0000000100000002'],
    ['IPv4', ip, '192.0.2.1', 'c0000201', 'c0000201'],
    ['IPv6', ip, '::1', '00000000000000000000000000000001', '00000000000000000000000000000001'],
    ['a link address', linkAddress, '02:00:5e:10:00:01', '02005e100001', '02005e100001'],
    ['no link address', linkAddress, '', '', ''],
    ['text', text, 'lo', '6c6f00', '6c6f00'],
    ['text in UTF-8', text, 'é', 'c3a900', 'c3a900'],
    ['text in a struct', chars(4), 'ab', '61620000', '61620000'],
    ['text that fills its place', chars(2), 'ab', '6162', '6162'],
    ['an array', array(u16), [1, 2], '01000200', '00010002'],
  ])('%s', (_name, codec, value, little, big) => {
    expect(written(codec, value)).toBe(little);
    expect(written(codec, value, 0, false)).toBe(big);
    expect(read(codec, little)).toEqual(value);
    expect(read(codec, big, 0, false)).toEqual(value);
  });
});

describe('sizes', () => {
  it.each<[string, AnyCodec, string, string]>([
    ['an IP address of 5 bytes', ip, '0102030405', 'an IP address needs 4 or 16 bytes, got 5'],
    ['a uint of 5 bytes', uint, '0102030405', 'uint needs 4 or 8 bytes, got 5'],
    [
      'a link address of 33 bytes',
      linkAddress,
      '00'.repeat(33),
      'link layer address needs at most 32 bytes, got 33',
    ],
    ['octets', octets(3), '0000', 'u8[3] needs 3 bytes, got 2'],
  ])('%s', (_name, codec, payload, problem) => {
    expect(() => read(codec, payload)).toThrow(problem);
  });

  it.each<[string, AnyCodec, unknown, string]>([
    ['a MAC address', hardwareAddress(6), '02:00', 'a link layer address of 6 bytes is needed, got "02:00"'],
    ['octets', octets(3), '0000', 'u8[3] needs 3 bytes, got 2'],
    ['text', textZ(4), 'abcd', '"abcd" has 4 bytes; 3 is the most'],
    ['s8', i8, 128, 's8 takes a whole number from -128 to 127, got 128'],
    [
      'flags in one byte',
      flags('F', u8, { big: 0x100 }),
      ['big'],
      'u8 takes a whole number from 0 to 255, got 256',
    ],
    ['a link address of a number', linkAddress, 5, 'a link layer address is needed, got 5'],
  ])('%s of another size is not written', (_name, codec, value, problem) => {
    expect(() => written(codec, value)).toThrow(problem);
  });
});

describe('by family', () => {
  const address = byFamily({ 2: ipv4, 10: ipv6 }, bytes);
  it('the same attribute is another address', () => {
    expect(read(address, '0a000001', 2)).toBe('10.0.0.1');
    expect(read(address, '0a000001', 7)).toEqual(hex('0a000001'));
    expect(() => read(address, '0a000001', 10)).toThrow('IPv6 address needs 16 bytes, got 4');
    expect(() => written(address, '10.0.0.1', 10)).toThrow('an IPv6 address is needed, got "10.0.0.1"');
  });
});

describe('a struct', () => {
  const pair = struct('pair', { low: u8, high: u16 }, { top: u32 });
  it('has no alignment of its own, and its later members are written when they are given', () => {
    expect(written(pair, { low: 1, high: 2 })).toBe('010200');
    expect(written(pair, { top: 3 })).toBe('00000003000000');
  });
  it('keeps its tail when a view is written', () => {
    const view = read(pair, '01020003000000eeee');
    expect(written(pair, view)).toBe('01020003000000eeee');
    expect(written(pair, view, 0, false)).toBe('01000200000003');
  });
  it('is refused without a fixed size', () => {
    expect(() => struct('bad', { name: text })).toThrow('struct bad: name has no fixed size');
  });
});

describe('bytes', () => {
  it('are not copied, and text for them is hexadecimal', () => {
    expect(read(bytes, '0102')).toEqual(Uint8Array.of(1, 2));
    expect(written(bytes, 'AB01')).toBe('ab01');
    expect(() => written(bytes, 5)).toThrow('bytes take a Uint8Array or hexadecimal digits, got 5');
  });
});
