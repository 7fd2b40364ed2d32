import fc from 'fast-check';
import type { RuleOptions } from '../../../../src/model/rule-options.ts';
import { rowDifferences } from './compare.ts';
import type { Row } from './ip-rows.ts';
import { choice, code, mostly, pick, pickSlot, steps } from './pick.ts';
import type { Step } from './step.ts';

const selector = fc.record(
  {
    priority: mostly([5, 6, 100, 32766], [0, -1]),
    from: mostly(['10.0.0.0/8', '10.0.0.1', 'fd00::/64', 'all'], ['10.0.0.1/8', 'nonsense']),
    to: mostly(['10.9.0.0/16', 'fd09::/64'], ['nonsense']),
    iif: mostly(['lo', 'a0', 'nobody'], ['sixteen-bytes-16']),
    fwmark: mostly([5, 6], [-1]),
    fwmask: fc.constantFrom(0xff, 0xffff_ffff),
    ipProtocol: mostly<string | number>(['tcp', 17], ['nosuch']),
    dport: mostly<number>([80, 443], [70000]),
    protocol: fc.constantFrom('static', 77),
    family: fc.constantFrom('inet', 'inet6'),
    not: fc.boolean(),
  },
  { requiredKeys: [] },
);
const target = fc.oneof(
  fc.record({ table: mostly<string | number>(['main', 100, 1000], ['nosuchtable', -1]) }),
  fc.record({ table: fc.constant(100), suppressPrefixLength: fc.constantFrom(0, 24) }),
  fc.record({ action: fc.constantFrom('blackhole', 'unreachable', 'prohibit') }),
  fc.record({ goto: fc.constantFrom(100, 32766) }),
  fc.constant({}),
);

const add = steps(fc.record({ slot: choice, selector, target }), (world, { slot: at, selector, target }) => {
  const slot = pickSlot(world, at);
  if (slot === undefined) return undefined;
  const options = { ...selector, ...target } as RuleOptions;
  return {
    line: `net${slot}.rules.add(${code(options)})`,
    outcome: 'either',
    act: () => world.namespace(slot).rules.add(options),
    thorough: true,
  };
});

/** One that was listed: just that one goes. */
const removeListed = steps(fc.record({ slot: choice, which: choice }), (world, { slot: at, which }) => {
  const slot = pickSlot(world, at);
  if (slot === undefined) return undefined;
  const rows = world.seen(slot).rules;
  const row = pick(rows, which);
  if (row === undefined) return undefined;
  const index = rows.indexOf(row);
  return {
    line: `(await net${slot}.rules.list())[${index}].delete() // ${code(row)}`,
    outcome: row['priority'] === 0 ? 'either' : 'ok',
    act: async () => (await world.namespace(slot).rules.list())[index]?.delete(),
    thorough: true,
    holds: (before, after) => {
      const [was, is] = [before, after].map((each) => each[world.slots.indexOf(slot)]?.rules ?? []);
      const expected = (was as Row[]).filter((_, each) => each !== index);
      const found = rowDifferences(expected, is, expected);
      // Of two that are the same in all that is said, the first goes.
      if (found.length > 0) throw new Error(`another went, or more: ${found.join('\n')}`);
    },
  };
});

const flush = steps(fc.record({ slot: choice, selector }), (world, { slot: at, selector }) => {
  const slot = pickSlot(world, at);
  if (slot === undefined) return undefined;
  return {
    line: `net${slot}.rules.flush(${code(selector)})`,
    outcome: 'either',
    act: () => world.namespace(slot).rules.flush(selector as RuleOptions),
    thorough: true,
    partial: true,
  };
});

/** Operations on rules. */
export const ruleSteps: readonly fc.Arbitrary<Step>[] = [add, add, removeListed, flush];
