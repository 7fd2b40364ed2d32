import fc from 'fast-check';
import { beginning, operation } from './operations.ts';

/** Lines for one program in one namespace, at the same time as others. */
export interface Burst {
  readonly program: 'ip' | 'bridge';
  /** Which of the two namespaces. */
  readonly side: 0 | 1;
  readonly lines: readonly string[];
}

/** Cables beside those of all, whose ends go from one namespace to the other. */
const movers = ['m0', 'm1', 'm2', 'm3'];

/** As in `operations.ts`: the ends that may be in a bridge, here or there. */
const bridged = ['m0', 'm2'];

/** Lines that make a namespace in which operations have something to do. */
export function beginningOf(side: 0 | 1): string[] {
  const cables = ['link add m0 type veth peer name m1', 'link add m2 type veth peer name m3'];
  return [...beginning, ...(side === 0 ? cables : []), 'link set p0 master br0', 'link set br0 up'];
}

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const words = (...parts: (fc.Arbitrary<string> | string)[]) =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((texts) => texts.join(' '));

/** `$OWN`, `$OTHER` and `$GUEST` stand for namespaces: the last is one of those that come and go. */
const move = fc.oneof(
  words('link set', pick(...movers), 'netns $OTHER'),
  words('link set', pick(...movers), 'netns', pick('$OTHER', '$GUEST')),
  words('link set', pick(...movers), pick('up', 'down', 'mtu 1400')),
  words('link set', pick(...bridged), pick('master br0', 'nomaster')),
  words('address add', pick('10.3.0.1/24', '10.3.1.1/24', 'fd03::1/64'), 'dev', pick(...movers)),
  words('route add', pick('10.33.0.0/16', '10.34.0.0/16'), 'dev', pick(...movers)),
  words('link add m0 type veth peer name m1 netns', pick('$OTHER', '$OWN')),
  words('link del', pick('m0', 'm2')),
  words('link add m2 type veth peer name m3'),
);

const bridgeLink = words(
  'link set br0 type bridge',
  pick('vlan_filtering 1', 'vlan_filtering 0', 'ageing_time 30000', 'ageing_time 20000'),
);

/** Lines of `bridge`. */
const forwarding = fc.oneof(
  words(
    'fdb',
    pick('add', 'replace', 'append', 'del', 'del'),
    pick('02:00:00:00:01:01', '02:00:00:00:01:02', '02:00:00:00:01:03'),
    'dev',
    pick('p0', 'p2', 'p4', 'br0', 'm0'),
    pick('master', 'master static', 'self', 'master vlan 7'),
  ),
  words('vlan', pick('add', 'del'), 'vid', pick('7', '8-10'), 'dev', pick('p0', 'p2', 'p4')),
  words('link set dev', pick('p0', 'p2', 'p4'), pick('cost 5', 'cost 9', 'learning off', 'learning on')),
);

const ipLine = fc.oneof(
  { weight: 12, arbitrary: operation },
  { weight: 3, arbitrary: move },
  { weight: 1, arbitrary: bridgeLink },
);

/** Many routes at once: what fills a receive buffer. */
const storm = fc
  .record({ verb: pick('add', 'add', 'del', 'replace'), from: fc.nat(3), count: fc.nat(1500) })
  .chain(({ verb, from, count }) =>
    pick('via 10.0.0.2', 'dev p2', 'blackhole', 'nexthop via 10.0.0.2 nexthop via 10.0.1.2').map((way) =>
      Array.from({ length: count }, (_, n) => {
        const destination = `10.${100 + from}.${n >> 8}.${n & 255}/32`;
        return way === 'blackhole'
          ? `route ${verb} blackhole ${destination} table 300`
          : `route ${verb} ${destination} ${way} table 300`;
      }),
    ),
  );

const flush = pick(
  ['route flush table 300'],
  ['route flush table 100', 'route flush table 1000'],
  ['neigh flush all'],
  ['-6 route flush table 1000'],
  ['address flush dev p2', 'address add 10.0.1.1/24 dev p2'],
);

const flap = fc
  .tuple(pick('p0', 'p1', 'p2', 'br0', 'm0'), fc.integer({ min: 1, max: 20 }))
  .map(([name, times]) =>
    Array.from({ length: 2 * times }, (_, n) => `link set ${name} ${n % 2 ? 'up' : 'down'}`),
  );

const side = pick<0 | 1>(0, 1);
const ipLines = fc.oneof(
  { weight: 12, arbitrary: fc.array(ipLine, { minLength: 1, maxLength: 80 }) },
  { weight: 3, arbitrary: storm },
  { weight: 1, arbitrary: flush },
  { weight: 2, arbitrary: flap },
);

const burst: fc.Arbitrary<Burst> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ program: fc.constant<'ip'>('ip'), side, lines: ipLines }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      program: fc.constant<'bridge'>('bridge'),
      side,
      lines: fc.array(forwarding, { minLength: 1, maxLength: 30 }),
    }),
  },
);

/** What happens between two rests. */
export interface Round {
  /** Bursts that run at the same time, one group after the other. */
  readonly groups: readonly (readonly Burst[])[];
  /** Before each group: milliseconds for which this process does nothing, not even read, while the group runs. */
  readonly pauses: readonly number[];
  /** Of the namespaces that come and go: which, and whether it comes. */
  readonly namespaces: readonly { readonly which: number; readonly comes: boolean }[];
  /** How many of the events that wait are read in the midst of it; none lets all of them be merged. */
  readonly read: number;
}

/** Of the namespaces that come and go, so many. */
export const COMING = 4;

const round: fc.Arbitrary<Round> = fc.record({
  groups: fc.array(fc.array(burst, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  pauses: fc.array(pick(0, 0, 0, 20, 150), { minLength: 6, maxLength: 6 }),
  namespaces: fc.array(fc.record({ which: fc.nat(COMING - 1), comes: fc.boolean() }), { maxLength: 3 }),
  read: pick(0, 0, 5, 1000),
});

/** Rounds that depend on a seed alone. */
export function* rounds(seed: number): Generator<Round, never, undefined> {
  for (let at = 0; ; at++) yield* fc.sample(round, { seed: (seed + at) | 0, numRuns: 1 });
}
