import fc from 'fast-check';
import type { LinkOptions } from '../../../../src/index.ts';
import { goodNames, isBad, name, nameOutcome } from './link-names.ts';
import { choice, code, mostly, namesIn, pickName, pickSlot, steps } from './pick.ts';
import type { Outcome, Step } from './step.ts';

/** Makes links of kinds that this kernel has; of what it lacks, the refusal is tried. */
export function linkCreationSteps(kinds: ReadonlySet<string>): fc.Arbitrary<Step>[] {
  return [
    addVeth,
    addBridge,
    addVxlan,
    ...(kinds.has('vrf') ? [addVrf] : []),
    kinds.has('macvlan') ? addStacked('macvlan') : addMissing('macvlan'),
    ...(kinds.has('vlan') ? [addStacked('vlan')] : []),
    kinds.has('dummy') ? addDummy : addMissing('dummy'),
  ];
}

const addresses = fc.array(
  mostly(
    ['10.7.0.1/24', '10.7.0.2/24', '10.0.0.2/24', 'fd07::1/64', 'fd00::2/64'],
    ['10.7.0.1', '10.7.0.1/33'],
  ),
  {
    maxLength: 3,
  },
) as fc.Arbitrary<`${string}/${number}`[]>;

function addressesOutcome(list: readonly string[]): Outcome {
  if (list.some((each) => !/^(10.*\/24|fd.*\/64)$/.test(each))) return 'input';
  return new Set(list).size < list.length ? ['EEXIST'] : 'ok';
}

/** The first that is not `ok`; what is refused before anything is sent goes before the others. */
function worst(...outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('input')) return 'input';
  return outcomes.find((each) => each !== 'ok') ?? 'ok';
}

const addVeth = steps(
  fc.record({
    slot: choice,
    home: fc.option(choice, { freq: 2, nil: undefined }),
    peerHome: fc.option(choice, { freq: 2, nil: undefined }),
    name,
    peerName: fc.option(name, { freq: 3, nil: undefined }),
    up: fc.option(fc.boolean(), { nil: undefined }),
    peerUp: fc.option(fc.boolean(), { nil: undefined }),
    list: addresses,
    peerList: addresses,
  }),
  (world, { slot: at, home: homeAt, peerHome: peerAt, name, peerName, up, peerUp, list, peerList }) => {
    const slot = pickSlot(world, at);
    const home = homeAt === undefined ? slot : pickSlot(world, homeAt);
    const peerHome = peerAt === undefined ? home : pickSlot(world, peerAt);
    if (slot === undefined || home === undefined || peerHome === undefined) return undefined;
    const where = (of: number, unless: number) => (of === unless ? {} : { namespace: world.namespace(of) });
    const peer = {
      ...(peerName !== undefined && { name: peerName }),
      ...(peerUp !== undefined && { up: peerUp }),
      addresses: peerList,
      ...where(peerHome, home),
    };
    const options: LinkOptions = {
      kind: 'veth',
      name,
      ...(up !== undefined && { up }),
      addresses: list,
      ...where(home, slot),
      peer,
    };
    const twice = peerName !== undefined && home === peerHome && name === peerName;
    return {
      line: `net${slot}.links.add({ kind: 'veth', name: ${code(name)}, up: ${up}, addresses: ${code(list)}, namespace: net${home}, peer: { name: ${code(peerName)}, up: ${peerUp}, addresses: ${code(peerList)}, namespace: net${peerHome} } })`,
      outcome: worst(
        nameOutcome(world, home, name),
        peerName === undefined ? 'ok' : nameOutcome(world, peerHome, peerName),
        twice ? ['EEXIST'] : 'ok',
        addressesOutcome(list),
        addressesOutcome(peerList),
      ),
      act: () => world.namespace(slot).links.add(options),
    };
  },
);

