import { describe, expect, it } from 'vitest';
import { DEPTH_MAX, message, Protocol, RawMessage, struct, u8 } from '../../../protocol/schema/index.ts';
import { DecodeError } from '../../../protocol/wire/index.ts';
import { digits, hex } from '../bytes.ts';
import { sample } from './sample.ts';

/** A message of this type with a header of family 2, index 3, and these attributes. */
function framed(attributes: string, type = 16): Uint8Array {
  const body = hex(attributes);
  const bytes = new Uint8Array(24 + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.length, true);
  view.setUint16(4, type, true);
  view.setUint32(8, 9, true);
  bytes[16] = 2;
  view.setInt32(20, 3, true);
  bytes.set(body, 24);
  return bytes;
}

const decode = (attributes: string) => sample.decode(framed(attributes), true);

function refusal(bytes: Uint8Array): DecodeError {
  try {
    sample.decode(bytes, true);
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw error;
  }
  throw new Error('the bytes were decoded');
}

describe('what is missing or too much', () => {
  it.each([
    [
      'nla_len less than its header',
      '0300 0200 01000000',
      'sample.mtu: nla_len 3 is less than its header (at byte 24)',
    ],
    [
      'nla_len beyond the end',
      '0900 0200 01000000',
      'sample.mtu: nla_len 9 is more than the 8 bytes that are there (at byte 24)',
    ],
    ['an integer too short', '0600 0200 0100 0000', 'sample.mtu: u32 needs 4 bytes, got 2 (at byte 28)'],
    [
      'an integer too long',
      '0c00 0200 0100000000000000',
      'sample.mtu: u32 needs 4 bytes, got 8 (at byte 28)',
    ],
    [
      'a struct too short',
      '0c00 0a00 0100000000000000',
      'sample.counters: struct counters needs at least 16 bytes, got 8 (at byte 28)',
    ],
    [
      'a short one in a nest',
      '0600 0500 0100 0000 0c00 0680 0500 0100 01 000000',
      'sample.data.id: u16 needs 2 bytes, got 1 (at byte 40)',
    ],
    ['1 stray byte', '0800 0200 01000000 00', 'sample: 1 stray byte after the last attribute (at byte 32)'],
    ['3 stray bytes', '000000', 'sample: 3 stray bytes after the last attribute (at byte 24)'],
    [
      'a record longer than its room',
      '0800 0c00 0900 00 00',
      'sample.hops[0]: its length 9 is not from 4 to 4 (at byte 28)',
    ],
    [
      'a record of no length',
      '0800 0c00 0000 00 00',
      'sample.hops[0]: its length 0 is not from 4 to 4 (at byte 28)',
    ],
    [
      'a list that ends in an attribute',
      '0600 0500 0100 0000 0c00 0600 0800 0300 0300 0000',
      'sample.data.ports: nla_len 3 is not within the 4 bytes that are there (at byte 40)',
    ],
  ])('%s: the path, the problem and the offset', (_worry, attributes, message) => {
    expect(refusal(framed(attributes)).message).toBe(message);
  });

  it('a header too short is refused, but a GET request may carry the family alone', () => {
    expect(refusal(framed('').slice(0, 20)).message).toContain('nlmsg_len 24 is more than');
    const short = framed('', 16).slice(0, 20);
    short[0] = 20;
    expect(refusal(short).message).toBe(
      'sample.header: struct header needs at least 8 bytes, got 4 (at byte 16)',
    );
    short[4] = 18;
    const view = sample.decode(short, true);
    expect(view.header.family).toBe(2);
    expect(view.header.index).toBe(0);
    expect(view.mtu).toBeUndefined();
    expect(view.$plain()).toEqual({ header: { family: 2, type: 0, index: 0 } });
  });

  it('the padding of the last attribute may be missing', () => {
    expect(decode('0600 0500 0200').mode).toBe('tagged');
    expect(decode('0a00 0680 0600 0100 0500 0000 0600 0500 0100').data).toMatchObject({ id: 5 });
  });

  it('every prefix of a message is refused with an offset inside it, or decodes', () => {
    const whole = framed(
      '0600 0500 0100 0000 1400 0680 0600 0100 6400 0000 0600 0200 8100 0000 0600 0900 0700 0000',
    );
    for (let size = 0; size < whole.length; size++) {
      const bytes = whole.slice(0, size);
      if (size >= 4) new DataView(bytes.buffer).setUint32(0, size, true);
      try {
        sample.decode(bytes, true).toJSON();
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
        expect((error as DecodeError).offset).toBeLessThanOrEqual(size);
      }
    }
  });
});

