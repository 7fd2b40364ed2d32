import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Namespace, OperationError } from '../../../src/index.ts';
import { sample } from '../support/sample.ts';
import { buildTo, pages, seeded, stepsOf } from './l12-labs.ts';
import { Lab, leaveNothing } from './support/index.ts';

/** Something that a lab made. */
interface Thing {
  /** What an error about it must say. */
  readonly called: string;
  /** What the kernel answers when it went with something else. */
  readonly gone: readonly string[];
  delete(): Promise<void>;
}

describe('L12: undo, in any order', () => {
  leaveNothing();

  it.each(sample(pages))('takes %s down, and says what was gone already', async (page) => {
    const steps = stepsOf(page).length;
    const order = fc.array(fc.nat(), { minLength: 50, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(fc.nat(steps - 1), order, async (step, keys) => {
        await using lab = new Lab(page);
        await buildTo(lab, page, step);
        const names = Namespace.list().filter((name) => name.startsWith(lab.realName('')));
        const hosts = names.map((name) => Namespace.open(name));
        try {
          const things = (await Promise.all(hosts.map(thingsIn))).flat();
          const at = (index: number) => keys[index % keys.length] ?? 0;
          const shuffled = things
            .map((thing, index) => ({ thing, key: at(index) }))
            .sort((one, other) => one.key - other.key);
          for (const { thing } of shuffled) await takeDown(thing);
          expect(Namespace.list().filter((name) => names.includes(name))).toEqual([]);
          for (const host of hosts) await expectEmpty(host);
        } finally {
          for (const host of hosts) await host.close();
        }
      }),
      // Each run builds a lab, and to build it again tells no more.
      { numRuns: 2, endOnFailure: true, ...seeded },
    );
  });
});

async function thingsIn(host: Namespace): Promise<Thing[]> {
  const name = String(host);
  const links = (await host.links.list()).filter((link) => link.name !== 'lo');
  const rules = (await host.rules.list()).filter(
    ({ table }) => !['local', 'main', 'default'].includes(String(table)),
  );
  return [
    { called: name, gone: [], delete: async () => Namespace.delete(name) },
    ...[links, await host.addresses.list(), await host.routes.list({ table: 'all' }), rules].flatMap((all) =>
      all.map((each) => ({
        called: String(each),
        gone: ['ENODEV', 'EADDRNOTAVAIL', 'ESRCH', 'ENOENT'],
        delete: () => each.delete(),
      })),
    ),
  ];
}

async function takeDown(thing: Thing): Promise<void> {
  try {
    await thing.delete();
  } catch (error) {
    if (!(error instanceof OperationError) || !thing.gone.includes(error.code)) throw error;
    expect(error.message).toContain(`cannot delete ${thing.called}: `);
    expect(error.advice).toBeDefined();
  }
}

/** What `ip` finds in a namespace that nothing is left in. */
async function expectEmpty(host: Namespace): Promise<void> {
  const ip = async (...line: string[]) => JSON.parse((await host.run('ip', ['-j', ...line])).stdout || '[]');
  expect(await ip('link')).toMatchObject([{ ifname: 'lo' }]);
  expect(await ip('route')).toEqual([]);
  const tables = (await ip('rule')).map((rule: { table: string }) => rule.table);
  expect(tables).toEqual(['local', 'main', 'default']);
}
