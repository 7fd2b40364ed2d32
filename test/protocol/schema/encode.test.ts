import { describe, expect, it } from 'vitest';
import { attributes, select, setOf, u16 } from '../../../protocol/schema/index.ts';
import { EncodeError, Writer } from '../../../protocol/wire/index.ts';
import { digits } from '../bytes.ts';
import { FLAG, sample } from './sample.ts';

type Input = Parameters<typeof sample.encode>[1];

const payload = (input: Input) => {
  const writer = new Writer(new Uint8Array(512).fill(0xff), true);
  sample.write(writer, 'NEW', input);
  return digits(writer.written().subarray(16));
};

function thrown(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}

describe('encoding', () => {
  it('writes header, attributes and all padding, over a buffer full of 0xff', () => {
    const input: Input = {
      header: { family: 2, index: -1 },
      name: 'eth0',
      mode: 'vlan',
      data: { id: 100, protocol: 0x8100, ports: [1, 2] },
      flags: ['up', 'top'],
      on: true,
      tags: [7],
      hops: [{ header: { hops: 4 }, via: '192.0.2.1' }, {}],
    };
    expect(payload(input)).toBe(
      [
        '02 00 0000 ffffffff',
        '0900 0100 6574683000 000000',
        '0600 0500 0100 0000',
        '2800 0680 | 0600 0100 6400 0000 | 0600 0200 8100 0000 | 1400 0380 0600 0100 0100 0000 0600 0200 0200 0000',
        '0800 0700 01000080',
        '0400 0800',
        '0600 0900 0700 0000',
        '1400 0c00 | 0c00 00 04 0800 0100 c0000201 | 0400 00 00',
      ]
        .join('')
        .replaceAll(/[ |]/g, ''),
    );
  });

  it('leaves a false flag and an undefined attribute out', () => {
    expect(payload({ on: false, mtu: undefined })).toBe('0000000000000000');
  });

  it('selects by number as by name, and needs the selector', () => {
    const named = payload({ mode: 'vlan', data: { id: 1 } });
    expect(payload({ mode: 1, data: { id: 1 } })).toBe(named);
    expect(payload({ data: { id: 1 }, mode: 'vlan' })).toContain('06000100');
    expect(() => payload({ data: { id: 1 } })).toThrow('sample.data: needs "mode" beside it');
  });

  it('takes what toJSON gave, unknown attributes too', () => {
    const input: Input = {
      total: 2n ** 64n - 1n,
      raw: Uint8Array.of(1, 2),
      $unknown: [{ type: 99, nested: true, bytes: 'aabb' }],
    };
    const bytes = sample.encode('NEW', input);
    const json = JSON.parse(JSON.stringify(sample.decode(bytes))) as Input;
    expect(json).toMatchObject({ total: '18446744073709551615', raw: '0102' });
    expect(sample.encode('NEW', json)).toEqual(bytes);
  });

  it('takes a view as its input', () => {
    const bytes = sample.encode('NEW', { header: { family: 2 }, name: 'a', mtu: 3 });
    expect(sample.encode('NEW', sample.decode(bytes))).toEqual(bytes);
    const view = sample.decode(sample.encode('NEW', { mode: 'vlan', data: { id: 4 } }));
    expect(payload({ mode: 'vlan', data: view.data })).toBe(payload({ mode: 'vlan', data: { id: 4 } }));
  });

  it('a view of the other byte order is written in this one', () => {
    const writer = new Writer(undefined, false);
    sample.write(writer, 'NEW', { mtu: 5, counters: { packets: 1n, bytes: 2n } });
    const view = sample.decode(writer.copy(), false);
    expect(payload(view as Input)).toBe(payload({ mtu: 5, counters: { packets: 1n, bytes: 2n } }));
  });
});

