import fc from 'fast-check';
import type { AddressOptions, Cidr } from '../../../../src/index.ts';
import type { Row } from './ip-rows.ts';
import { choice, code, mostly, pick, pickName, pickSlot, steps } from './pick.ts';
import type { Outcome, Step } from './step.ts';
import type { World } from './world.ts';

const cidr = fc.constantFrom(
  '10.0.0.1/24',
  '10.0.0.2/24',
  '10.0.0.1/32',
  '10.0.1.1/24',
  '10.0.0.1/8',
  'fd00::1/64',
  'fd00::2/64',
  'fd00::1/128',
  'fd00:1::1/64',
) as fc.Arbitrary<Cidr>;

const badCidr = fc.constantFrom(
  '10.0.0.1',
  '10.0.0.1/33',
  'fd00::1/129',
  'fd00:::/64',
  '10.0.0/24',
  '/24',
  '',
) as fc.Arbitrary<Cidr>;

const someCidr = fc.oneof({ weight: 19, arbitrary: cidr }, { weight: 1, arbitrary: badCidr });

const options: fc.Arbitrary<Omit<AddressOptions, 'dev'>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({ broadcast: mostly(['+', '-', '10.0.0.255'], ['fd00::ff', 'nonsense']) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ peer: mostly(['10.0.0.9', '10.0.0.8', 'fd00::9'], ['nonsense']) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ scope: mostly<string | number>(['link', 'host', 'global', 7], ['nosuchscope']) }),
  },
  { weight: 1, arbitrary: fc.record({ label: mostly(['a0:1', 'other'], ['sixteen-bytes-16']) }) },
  { weight: 1, arbitrary: fc.record({ noPrefixRoute: fc.boolean(), metric: fc.constantFrom(5, 500) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      validLifetime: mostly([1000, 2000, Number.POSITIVE_INFINITY], [0, -1]),
      preferredLifetime: fc.constantFrom(0, 500, 1500, Number.POSITIVE_INFINITY),
    }),
  },
  { weight: 1, arbitrary: fc.record({ nodad: fc.boolean(), home: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ nosuchoption: 1 } as Omit<AddressOptions, 'dev'>) },
);

function isBad(text: string): boolean {
  return !/^(\d+\.\d+\.\d+\.\d+\/([0-9]|[12]\d|3[0-2])|fd[0-9a-f:]*[^:]::\d+\/(64|128))$/.test(text);
}

const put = steps(
  fc.record({
    slot: choice,
    link: choice,
    verb: fc.constantFrom('add', 'add', 'replace'),
    cidr: someCidr,
    options,
  }),
  (world, { slot: at, link, verb, cidr, options }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const dev = pickName(world, slot, link);
    const plain = Object.keys(options).length === 0;
    const outcome: Outcome =
      isBad(cidr) || 'nosuchoption' in options
        ? 'input'
        : !plain
          ? 'either'
          : dev === 'nobody'
            ? ['ENODEV']
            : putOutcome(world, slot, dev, verb, cidr);
    return {
      line: `net${slot}.addresses.${verb}(${code(cidr)}, ${code({ dev, ...options })})`,
      outcome,
      act: () =>
        world.namespace(slot).addresses[verb === 'add' ? 'add' : 'replace'](cidr, { dev, ...options }),
    };
  },
);

function putOutcome(world: World, slot: number, dev: string, verb: string, cidr: string): Outcome {
  const [local = '', length] = cidr.split('/');
  const v6 = local.includes(':');
  if (hasLittleMtu(world, slot, dev)) return 'either';
  const there = world
    .seen(slot)
    .addresses.some(
      (row) =>
        row['dev'] === dev &&
        row['local'] === local &&
        (v6 || (row['prefixLength'] === Number(length) && row['peer'] === undefined)),
    );
  return there && verb === 'add' ? ['EEXIST'] : 'ok';
}

