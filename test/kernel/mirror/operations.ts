import fc from 'fast-check';

/** A line for `ip -batch`; many of them fail, as they may. */
export type Operation = string;

/** The cables of the namespace: `p0` to `p5`, each two the ends of one. */
const ports = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];

/**
 * The ends of cables that may become ports of a bridge: never both of one, for a second path is a loop, in which the
 * first packet never rests.
 */
const bridged = ['p0', 'p2', 'p4'];

/** Lines that make the namespace in which operations have something to do. */
export const beginning: readonly string[] = [
  'link set lo up',
  'link add p0 type veth peer name p1',
  'link add p2 type veth peer name p3',
  'link add p4 type veth peer name p5',
  'link add br0 type bridge',
  ...ports.slice(0, 4).map((port) => `link set ${port} up`),
  'address add 10.0.0.1/24 dev p0',
  'address add 10.0.1.1/24 dev p2',
  'address add fd00::1/64 dev p0 nodad',
  'address add fd01::1/64 dev p2 nodad',
];

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const dev = pick(...ports, 'br0');
const near = pick('10.0.0.2 dev p0', '10.0.0.3 dev p0', '10.0.1.2 dev p2', '10.0.1.3 dev p2');
const near6 = pick('fd00::2 dev p0', 'fd00::3 dev p0', 'fd01::2 dev p2', 'fd01::3 dev p2');
const prefix = pick('10.9.0.0/16', '10.9.1.0/24', '10.9.1.1/32', 'default', '192.0.2.0/24');
const prefix6 = pick('2001:db8::/32', '2001:db8:1::/48', '2001:db8:1::1/128', 'default');
const metric = pick('', '', ' metric 5', ' metric 100');
const table = pick('', '', ' table 100', ' table 1000');
const verb = pick('add', 'append', 'prepend', 'replace', 'change', 'delete', 'delete');
const verb6 = pick('add', 'append', 'replace', 'delete', 'delete');
const words = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const just = (text: string) => fc.constant(text);

const route4 = words(
  just('route '),
  verb,
  just(' '),
  prefix,
  fc.oneof(
    near.map((way) => ` via ${way}`),
    dev.map((name) => ` dev ${name}`),
    fc.tuple(near, near).map(([one, other]) => ` nexthop via ${one} nexthop via ${other}`),
    just(' blackhole').map(() => ' dev lo'),
    pick(' nhid 1', ' nhid 2', ' nhid 9'),
    near.map((way) => ` via ${way} src 10.0.0.1`),
    near.map((way) => ` tos 4 via ${way}`),
  ),
  metric,
  table,
);

const route6 = words(
  just('-6 route '),
  verb6,
  just(' '),
  prefix6,
  fc.oneof(
    near6.map((way) => ` via ${way}`),
    fc.tuple(near6, near6).map(([one, other]) => ` nexthop via ${one} nexthop via ${other}`),
    near6.map((way) => ` via ${way} src fd00::1`),
    pick(' nhid 3'),
  ),
  metric,
  table,
);

const special = words(
  just('route '),
  pick('add', 'replace', 'delete'),
  pick(' blackhole ', ' unreachable ', ' throw '),
  prefix,
  metric,
);

const link = fc.oneof(
  words(just('link set '), dev, pick(' up', ' down', ' up', ' mtu 1400', ' mtu 1500', ' alias other')),
  words(just('link set '), pick(...bridged), pick(' master br0', ' nomaster')),
  pick('link del br0', 'link add br0 type bridge', 'link del p4', 'link add p4 type veth peer name p5'),
  pick('link set p5 down', 'link set p5 name q5', 'link set q5 name p5'),
  pick('link property add dev p0 altname other0', 'link property del dev p0 altname other0'),
);

const address = words(
  just('address '),
  pick('add', 'del', 'del', 'replace'),
  fc.oneof(
    fc
      .tuple(pick('10.0.0.1/24', '10.0.0.7/24', '10.0.1.1/24', '10.0.2.1/24', '10.0.0.1/32'), dev)
      .map(([cidr, name]) => ` ${cidr} dev ${name}`),
    fc
      .tuple(pick('fd00::1/64', 'fd01::1/64', 'fd02::1/64'), dev)
      .map(([cidr, name]) => ` ${cidr} dev ${name} nodad`),
  ),
);

const neighbour = words(
  just('neigh '),
  pick('add', 'replace', 'del', 'change'),
  pick(' 10.0.0.9', ' 10.0.0.10', ' fd00::9', ' fd00::10'),
  just(' lladdr 02:00:00:00:00:0'),
  pick('1', '2'),
  just(' dev '),
  pick(...ports),
  pick('', ' nud stale', ' nud permanent'),
);

const rule = words(
  pick('', '-6 '),
  just('rule '),
  pick('add', 'del'),
  pick(' iif p4', ' oif p5', ' fwmark 7', ' iif br0', ' goto 32766'),
  pick(' priority 100', ' priority 200'),
  pick(' lookup 100', ' lookup 1000'),
).map((line) => (line.includes('goto') ? line.replace(/ lookup \d+/, '') : line));

const nexthop = fc.oneof(
  words(just('nexthop '), pick('add', 'replace'), pick(' id 1', ' id 2'), just(' via '), near),
  words(just('-6 nexthop '), pick('add', 'replace'), just(' id 3 via '), near6),
  pick('nexthop replace id 9 group 1/2', 'nexthop add id 9 group 1', 'nexthop add id 9 group 1/2'),
  pick('nexthop del id 1', 'nexthop del id 2', 'nexthop del id 3', 'nexthop del id 9'),
);

/** Anything. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: route4 },
  { weight: 5, arbitrary: route6 },
  { weight: 1, arbitrary: special },
  { weight: 5, arbitrary: link },
  { weight: 3, arbitrary: address },
  { weight: 2, arbitrary: neighbour },
  { weight: 2, arbitrary: rule },
  { weight: 2, arbitrary: nexthop },
);
