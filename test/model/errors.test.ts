import { describe, expect, it } from 'vitest';
import { Addresses } from '../../src/model/addresses.ts';
import { Fdb } from '../../src/model/fdb.ts';
import { Interface, type LinkView } from '../../src/model/interface.ts';
import { Links } from '../../src/model/links.ts';
import type { Namespace } from '../../src/model/namespace.ts';
import { Neighbours } from '../../src/model/neighbours.ts';
import { Routes } from '../../src/model/routes.ts';
import { Rules } from '../../src/model/rules.ts';
import { InputError } from '../../src/sys/input-error.ts';

/** A namespace to which nothing can be sent. */
const net = {
  get connection(): never {
    throw new Error('something was sent');
  },
  equals: (other: unknown) => other === net,
  toString: () => 'net1',
} as unknown as Namespace;
const [links, addresses, routes] = [new Links(net), new Addresses(net), new Routes(net)];
const [neighbours, rules, fdb] = [new Neighbours(net), new Rules(net), new Fdb(net)];
const eth0 = new Interface(net, { header: { index: 2, flags: 0 }, ifname: 'eth0' } as unknown as LinkView);
const elsewhere = new Interface(
  { equals: () => false, toString: () => 'net2' } as unknown as Namespace,
  { header: { index: 2 }, ifname: 'eth9' } as unknown as LinkView,
);

/** What the compiler would refuse. */
const any = (value: unknown) => value as never;

