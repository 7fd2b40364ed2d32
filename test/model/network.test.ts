import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  broadcastOf,
  contains,
  networkOf,
  parseCidr,
  parseDestination,
  parseIp,
  parseNetwork,
} from '../../src/model/network.ts';
import { InputError } from '../../src/sys/input-error.ts';

const v4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }));
const v6 = fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }));

describe('an address with its length', () => {
  it.each([
    ['172.18.0.1/12', 'inet', 12],
    ['2001:DB8::1/64', 'inet6', 64],
    ['0.0.0.0/0', 'inet', 0],
    ['::ffff:192.0.2.1/128', 'inet6', 128],
  ])('is read: %s', (text, family, length) => {
    expect(parseCidr(text, 'address')).toMatchObject({ family, length });
  });

  it.each([
    [
      '172.18.0.1',
      'address: "172.18.0.1" has no prefix length; write 172.18.0.1/24, or 172.18.0.1/32 for the address alone',
    ],
    ['172.18.0.1/33', 'address: "172.18.0.1/33" has a prefix length that is not 0 to 32'],
    ['172.18.0.1/', 'address: "172.18.0.1/" has a prefix length that is not 0 to 32'],
    ['172.18.0/16', 'address: an IPv4 or IPv6 address is needed, got "172.18.0"'],
    ['fe80::1%eth0/64', 'address: an IPv4 or IPv6 address is needed, got "fe80::1%eth0"'],
  ])('is refused: %s', (text, message) => {
    expect(() => parseCidr(text, 'address')).toThrow(new InputError(message));
  });

  it('is no address where one alone is needed', () => {
    expect(() => parseIp('192.0.2.1/24', 'via')).toThrow(
      'via: an IPv4 or IPv6 address is needed (without a prefix length), got "192.0.2.1/24"',
    );
  });
});

describe('a destination', () => {
  it('may be an address alone, a prefix of all its bits', () => {
    expect(parseDestination('192.0.2.1', 'destination', 'inet')).toMatchObject({ length: 32 });
    expect(parseDestination('2001:db8::1', 'destination', 'inet')).toMatchObject({
      family: 'inet6',
      length: 128,
    });
  });

  it('may be default, of either family', () => {
    expect(parseDestination('default', 'destination', 'inet')).toMatchObject({ text: '0.0.0.0', length: 0 });
    expect(parseDestination('default', 'destination', 'inet6')).toMatchObject({ text: '::', length: 0 });
  });

  it('has no bits set behind its prefix', () => {
    expect(() => parseDestination('172.16.10.1/26', 'destination', 'inet')).toThrow(
      'destination: "172.16.10.1/26" has bits set behind its prefix; the network is 172.16.10.0/26',
    );
  });
});

describe('a network', () => {
  it('holds the addresses that node:net says it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(v4, fc.ipV4()), fc.tuple(v6, fc.ipV6())), ([[text, length], other]) => {
        const network = networkOf(parseNetwork(`${text}/${length}`, 'network'));
        const list = new BlockList();
        const family = network.family === 'inet' ? 'ipv4' : 'ipv6';
        list.addSubnet(network.text, length, family);
        expect(contains(network, parseIp(other, 'address'))).toBe(list.check(other, family));
        expect(contains(network, parseIp(text, 'address'))).toBe(true);
      }),
    );
  });

  it('is its own network', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), ([text, length]) => {
        const network = networkOf(parseNetwork(`${text}/${length}`, 'network'));
        expect(networkOf(network)).toEqual(network);
        expect(parseDestination(`${network.text}/${length}`, 'destination', network.family)).toEqual(network);
      }),
    );
  });

  it.each([
    ['172.16.10.1/26', '172.16.10.63'],
    ['172.18.0.1/12', '172.31.255.255'],
    ['10.0.0.1/30', '10.0.0.3'],
    ['0.0.0.0/0', '255.255.255.255'],
    ['10.0.0.1/31', undefined],
    ['10.0.0.1/32', undefined],
    ['2001:db8::1/64', undefined],
  ])('has its broadcast address: %s', (text, broadcast) => {
    expect(broadcastOf(parseNetwork(text, 'network'))).toBe(broadcast);
  });
});