describe('nesting', () => {
  const nested = (levels: number): Uint8Array => {
    let inside = '';
    for (let level = 0; level < levels; level++) {
      const size = inside.length / 2 + 4;
      inside = `${digits(Uint8Array.of(size & 255, size >> 8))}${level === levels - 1 ? '0d80' : '0180'}${inside}`;
    }
    return framed(inside);
  };

  it(`goes to ${DEPTH_MAX} levels and no deeper`, () => {
    expect(sample.decode(nested(DEPTH_MAX), true).deep).toBeDefined();
    const error = refusal(nested(DEPTH_MAX + 1));
    expect(error.problem).toBe(`nested deeper than ${DEPTH_MAX} levels`);
    expect(error.path).toBe(`sample.deep${'.deeper'.repeat(DEPTH_MAX)}`);
  });

  it('a thousand levels neither overflow the stack nor take long', () => {
    expect(refusal(nested(1000)).problem).toContain('nested deeper');
  });

  it('does not depend on NLA_F_NESTED', () => {
    const flagged = decode('0600 0500 0100 0000 0c00 0680 0600 0100 6400 0000').toJSON();
    expect(decode('0600 0500 0100 0000 0c00 0600 0600 0100 6400 0000').toJSON()).toEqual(flagged);
  });
});

describe('order, number and unknown', () => {
  it('of one attribute sent twice the last counts', () => {
    expect(decode('0800 0200 01000000 0800 0200 02000000').mtu).toBe(2);
  });

  it('all of a repeated attribute are given, with others between', () => {
    const view = decode('0600 0900 0100 0000 0800 0200 05000000 0600 0900 0200 0000');
    expect(view.tags).toEqual([1, 2]);
    expect(view.$plain()).toMatchObject({ tags: [1, 2], mtu: 5 });
    expect(decode('').tags).toBeUndefined();
  });

  it.each([
    ['before', '0600 0500 0100 0000 0c00 0680 0600 0100 6400 0000'],
    ['after', '0c00 0680 0600 0100 6400 0000 0600 0500 0100 0000'],
  ])('a payload is selected by a sibling %s it', (_where, attributes) => {
    const view = decode(attributes);
    expect(view.$plain()).toMatchObject({ mode: 'vlan', data: { id: 100 } });
    expect(view.data).toMatchObject({ id: 100 });
  });

  it('a selected payload is refused as its sibling says, wherever that is', () => {
    expect(refusal(framed('0900 0680 0500 0100 01 000000 0600 0500 0100 0000')).path).toBe('sample.data.id');
  });

  it('without its sibling, or with one that no case names, it stays bytes', () => {
    expect(decode('0500 0680 09 000000').data).toEqual(Uint8Array.of(9));
    expect(decode('0600 0500 6300 0000 0500 0680 09 000000').data).toEqual(Uint8Array.of(9));
  });

  it('unknown attributes are kept with their flags, in order', () => {
    const view = decode('0500 6380 aa 000000 0800 0200 05000000 0600 6443 bbcc 0000 0400 0000');
    expect(view.mtu).toBe(5);
    expect(view.$unknown).toEqual([
      { type: 99, nested: true, bytes: Uint8Array.of(0xaa) },
      { type: 0x364, netByteOrder: true, bytes: Uint8Array.of(0xbb, 0xcc) },
      { type: 0, bytes: new Uint8Array(0) },
    ]);
  });

  it('a flag is true when it is there', () => {
    expect(decode('0400 0800').on).toBe(true);
    expect(decode('').on).toBeUndefined();
  });
});

