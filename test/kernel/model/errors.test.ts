import { release } from 'node:os';
import { describe, expect, it } from 'vitest';
import { Namespace } from '../../../src/index.ts';
import { failure, inNamespace } from './support.ts';

/** A bridge that is up with an address and a route, a cable whose one end is its port, a neighbour and a rule. */
async function furnish(net: Namespace): Promise<void> {
  await net.links.add({ kind: 'bridge', name: 'br0', up: true, addresses: ['172.16.10.1/26'] });
  await net.links.add({ kind: 'bridge', name: 'br1' });
  await net.links.add({ kind: 'veth', name: 'veth0', up: true, master: 'br0', peer: { name: 'veth1' } });
  await net.routes.add('172.16.10.128/26', { via: '172.16.10.2' });
  await net.neighbours.add('172.16.10.2', { dev: 'br0', lladdr: '02:00:5e:10:00:01' });
  await net.rules.add({ from: '10.0.0.0/8', table: 88, priority: 100 });
}

const MISTAKES: readonly (readonly [
  what: string,
  act: (net: Namespace) => Promise<unknown>,
  sentence: string,
])[] = [
  [
    'a name that is taken',
    (net) => net.links.add({ kind: 'bridge', name: 'br0' }),
    'cannot add bridge br0 in net1: file exists (EEXIST); an interface of this name is there already, or another that uses the same id on the same lower interface',
  ],
  [
    'a misspelt interface',
    (net) => net.links.get('br9'),
    'cannot find interface br9 in net1: no such device (ENODEV); there is no such interface (any more) in this namespace; did you mean "br0"?',
  ],
  [
    'an interface that is not there',
    (net) => net.addresses.add('10.0.0.1/8', { dev: 'eth7' }),
    'cannot find interface eth7 in net1: no such device (ENODEV); there is no such interface (any more) in this namespace; did you mean "veth1"?',
  ],
  [
    'the loopback deleted',
    (net) => net.links.delete('lo'),
    'cannot delete interface lo in net1: operation not supported (EOPNOTSUPP); only virtual interfaces can be deleted, and the loopback goes with its namespace',
  ],
  [
    'a rename to a name that is taken',
    (net) => net.links.set('br1', { name: 'br0' }),
    'cannot change interface br1 in net1 (name br0): file exists (EEXIST); an interface of this name is there already, or another that uses the same id on the same lower interface',
  ],
  [
    'a bridge in a bridge',
    (net) => net.links.set('br1', { master: 'br0' }),
    'cannot change interface br1 in net1 (master br0): Can not enslave a bridge to a bridge (ELOOP); a bridge cannot be a port of a bridge: join two bridges with a veth pair',
  ],
  [
    'a master that is no bridge',
    (net) => net.links.set('veth1', { master: 'veth0' }),
    'cannot change interface veth1 in net1 (master veth0): operation not supported (EOPNOTSUPP); the master must be of a kind that takes ports: a bridge, a bond, a VRF',
  ],
  [
    'an MTU that is too small',
    (net) => net.links.set('veth0', { mtu: 10 }),
    'cannot change interface veth0 in net1 (mtu 10): mtu less than device minimum (EINVAL)',
  ],
  [
    'an address twice',
    (net) => net.addresses.add('172.16.10.1/26', { dev: 'br0' }),
    'cannot add address 172.16.10.1/26 to br0 in net1: ipv4: Address already assigned (EEXIST); the interface has this address already: use replace() to change its lifetimes and flags',
  ],
  [
    'an address deleted that is not there',
    (net) => net.addresses.delete('172.16.10.9/26', { dev: 'br0' }),
    'cannot delete address 172.16.10.9/26 of br0 in net1: ipv4: Address not found (EADDRNOTAVAIL); the interface has no such address (any more)',
  ],
  [
    'a route twice',
    (net) => net.routes.add('172.16.10.128/26', { via: '172.16.10.2' }),
    'cannot add route 172.16.10.128/26 via 172.16.10.2 in net1: file exists (EEXIST); there is a route for this prefix, tos and metric already: use replace() to change it, append() to put this one behind it, or another metric',
  ],
  [
    'a gateway out of reach',
    (net) => net.routes.add('default', { via: '192.168.1.1' }),
    'cannot add route default via 192.168.1.1 in net1: Nexthop has invalid gateway (ENETUNREACH); no interface that is up has the gateway in its prefix: add the address and bring the interface up first, or say onlink',
  ],
  [
    'a route by an interface that is down',
    (net) => net.routes.add('10.0.0.0/8', { dev: 'veth1' }),
    'cannot add route 10.0.0.0/8 dev veth1 in net1: Device for nexthop is not up (ENETDOWN); bring the interface up first: routes live only on interfaces that are up',
  ],
  [
    'a source that is not ours',
    (net) => net.routes.add('10.0.0.0/8', { via: '172.16.10.2', src: '10.9.9.9' }),
    'cannot add route 10.0.0.0/8 via 172.16.10.2 in net1: Invalid prefsrc address (EINVAL); the source address (src) must be one of this namespace: add it to an interface first',
  ],
  [
    'a route deleted that is not there',
    (net) => net.routes.delete('10.0.0.0/8', { via: '172.16.10.2' }),
    'cannot delete route 10.0.0.0/8 via 172.16.10.2 in net1: no such process (ESRCH); no route matches; it may have gone with its interface',
  ],
  [
    'a route changed that is not there',
    (net) => net.routes.change('10.0.0.0/8', { via: '172.16.10.2' }),
    'cannot change route 10.0.0.0/8 via 172.16.10.2 in net1: no such file or directory (ENOENT); there is no such route to change: use add() or replace()',
  ],
  [
    'a way to nowhere',
    (net) => net.routes.get('192.0.2.1'),
    'cannot find a route to 192.0.2.1 in net1: network is unreachable (ENETUNREACH); no route leads there: add one, or a default route',
  ],
  [
    'a neighbour twice',
    (net) => net.neighbours.add('172.16.10.2', { dev: 'br0', lladdr: '02:00:5e:10:00:02' }),
    'cannot add neighbour 172.16.10.2 on br0 in net1: file exists (EEXIST); there is an entry already: use replace() to change it',
  ],
  [
    'a neighbour deleted that is not there',
    (net) => net.neighbours.delete('172.16.10.9', { dev: 'br0' }),
    'cannot delete neighbour 172.16.10.9 on br0 in net1: no such file or directory (ENOENT); there is no such entry (any more)',
  ],
  [
    'a rule twice',
    (net) => net.rules.add({ from: '10.0.0.0/8', table: 88, priority: 100 }),
    'cannot add rule priority 100 from 10.0.0.0/8 table 88 in net1: file exists (EEXIST); there is exactly this rule already',
  ],
  [
    'a rule deleted that is not there',
    (net) => net.rules.delete({ from: '10.0.0.0/8', table: 99 }),
    'cannot delete rule from 10.0.0.0/8 table 99 in net1: no such file or directory (ENOENT); there is no such entry (any more)',
  ],
  [
    'a forwarding entry for what has none',
    (net) => net.fdb.add('02:00:5e:10:00:05', { dev: 'veth1', master: true }),
    'cannot add forwarding entry 02:00:5e:10:00:05 of veth1 master in net1: operation not supported (EOPNOTSUPP); the interface is no port of a bridge (master), or has no forwarding entries of its own (self)',
  ],
  [
    'a forwarding entry deleted that is not there',
    (net) => net.fdb.delete('02:00:5e:10:00:05', { dev: 'br0' }),
    'cannot delete forwarding entry 02:00:5e:10:00:05 of br0 in net1: no such file or directory (ENOENT); there is no such entry (any more)',
  ],
  [
    'a namespace twice',
    async (net) => Namespace.create(net.name),
    'cannot make network namespace net1: file exists (EEXIST from open)',
  ],
  [
    'a namespace that is not there',
    async () => Namespace.open('nosuchnamespace'),
    'cannot open network namespace nosuchnamespace: no such file or directory (ENOENT from open)',
  ],
];

/** Linux 6.1 has no words of its own for these, and ours for the errno stand in their place. */
const OLDER: Readonly<Record<string, string>> = {
  'ipv4: Address already assigned': 'file exists',
  'ipv4: Address not found': 'cannot assign requested address',
};

function expected(sentence: string): string {
  if (!release().startsWith('6.1.')) return sentence;
  return Object.entries(OLDER).reduce((text, [words, older]) => text.replace(words, older), sentence);
}

describe('common mistakes are told in one sentence', () => {
  it.for(MISTAKES)('%s', ([, act, sentence]) =>
    inNamespace(async (net, name) => {
      await furnish(net);
      const error = await failure(act(net));
      const said = String((error as Error).message).replaceAll(name, 'net1');
      expect(said).toBe(expected(sentence));
    }),
  );
});