describe('what cannot be written', () => {
  it.each<[string, unknown, string]>([
    ['an unknown attribute', { mtux: 1 }, 'sample: SAMPLE has no "mtux"; did you mean "mtu"?'],
    [
      'an unknown header member',
      { header: { indx: 1 } },
      'sample.header: struct header has no "indx"; did you mean "index"?',
    ],
    [
      'too great',
      { mtu: 2 ** 32 },
      'sample.mtu: u32 takes a whole number from 0 to 4294967295, got 4294967296',
    ],
    ['negative', { mtu: -1 }, 'sample.mtu: u32 takes a whole number from 0 to 4294967295, got -1'],
    ['a fraction', { mtu: 1.5 }, 'sample.mtu: u32 takes a whole number from 0 to 4294967295, got 1.5'],
    ['text for a number', { mtu: '5' }, 'sample.mtu: u32 takes a whole number from 0 to 4294967295, got "5"'],
    [
      'a rounded 64-bit number',
      { total: 2 ** 53 },
      'sample.total: u64 takes a bigint or a safe whole number, got 9007199254740992',
    ],
    [
      'a 64-bit number too great',
      { total: 2n ** 64n },
      `sample.total: u64 takes 0 to ${2n ** 64n - 1n}, got ${2n ** 64n}`,
    ],
    ['a name for an enumeration', { mode: 'vlna' }, 'sample.mode: MODE has no "vlna"; did you mean "vlan"?'],
    ['a name for a flag', { flags: ['upp'] }, 'sample.flags: FLAG has no "upp"; did you mean "up"?'],
    [
      'flags that are neither',
      { flags: 'up' },
      'sample.flags: u32 takes a whole number from 0 to 4294967295, got "up"',
    ],
    [
      'a name that is too long',
      { name: 'sixteen-letters.' },
      'sample.name: "sixteen-letters." has 16 bytes; 15 is the most',
    ],
    ['text with a zero', { name: 'a\0b' }, 'sample.name: text cannot hold a zero byte'],
    ['no address', { address: '10.0.0.256' }, 'sample.address: an IPv4 address is needed, got "10.0.0.256"'],
    ['a bigint for an address', { address: 1n }, 'sample.address: an IPv4 address is needed, got 1'],
    ['a bigint for a flag', { on: 1n }, 'sample.on: a flag takes true or false, got 1'],
    ['one for many', { tags: 1 }, 'sample.tags: a repeated attribute takes an array'],
    [
      'a bad one among many',
      { tags: [1, -1] },
      'sample.tags[1]: u16 takes a whole number from 0 to 65535, got -1',
    ],
    [
      'deep inside',
      { mode: 'vlan', data: { ports: [1, 'x'] } },
      'sample.data.ports[1]: u16 takes a whole number from 0 to 65535, got "x"',
    ],
    ['in a record', { hops: [{}, { via: 'x' }] }, 'sample.hops[1].via: an IPv4 address is needed, got "x"'],
    [
      'bytes that are not',
      { raw: 'abc' },
      'sample.raw: bytes take a Uint8Array or pairs of hexadecimal digits, got "abc"',
    ],
    ['null for a struct', { counters: null }, 'sample.counters: struct counters takes an object'],
    [
      'an unknown attribute without a number',
      { $unknown: [{ bytes: '' }] },
      'sample: nla_type takes a whole number from 0 to 16383, got undefined',
    ],
    ['unknown attributes not in an array', { $unknown: {} }, 'sample.$unknown: takes an array'],
  ])('%s: an EncodeError that names the path', (_worry, input, message) => {
    const writer = new Writer();
    writer.u32(0x01020304);
    const before = digits(writer.written());
    const error = thrown(() => sample.write(writer, 'NEW', input as Input));
    expect(error).toBeInstanceOf(EncodeError);
    expect(error.message).toBe(message);
    expect(digits(writer.written())).toBe(before);
  });

  it('a payload that nla_len cannot say', () => {
    expect(thrown(() => sample.encode('NEW', { raw: new Uint8Array(65_532) })).message).toBe(
      'sample.raw: a payload of 65532 bytes; 65531 is the most',
    );
  });

  it('an unknown message type', () => {
    expect(() => sample.encode('NWE' as 'NEW', {})).toThrow(
      'sample: no message type "NWE"; did you mean "NEW"?',
    );
    expect(() => sample.encode('toString' as 'NEW', {})).toThrow(EncodeError);
  });
});

describe('a table', () => {
  it('refuses two names for one number', () => {
    expect(() => attributes('X', { a: [1, u16], b: [1, u16] })).toThrow(
      'X: 1 is named twice, the second time as b',
    );
  });

  it('is made when it is needed, once, and refused then', () => {
    let made = 0;
    const late = attributes('X', () => {
      made++;
      return { a: [1, u16] };
    });
    expect(made).toBe(0);
    expect([...setOf(late).byName.keys()]).toEqual(['a']);
    expect(setOf(late)).toBe(setOf(late));
    expect(made).toBe(1);
    const twice = attributes('X', () => ({ a: [1, u16], b: [1, u16] }));
    expect(() => setOf(twice)).toThrow('X: 1 is named twice, the second time as b');
  });

  it('refuses names that are not for tables', () => {
    expect(() => attributes('X', { $a: [1, u16] })).toThrow(TypeError);
    expect(() => attributes('X', { header: [1, u16] })).toThrow(TypeError);
  });

  it('refuses to select by what it has not', () => {
    expect(() => attributes('X', { data: [1, select('kind', {})] })).toThrow(
      'X: data has no "kind" to be selected by',
    );
  });

  it('shows flags by name and the nameless rest as a number', () => {
    expect(FLAG.show(0x8000_0041 as never)).toBe('up,running,top');
    expect(FLAG.show(0x103 as never)).toBe('up,0x102');
    expect(FLAG.show(0 as never)).toBe('0');
  });
});