describe('values', () => {
  it('64 bits are never rounded', () => {
    const view = decode('0c00 0300 ffffffffffffffff');
    expect(view.total).toBe(0xffff_ffff_ffff_ffffn);
    expect(view.toJSON()).toMatchObject({ total: '18446744073709551615' });
  });

  it('a struct may be longer, and later members may be absent', () => {
    const short = decode('1400 0a00 0100000000000000 0200000000000000').counters;
    expect(short).toMatchObject({ packets: 1n, bytes: 2n, errors: undefined });
    expect(short?.$plain()).toEqual({ packets: 1n, bytes: 2n });
    const long = decode(`2000 0a00 0100000000000000 0200000000000000 0300000000000000 0200 eeee`).counters;
    expect(long?.$plain()).toEqual({ packets: 1n, bytes: 2n, errors: 3n, mode: 'tagged' });
    expect(digits(long?.$bytes ?? new Uint8Array())).toMatch(/0200eeee$/);
  });

  it('numbers without a name and bits without a name are kept', () => {
    expect(decode('0600 0500 6300 0000').mode).toBe(99);
    expect(decode('0800 0700 410000c0').flags).toBe(0xc000_0041);
  });

  it('a machine of the other byte order is read alike', () => {
    const big = hex('00000020 0010 0000 00000009 00000000 02 00 0000 00000003 0008 0002 00000005');
    const view = sample.decode(big, false);
    expect(view.header.index).toBe(3);
    expect(view.mtu).toBe(5);
    expect(view.$sequence).toBe(9);
  });

  it('text that is not UTF-8 comes through and goes back', () => {
    const bytes = framed('0900 0100 61 ff e9 62 00 000000');
    const view = sample.decode(bytes, true);
    expect(view.name).toBe('a\udcff\udce9b');
    const again = sample.encode('NEW', { name: view.name });
    expect(digits(again.subarray(24))).toBe('0900010061ffe96200000000');
  });
});

describe('a protocol', () => {
  const other = message('other', { OTHER: 20 }, 'OTHER', struct('o', { family: u8 }), {});
  const protocol = new Protocol('p', [sample, other]);
  const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

  it('reports what it cannot decode in its place and goes on', () => {
    const bad = framed('0600 0200 0100 0000');
    const all = protocol.decode(
      joined(framed('0800 0200 07000000'), bad, framed('', 17), framed('', 99)),
      true,
    );
    expect(all).toHaveLength(4);
    expect(all[0]).toMatchObject({ mtu: 7, $type: 'NEW' });
    expect(all[1]).toMatchObject({ error: { offset: 28, path: 'sample.mtu' }, bytes: bad });
    expect(all[2]).toMatchObject({ $type: 'DEL' });
    expect(all[3]).toBeInstanceOf(RawMessage);
    expect(all[3]).toMatchObject({ $type: 99, $sequence: 9 });
  });

  it('loses only the rest when the framing is broken', () => {
    const broken = framed('');
    broken[0] = 1;
    const all = protocol.decode(joined(framed(''), broken, framed('')), true);
    expect(all).toHaveLength(2);
    expect(all[1]).toMatchObject({ error: { problem: 'nlmsg_len 1 is less than its header' } });
    expect((all[1] as { bytes: Uint8Array }).bytes).toHaveLength(48);
  });

  it('refuses two messages with one number', () => {
    const twin = message('twin', { TWIN: 20 }, 'TWIN', struct('t', { family: u8 }), {});
    expect(() => new Protocol('p', [other, twin])).toThrow('p: TWIN has the number of another type');
  });
});

describe('zeros behind the last message', () => {
  const protocol = new Protocol('sample', [sample]);
  const padded = (bytes: Uint8Array, more: number[]) =>
    protocol.decode(Uint8Array.from([...bytes, ...more]), true);

  it('are no message, as ip sends them and the kernel passes over', () => {
    expect(padded(framed(''), new Array(128).fill(0)).map(({ $type }) => $type)).toHaveLength(1);
  });

  it('are one when there is something in them', () => {
    const items = padded(framed(''), [0, 0, 0, 0, 1, 0, 0, 0]);
    expect(items.map(({ $type }) => $type).at(-1)).toBe('undecodable');
  });

  it('are one when there is nothing before', () => {
    expect(protocol.decode(new Uint8Array(16), true).map(({ $type }) => $type)).toEqual(['undecodable']);
  });
});
