import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../../protocol/route/link/kinds/index.ts';
import { type ConfigurableKind, kindModels } from '../../../src/model/kinds/index.ts';
import { InputError } from '../../../src/sys/input-error.ts';
import { valueInput } from '../../laws/arbitrary.ts';
import { examples } from './examples.ts';
import { modelOf, roundTrip, throughBytes } from './support.ts';

const all = Object.keys(kindModels) as ConfigurableKind[];

/** What options alone can say: a value that the kernel itself would refuse is refused. */
const refusals = /^\w+: (a whole number from|a number of seconds|the first port|\d+ is no interface index)/;

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
  it.for(Object.entries(examples))('are read back as they were given: %s', async ([kind, options]) => {
    expect(await roundTrip(kind, options)).toMatchObject(options);
  });

  it.for(all)('are each in an example: %s', (kind) => {
    const given = Object.keys(examples[kind] ?? {});
    // Nothing is read back of an action.
    const apart = ['fdbFlush'];
    expect(modelOf(kind).names.filter((name) => !given.includes(name) && !apart.includes(name))).toEqual([]);
  });
});
