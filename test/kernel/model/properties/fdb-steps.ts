import fc from 'fast-check';
import type { FdbOptions } from '../../../../src/model/fdb-options.ts';
import { choice, code, mostly, pickName, pickSlot, steps } from './pick.ts';
import type { Step } from './step.ts';

const lladdr = mostly(['02:00:00:00:00:07', '02:00:00:00:00:08'], ['nonsense', '01:00:5e:00:00:09']);
const key = fc.record(
  { master: fc.boolean(), vlan: mostly([undefined], [5, 4095]) },
  { requiredKeys: ['master'] },
);

const put = steps(
  fc.record({
    slot: choice,
    link: choice,
    verb: fc.constantFrom('add', 'add', 'replace'),
    lladdr,
    key,
    state: mostly([undefined, 'static', 'dynamic', 'permanent'], ['nosuchstate']),
  }),
  (world, { slot: at, link, verb, lladdr, key, state }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const dev = pickName(world, slot, link);
    const options = { dev, ...key, ...(state !== undefined && { state }) } as FdbOptions;
    const wrong = lladdr === 'nonsense' || state === 'nosuchstate' || key.vlan === 4095;
    return {
      line: `net${slot}.fdb.${verb}(${code(lladdr)}, ${code(options)})`,
      outcome: wrong ? 'input' : dev === 'nobody' ? ['ENODEV'] : 'either',
      act: () => world.namespace(slot).fdb[verb === 'add' ? 'add' : 'replace'](lladdr, options),
      thorough: true,
    };
  },
);

const remove = steps(
  fc.record({ slot: choice, link: choice, lladdr, key }),
  (world, { slot: at, link, lladdr, key }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const dev = pickName(world, slot, link);
    return {
      line: `net${slot}.fdb.delete(${code(lladdr)}, ${code({ dev, ...key })})`,
      outcome:
        lladdr === 'nonsense' || key.vlan === 4095 ? 'input' : dev === 'nobody' ? ['ENODEV'] : 'either',
      act: () => world.namespace(slot).fdb.delete(lladdr, { dev, ...key }),
      thorough: true,
    };
  },
);

const flush = steps(fc.record({ slot: choice, link: choice }), (world, { slot: at, link }) => {
  const slot = pickSlot(world, at);
  if (slot === undefined) return undefined;
  const dev = pickName(world, slot, link);
  return {
    line: `net${slot}.fdb.flush(${code({ dev })})`,
    outcome: dev === 'nobody' ? ['ENODEV'] : 'either',
    act: () => world.namespace(slot).fdb.flush({ dev }),
    thorough: true,
    partial: true,
  };
});

/** Operations on forwarding entries. */
export const fdbSteps: readonly fc.Arbitrary<Step>[] = [put, remove, flush];
