import fc from 'fast-check';
import type { NeighbourOptions } from '../../../../src/model/neighbour-options.ts';
import { choice, code, mostly, pickName, pickSlot, steps } from './pick.ts';
import type { Outcome, Step } from './step.ts';

const address = mostly(['10.0.0.7', '10.0.0.8', 'fd00::7'], ['nonsense', '10.0.0.7/24', '']);
const lladdr = mostly(['02:00:00:00:00:07', '02:00:00:00:00:08'], ['nonsense', '02:00']);

const put = steps(
  fc.record({
    slot: choice,
    link: choice,
    verb: fc.constantFrom('add', 'replace', 'change'),
    address,
    options: fc.oneof(
      fc.record({ lladdr }),
      fc.record({
        lladdr,
        state: fc.constantFrom('permanent', 'stale', 'reachable', 'noarp', 'none', 'failed'),
      }),
      fc.record({ lladdr, router: fc.boolean(), protocol: fc.constantFrom('static', 77) }),
      fc.record({ proxy: fc.constant(true) }),
      fc.constant({ state: 'nosuchstate' }),
    ),
  }),
  (world, { slot: at, link, verb, address, options: drawn }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const dev = pickName(world, slot, link);
    const options = { dev, ...drawn } as NeighbourOptions;
    const wrong =
      !/^(10\.0\.0\.\d|fd00::7)$/.test(address) ||
      options.lladdr === 'nonsense' ||
      (options.state as string) === 'nosuchstate';
    const outcome: Outcome = wrong ? 'input' : dev === 'nobody' ? ['ENODEV'] : 'either';
    return {
      line: `net${slot}.neighbours.${verb}(${code(address)}, ${code(options)})`,
      outcome,
      act: () => world.namespace(slot).neighbours[verb](address, options),
    };
  },
);

const remove = steps(
  fc.record({ slot: choice, link: choice, address, proxy: fc.boolean() }),
  (world, { slot: at, link, address, proxy }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const dev = pickName(world, slot, link);
    const there = world
      .seen(slot)
      .neighbours.some((row) => row['dev'] === dev && row['address'] === address && row['proxy'] === proxy);
    const wrong = !/^(10\.0\.0\.\d|fd00::7)$/.test(address);
    return {
      line: `net${slot}.neighbours.delete(${code(address)}, ${code({ dev, proxy })})`,
      // What ip does not show may be there.
      outcome: wrong ? 'input' : dev === 'nobody' ? ['ENODEV'] : there ? 'ok' : 'either',
      act: () => world.namespace(slot).neighbours.delete(address, { dev, proxy }),
    };
  },
);

const flush = steps(
  fc.record({ slot: choice, link: choice, state: fc.constantFrom(undefined, 'all', 'permanent', 'stale') }),
  (world, { slot: at, link, state }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const dev = pickName(world, slot, link);
    const filter = { dev, ...(state !== undefined && { state: state as 'all' }) };
    return {
      line: `net${slot}.neighbours.flush(${code(filter)})`,
      outcome: dev === 'nobody' ? ['ENODEV'] : 'ok',
      act: () => world.namespace(slot).neighbours.flush(filter),
    };
  },
);

/** Operations on neighbours. */
export const neighbourSteps: readonly fc.Arbitrary<Step>[] = [put, put, remove, flush];
