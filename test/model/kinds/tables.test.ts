import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../../protocol/route/link/kinds/index.ts';
import { type ConfigurableKind, kindModels } from '../../../src/model/kinds/index.ts';
import { InputError } from '../../../src/sys/input-error.ts';
import { valueInput } from '../../laws/arbitrary.ts';
import { cases } from './cases/index.ts';
import { indices, modelOf, roundTrip, throughBytes } from './support.ts';

const all = Object.keys(kindModels) as ConfigurableKind[];

/** What options alone can say: a value that the kernel itself would refuse is refused. */
const refusals =
  /^\w+: ("\S+" has a prefix length|a whole number from|a number of seconds|the first port|\d+ is no interface index)/;

describe('whatever the kernel tells of a kind', () => {
  it.for(all)('can be said back to it: %s', async (kind) => {
    const model = modelOf(kind);
    let said = 0;
    await fc.assert(
      fc.asyncProperty(valueInput(kinds[kind], 0, 0), async (data) => {
        const told = model.read(throughBytes({ kind, data }));
        try {
          expect(await roundTrip(kind, told)).toMatchObject(told);
          said += 1;
        } catch (error) {
          if (!(error instanceof InputError) || !refusals.test(error.message)) throw error;
        }
      }),
    );
    expect(said).toBeGreaterThan(20);
  });
});

describe('options of a kind', () => {
  it.for(cases)('are read back as they were given: $name', async ({ kind, options, changes, reads }) => {
    const now = changes === undefined ? reads : undefined;
    for (const [given, told] of [
      [options, { ...options, ...now }],
      [
        { ...options, ...changes },
        { ...options, ...now, ...changes },
      ],
    ] as const) {
      // Nothing is read back of an action, nor of what is taken away.
      const read = Object.entries(indices(told)).filter(
        ([name, value]) => name !== 'fdbFlush' && value !== null && value !== undefined,
      );
      expect(await roundTrip(kind, given)).toMatchObject(Object.fromEntries(read));
    }
  });

  it.for(all)('are each in a case: %s', (kind) => {
    expect(cases.some((one) => one.kind === kind)).toBe(true);
    // Kinds may share a table.
    const { names } = modelOf(kind);
    const of = cases.filter((one) => modelOf(one.kind).names.join() === names.join());
    const given = of.flatMap(({ options, changes }) => Object.keys({ ...options, ...changes }));
    expect(names.filter((name) => !given.includes(name))).toEqual([]);
  });
});