/** Below certain sizes IPv6 and IPv4 leave the interface. */
function hasLittleMtu(world: World, slot: number, dev: string): boolean {
  return Number(world.links(slot).find(({ name }) => name === dev)?.['mtu']) < 1280;
}

const remove = steps(
  fc.record({ slot: choice, link: choice, cidr: someCidr }),
  (world, { slot: at, link, cidr }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const dev = pickName(world, slot, link);
    const [local, length] = cidr.split('/');
    const there = world
      .seen(slot)
      .addresses.filter(
        (row) => row['dev'] === dev && row['local'] === local && row['prefixLength'] === Number(length),
      );
    const peers = there.some((row) => row['peer'] !== undefined);
    return {
      line: `net${slot}.addresses.delete(${code(cidr)}, ${code({ dev })})`,
      outcome: isBad(cidr)
        ? 'input'
        : dev === 'nobody'
          ? ['ENODEV']
          : peers
            ? 'either'
            : there.length === 0
              ? ['EADDRNOTAVAIL', ...(hasLittleMtu(world, slot, dev) ? ['ENXIO'] : [])]
              : 'ok',
      act: () => world.namespace(slot).addresses.delete(cidr, { dev }),
    };
  },
);

/** One that was listed: just that one must go, and the secondary ones of its prefix. */
const removeListed = steps(fc.record({ slot: choice, which: choice }), (world, { slot: at, which }) => {
  const slot = pickSlot(world, at);
  if (slot === undefined) return undefined;
  const rows = world.seen(slot).addresses;
  const row = pick(rows, which);
  if (row === undefined) return undefined;
  const isIt = (other: Row) =>
    ['dev', 'local', 'peer', 'prefixLength'].every((key) => other[key] === row[key]);
  return {
    line: `(await net${slot}.addresses.list())[${rows.indexOf(row)}].delete() // ${row['local']}/${row['prefixLength']} dev ${row['dev']}`,
    outcome: 'ok',
    act: async () => {
      const all = await world.namespace(slot).addresses.list({ dev: String(row['dev']) });
      const target = all.find(
        (each) =>
          each.local === row['local'] &&
          each.prefixLength === row['prefixLength'] &&
          each.peer === row['peer'],
      );
      if (target === undefined) throw new Error('it is not listed');
      await target.delete();
    },
    holds: (before, after) => {
      const [was, is] = [before, after].map((each) => each[world.slots.indexOf(slot)]?.addresses ?? []);
      if (is?.some(isIt)) throw new Error('it is still there');
      const gone = was?.filter((each) => !is?.some((one) => same(one, each))) ?? [];
      const others = gone.filter((each) => !isIt(each) && !(each['flags'] as string[]).includes('secondary'));
      if (others.length > 0) throw new Error(`others went with it: ${code(others)}`);
    },
  };
});

function same(one: Row, other: Row): boolean {
  return ['dev', 'local', 'peer', 'prefixLength'].every((key) => one[key] === other[key]);
}

const flush = steps(
  fc.record({
    slot: choice,
    link: fc.option(choice, { nil: undefined }),
    family: fc.constantFrom('inet', 'inet6', undefined),
    to: fc.constantFrom(undefined, undefined, '10.0.0.0/24', 'fd00::/64'),
  }),
  (world, { slot: at, link, family, to }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const dev = link === undefined ? undefined : pickName(world, slot, link);
    const filter = {
      ...(dev !== undefined && { dev }),
      ...(family !== undefined && { family }),
      ...(to !== undefined && { to }),
    };
    return {
      line: `net${slot}.addresses.flush(${code(filter)})`,
      outcome: dev === 'nobody' ? ['ENODEV'] : 'ok',
      act: async () => {
        const { addresses } = world.namespace(slot);
        const went = await addresses.flush(filter);
        const left = await addresses.list(filter);
        if (left.length > 0) throw new Error(`${left.length} are left after ${went} went`);
      },
    };
  },
);

/** Operations on addresses. */
export const addressSteps: readonly fc.Arbitrary<Step>[] = [put, put, put, remove, removeListed, flush];