const BAD: readonly (readonly [act: () => unknown, sentence: string])[] = [
  [
    () => links.add({ kind: 'bridge', name: 'sixteen-bytes-16' }),
    'name: "sixteen-bytes-16" is no interface name: it has 16 bytes, and 15 is the most',
  ],
  [() => links.add({ kind: 'bridge', name: 'a/b' }), 'name: "a/b" is no interface name: it has a "/"'],
  [
    () => links.add({ kind: 'veth', name: 'a', peer: { name: '' } }),
    'peer.name: "" is no interface name: it is empty',
  ],
  [
    () => links.add({ kind: 'bridge', name: 'br0', altnames: ['a b'] }),
    'altname: "a b" is no alternative name: it has a " "',
  ],
  [
    () => links.add({ kind: 'bridge', name: 'br0', addresses: [any('10.0.0.1')] }),
    'addresses: "10.0.0.1" has no prefix length; write 10.0.0.1/24, or 10.0.0.1/32 for the address alone',
  ],
  [() => links.add(any({ kind: 'bridge', vni: 5 })), 'a bridge has no option "vni"'],
  [
    () => links.add(any({ kind: 'vlan', link: eth0, id: 5, gvrpp: true })),
    'a vlan has no option "gvrpp"; did you mean "gvrp"?',
  ],
  [() => eth0.rename('a:b'), 'name: "a:b" is no interface name: it has a ":"'],
  [() => eth0.set(any({ mtuu: 5 })), 'an interface has no option "mtuu"; did you mean "mtu"?'],
  [() => eth0.setMaster(0), 'master: 0 is no interface index; they begin with 1'],
  [() => eth0.setMaster(elsewhere), 'master: interface eth9 in net2 is in another namespace than net1'],
  [() => eth0.set({ group: 'nosuchgroup' }), 'unknown group "nosuchgroup"'],
  [
    () => addresses.add(any('10.0.0.1'), { dev: eth0 }),
    'address: "10.0.0.1" has no prefix length; write 10.0.0.1/24, or 10.0.0.1/32 for the address alone',
  ],
  [
    () => addresses.add('10.0.0.1/33', { dev: eth0 }),
    'address: "10.0.0.1/33" has a prefix length that is not 0 to 32',
  ],
  [
    () => addresses.add('10.0.0/24', { dev: eth0 }),
    'address: an IPv4 or IPv6 address is needed, got "10.0.0"',
  ],
  [
    () => addresses.add('10.0.0.1/24', { dev: eth0, peer: 'fd00::1' }),
    'peer: fd00::1 is of another family than 10.0.0.1',
  ],
  [() => addresses.add('fd00::1/64', { dev: eth0, broadcast: '+' }), 'broadcast: IPv6 addresses have none'],
  [() => addresses.add('10.0.0.1/24', any({ dev: eth0, brd: '+' })), 'an address has no option "brd"'],
  [
    () => routes.add('10.0.0.1/8', { via: '192.0.2.1' }),
    'destination: "10.0.0.1/8" has bits set behind its prefix; the network is 10.0.0.0/8',
  ],
  [
    () => routes.add('fd00::/8', { via: '192.0.2.1' }),
    'via: 192.0.2.1 can not be the gateway of an IPv6 route',
  ],
  [
    () => routes.add('default', { via: '192.0.2.1/24' }),
    'via: an IPv4 or IPv6 address is needed (without a prefix length), got "192.0.2.1/24"',
  ],
  [
    () => routes.add('10.0.0.0/8', { via: '192.0.2.1', src: 'fd00::1' }),
    'src: fd00::1 is of another family than 10.0.0.0',
  ],
  [() => routes.add('10.0.0.0/8', any({ gateway: '192.0.2.1' })), 'a route has no option "gateway"'],
  [
    () => routes.add('10.0.0.0/8', { dev: eth0, table: 'mian' }),
    'unknown table "mian"; did you mean "main"?',
  ],
  [
    () => routes.add('10.0.0.0/8', { dev: eth0, nexthops: [{ dev: eth0 }] }),
    'nexthops: say it in place of via and dev, not beside them',
  ],
  [
    () => routes.add('10.0.0.0/8', { nexthops: [{ dev: eth0, weight: 257 }] }),
    'nexthops[0].weight: 1 to 256 is needed, got 257',
  ],
  [
    () => routes.get('10.0.0.0/8'),
    'destination: an IPv4 or IPv6 address is needed (without a prefix length), got "10.0.0.0/8"',
  ],
  [
    () => neighbours.add('10.0.0.1/8', { dev: eth0, lladdr: '02:00:00:00:00:01' }),
    'address: an IPv4 or IPv6 address is needed (without a prefix length), got "10.0.0.1/8"',
  ],
  [
    () => neighbours.add('10.0.0.1', { dev: eth0, lladdr: 'nonsense' }),
    'lladdr: a link layer address such as 02:00:5e:10:00:01 is needed, got "nonsense"',
  ],
  [
    () => rules.add({ from: '10.0.0.1/8' }),
    'from: "10.0.0.1/8" has bits set behind its prefix; the network is 10.0.0.0/8',
  ],
  // A filter that is misspelled would leave all.
  [
    () => links.list(any({ knid: 'veth' })),
    'a filter of interfaces has no option "knid"; did you mean "kind"?',
  ],
  [() => addresses.flush(any({ device: eth0 })), 'a filter of addresses has no option "device"'],
  [() => routes.flush(any({ tabel: 88 })), 'a filter of routes has no option "tabel"; did you mean "table"?'],
  [
    () => neighbours.flush(any({ stat: 'stale' })),
    'a filter of neighbours has no option "stat"; did you mean "state"?',
  ],
  [
    () => fdb.flush(any({ brige: 'br0' })),
    'a filter of forwarding entries has no option "brige"; did you mean "bridge"?',
  ],
  [() => routes.get('10.0.0.1', any({ ifi: eth0 })), 'a lookup has no option "ifi"; did you mean "iif"?'],
  [() => eth0.vlans.add({ vid: 4095 }), 'vid: a whole number from 1 to 4094 is needed, got 4095'],
  [() => eth0.vlans.delete(any({ vlan: 10 })), 'a VLAN of a port has no option "vlan"'],
  [
    () => fdb.add('nonsense', { dev: eth0 }),
    'lladdr: a MAC address such as 02:00:5e:10:00:01 is needed, got "nonsense"',
  ],
];

describe('what can not be meant', () => {
  it.for(BAD)('is refused before anything is sent: %#', async ([act, sentence]) => {
    const error = await Promise.resolve()
      .then(act)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toBe(sentence);
  });
});
