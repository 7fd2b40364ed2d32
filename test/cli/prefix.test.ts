import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/cli/errors.ts';
import { addressBytes, parseAddress, parsePrefix, startsWith } from '../../src/cli/prefix.ts';

const INET = 2;
const INET6 = 10;
const MPLS = 28;

describe('prefixes of a command line', () => {
  it.for([
    ['192.0.2.0/24', 0, INET, [192, 0, 2, 0], 24],
    ['192.0.2.1', 0, INET, [192, 0, 2, 1], 32],
    ['10/8', 0, INET, [10, 0, 0, 0], 8],
    ['172.16/255.240.0.0', 0, INET, [172, 16, 0, 0], 12],
    ['0/0', INET, INET, [0, 0, 0, 0], 0],
    ['::/0', 0, INET6, new Array(16).fill(0), 0],
    ['16', MPLS, MPLS, [0, 1, 0], 20],
  ] as const)('%s', ([word, family, of, bytes, bits]) => {
    expect(parsePrefix(word, family)).toEqual({
      family: of,
      bytes: Uint8Array.from(bytes),
      bits,
      narrows: true,
    });
  });

  it('hold everything where they say so', () => {
    expect(parsePrefix('default', 0)).toMatchObject({ family: 0, bits: 0, narrows: true });
    expect(parsePrefix('any', 0)).toMatchObject({ family: 0, bits: 0, narrows: false });
    expect(parsePrefix('all', INET)).toMatchObject({ family: INET, bits: 0, narrows: true });
  });

  it.for([
    ['192.0.2.0/33', 0],
    ['192.0.2.0/', 0],
    ['192.0.2.0/24/8', 0],
    ['192.0.2.0/255.0.255.0', 0],
    ['192.0.2', INET6],
    ['2001:db8::/32', INET],
    ['2001:db8::/129', 0],
    ['default', MPLS],
    ['1048576', MPLS],
    ['eth0', 0],
    ['', INET6],
  ] as const)('%s of family %i is none', ([word, family]) => {
    expect(() => parsePrefix(word, family)).toThrow(InputError);
  });

  it('are not addresses', () => {
    expect(() => parseAddress('192.0.2.0/24', 0)).toThrow(new InputError('"192.0.2.0/24" is no IP address'));
    expect(parseAddress('192.0.2.7', 0).bits).toBe(32);
  });
});

describe('an address begins with a prefix', () => {
  it.for([
    ['10.1.2.3', '10/8', true],
    ['11.1.2.3', '10/8', false],
    ['10.1.128.0', '10.1.128.0/17', true],
    ['10.1.127.255', '10.1.128.0/17', false],
    ['2001:db8::1', '2001:db8::/31', true],
    ['2001:db6::1', '2001:db8::/31', false],
    ['192.0.2.1', '0/0', true],
  ] as const)('%s and %s: %s', ([address, prefix, expected]) => {
    expect(startsWith(addressBytes(address), parsePrefix(prefix, 0))).toBe(expected);
  });
});
