import fc from 'fast-check';
import { Namespace } from '../../../../src/index.ts';
import { iproute2 } from '../../support/rtnl-dump.ts';
import { choice, code, pick, pickSlot, steps } from './pick.ts';
import type { Step } from './step.ts';

/** With what is in it. At least one is left. */
const remove = steps(fc.record({ slot: choice }), (world, { slot: at }) => {
  const slot = pickSlot(world, at);
  if (slot === undefined || world.slots.length < 2) return undefined;
  return {
    line: `net${slot}.delete()`,
    outcome: 'ok',
    act: async () => {
      await world.delete(slot);
      checkNames(world.nameOf(slot), false);
    },
  };
});

const create = steps(fc.record({ slot: choice }), (world, { slot: at }) => {
  const slot = pick([0, 1], at) ?? 0;
  const there = world.slots.includes(slot);
  return {
    line: `net${slot} = Namespace.create(${code(`net${slot}`)})`,
    outcome: there ? ['EEXIST'] : 'ok',
    act: async () => {
      world.create(slot);
      checkNames(world.nameOf(slot), true);
    },
  };
});

const badNames = steps(
  fc.record({
    verb: fc.constantFrom('create' as const, 'delete' as const, 'open' as const),
    name: fc.constantFrom('', '.', '..', 'x'.repeat(256), 'rtnl-random-nobody'),
  }),
  (_, { verb, name }) => {
    const plausible = name === 'rtnl-random-nobody';
    if (plausible && verb === 'create') return undefined;
    return {
      line: `Namespace.${verb}(${code(name)})`,
      outcome: plausible ? ['ENOENT'] : 'input',
      act: async () => Namespace[verb](name),
    };
  },
);

function checkNames(name: string, wanted: boolean): void {
  const listed = [Namespace.list().includes(name), iproute2('ip', ['netns', 'list']).includes(name)];
  if (listed.some((each) => each !== wanted)) throw new Error(`${name}: ours and ip list ${code(listed)}`);
}

/** Operations on namespaces. */
export const namespaceSteps: readonly fc.Arbitrary<Step>[] = [remove, create, badNames];