const addBridge = steps(
  fc.record({
    slot: choice,
    name,
    up: fc.boolean(),
    ageingTime: mostly([0, 300], [-1]),
    list: addresses,
    master: choice,
  }),
  (world, { slot: at, name, up, ageingTime, list }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const options = { kind: 'bridge', name, up, ageingTime, addresses: list } as const;
    return {
      line: `net${slot}.links.add(${code(options)})`,
      outcome: worst(nameOutcome(world, slot, name), addressesOutcome(list), ageingTime < 0 ? 'input' : 'ok'),
      act: () => world.namespace(slot).links.add(options),
    };
  },
);

const addDummy = steps(
  fc.record({
    slot: choice,
    name,
    up: fc.boolean(),
    altnames: fc.array(fc.constantFrom(...goodNames), { maxLength: 2 }),
  }),
  (world, { slot: at, name, up, altnames }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const taken = altnames.some((each, index) => each === name || altnames.indexOf(each) < index);
    const options = { kind: 'dummy', name, up, altnames } as const;
    return {
      line: `net${slot}.links.add(${code(options)})`,
      outcome: worst(
        nameOutcome(world, slot, name),
        ...altnames.map((each) => nameOutcome(world, slot, each)),
        taken ? ['EEXIST'] : 'ok',
      ),
      act: () => world.namespace(slot).links.add(options),
    };
  },
);

const addVxlan = steps(
  fc.record({ slot: choice, name, up: fc.boolean(), vni: mostly([5, 6], [-1, 2 ** 24]) }),
  (world, { slot: at, name, up, vni }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const options = { kind: 'vxlan', name, up, vni, dstport: 4789 } as const;
    const wrong = vni < 0 || vni >= 2 ** 24;
    return {
      line: `net${slot}.links.add(${code(options)})`,
      // Another may have the identifier.
      outcome: wrong || isBad(name) ? 'input' : 'either',
      act: () => world.namespace(slot).links.add(options),
    };
  },
);

const addVrf = steps(
  fc.record({ slot: choice, name, up: fc.boolean(), table: fc.constantFrom(100, 1000) }),
  (world, { slot: at, name, up, table }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const options = { kind: 'vrf', name, up, table } as const;
    return {
      line: `net${slot}.links.add(${code(options)})`,
      outcome: nameOutcome(world, slot, name) === 'ok' ? 'either' : nameOutcome(world, slot, name),
      act: () => world.namespace(slot).links.add(options),
    };
  },
);

const addMissing = (kind: 'dummy' | 'vlan' | 'macvlan') =>
  steps(fc.record({ slot: choice, below: choice }), (world, { slot: at, below }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined || namesIn(world, slot).has('m0')) return undefined;
    const link = pickName(world, slot, below);
    const own = kind === 'vlan' ? { kind, link, id: 7 } : kind === 'macvlan' ? { kind, link } : { kind };
    const options = { ...own, name: 'm0' } as LinkOptions;
    return {
      line: `net${slot}.links.add(${code(options)})`,
      outcome: link === 'nobody' && kind !== 'dummy' ? ['ENODEV'] : ['EOPNOTSUPP'],
      act: () => world.namespace(slot).links.add(options),
    };
  });

const addStacked = (kind: 'macvlan' | 'vlan') =>
  steps(
    fc.record({
      slot: choice,
      below: choice,
      name,
      home: fc.option(choice, { freq: 2, nil: undefined }),
      id: fc.constantFrom(5, 6, 4095),
    }),
    (world, { slot: at, below, name, home: homeAt, id }) => {
      const slot = pickSlot(world, at);
      const home = homeAt === undefined ? slot : pickSlot(world, homeAt);
      if (slot === undefined || home === undefined) return undefined;
      const link = pickName(world, slot, below);
      const own = kind === 'vlan' ? { kind, id } : { kind };
      const options = {
        ...own,
        name,
        link,
        ...(home !== slot && { namespace: world.namespace(home) }),
      } as LinkOptions;
      const named = nameOutcome(world, home, name);
      return {
        line: `net${slot}.links.add(${code({ ...own, name, link })}, in net${home})`,
        outcome: named === 'input' ? named : link === 'nobody' ? ['ENODEV'] : 'either',
        act: () => world.namespace(slot).links.add(options),
      };
    },
  );
