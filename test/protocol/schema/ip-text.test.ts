import { BlockList, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIPv6, parseIPv4, parseIPv6 } from '../../../protocol/schema/index.ts';
import { digits } from '../bytes.ts';

describe('IPv6 text', () => {
  // What inet_ntop(3) of glibc 2.36 gives.
  it.each([
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['fe800000000000000000000000000001', 'fe80::1'],
    ['20010db8000000000000000000000000', '2001:db8::'],
    ['00000000000000000000ffffc0000201', '::ffff:192.0.2.1'],
    ['000000000000000000000000c0000201', '::192.0.2.1'],
    ['00000000000000000000000000010000', '::0.1.0.0'],
    ['00000000000000000000fffe00000001', '::fffe:0:1'],
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
    ['20010000000000010000000000000001', '2001:0:0:1::1'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    ['0000000100020003000400050006ffff', '0:1:2:3:4:5:6:ffff'],
    ['00010002000300040005000600070000', '1:2:3:4:5:6:7:0'],
    ['0064ff9b0000000000000000c0000201', '64:ff9b::c000:201'],
  ])('of %s is %s', (bytes, text) => {
    const parsed = Uint8Array.from(bytes.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    expect(formatIPv6(parsed, 0)).toBe(text);
    expect(digits(parseIPv6(text) ?? new Uint8Array())).toBe(bytes);
  });

  it('of any bytes is an address to Node, and comes back', () => {
    const sixteen = fc
      .array(fc.oneof(fc.constant(0), fc.constant(0xffff), fc.integer({ min: 0, max: 0xffff })), {
        minLength: 8,
        maxLength: 8,
      })
      .map((groups) => Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255])));
    fc.assert(
      fc.property(sixteen, (bytes) => {
        const text = formatIPv6(bytes, 0);
        expect(isIPv6(text)).toBe(true);
        expect(parseIPv6(text)).toEqual(bytes);
        const long = digits(bytes).match(/..../g)?.join(':') ?? '';
        const list = new BlockList();
        list.addAddress(text, 'ipv6');
        expect(list.check(long, 'ipv6')).toBe(true);
        expect(parseIPv6(long.toUpperCase())).toEqual(bytes);
      }),
    );
  });

  it('of any characters is taken exactly when Node takes it', () => {
    const character = fc.constantFrom(
      ':',
      '::',
      '0',
      '1',
      'ff',
      '1234',
      '12345',
      '.',
      '192.0.2.1',
      'g',
      '%',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(character, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        fc.pre(!text.includes('%'));
        expect(parseIPv6(text) !== undefined).toBe(isIPv6(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('IPv4 text', () => {
  it.each([
    '',
    '1',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.-4',
    '1.2.3.4\n',
    '0x1.2.3.4',
    '1..3.4',
    '١.2.3.4',
  ])('%j is refused, as Node refuses it', (text) => {
    expect(isIPv4(text)).toBe(false);
    expect(parseIPv4(text)).toBeUndefined();
  });

  it('is taken exactly when Node takes it', () => {
    const part = fc.oneof(fc.integer({ min: 0, max: 300 }).map(String), fc.constantFrom('00', '01', '', 'a'));
    fc.assert(
      fc.property(fc.array(part, { minLength: 3, maxLength: 5 }), (parts) => {
        const text = parts.join('.');
        expect(parseIPv4(text) !== undefined).toBe(isIPv4(text));
      }),
    );
    expect(parseIPv4('255.0.10.1')).toEqual(Uint8Array.of(255, 0, 10, 1));
  });

  it('is not made out of what is no text', () => {
    expect(parseIPv4(['1.2.3.4'] as unknown as string)).toBeUndefined();
    expect(parseIPv6(['::1'] as unknown as string)).toBeUndefined();
  });
});
