import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Doubts } from '../../src/mirror/follow/doubts.ts';
import { Recorder } from '../../src/mirror/follow/recorder.ts';
import { Renewal } from '../../src/mirror/follow/renewal.ts';
import { Health } from '../../src/mirror/health.ts';
import type { Doubt } from '../../src/mirror/store/observer.ts';
import { State } from '../../src/mirror/store/state.ts';
import { ALL, SlowKernel, selection, TABLES, type Table } from './slow-kernel.ts';

const table = fc.constantFrom(...TABLES);
const step = fc.oneof(
  fc.record({ verb: fc.constantFrom('add', 'delete'), table }),
  fc.record({ verb: fc.constantFrom('read', 'goOn', 'goOn', 'check'), table: fc.constant(0) }),
);

/** Follows a kernel through steps until nothing is left to be done. @returns what is wrong */
async function follow(
  kernel: SlowKernel,
  steps: readonly { verb: string; table: Table }[],
): Promise<string[]> {
  const doubts = new Doubts(ALL);
  const told = new Map<Table, number[]>(TABLES.map((each) => [each, [...(kernel.history.get(each) ?? [])]]));
  const recorder = new Recorder(selection.kinds, {
    isHeard: () => true,
    deliver({ before, after }) {
      const view = (after ?? before) as { table?: Table };
      const counts = told.get(view.table ?? 0) ?? [];
      const step = (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
      counts.push((counts.at(-1) ?? 0) + step);
    },
  });
  recorder.doubt = (part) => doubts.add(part);
  const state = new State(selection, recorder);
  const renewal = new Renewal(kernel, state, recorder, new Health(), ALL);
  let running: Promise<void> | undefined;
  const check = () => {
    doubts.clear();
    running = renewal.run({ parts: new Set<Doubt>(['rules']), ways: undefined }, kernel).then((renewed) => {
      if (renewed !== undefined) doubts.addAll(renewed.doubts);
      running = undefined;
    });
  };
  const read = async () => {
    if (renewal.gate !== undefined) await renewal.gate;
    const event = kernel.read();
    if (event !== undefined) renewal.hear(event);
    recorder.flush();
    kernel.asked();
    return event !== undefined;
  };
  kernel.hurries = true;
  check();
  await running;
  kernel.hurries = false;
  for (const { verb, table: which } of steps) {
    if (verb === 'add') kernel.add(which);
    else if (verb === 'delete') kernel.delete(which);
    else if (verb === 'read') await read();
    else if (verb === 'goOn') kernel.goOn();
    else if (running === undefined) check();
    await setImmediate();
  }
  kernel.hurries = true;
  for (let more = true; more; ) {
    kernel.goOn();
    more = await read();
    if (running === undefined && !doubts.isEmpty) check();
    await setImmediate();
    more ||= running !== undefined || !doubts.isEmpty;
  }
  const held = [...state.rules].map(({ view }) => view.table);
  const problems = [];
  if (JSON.stringify(held) !== JSON.stringify(kernel.rules))
    problems.push(`holds ${held}, not ${kernel.rules}`);
  for (const [which, counts] of told) {
    const history = kernel.history.get(which) ?? [];
    if (!isWithin(counts, history)) problems.push(`told ${counts} of ${which}, which were ${history}`);
  }
  return problems;
}

/** Whether numbers are among others in the same order; the same again is the same time. */
function isWithin(counts: readonly number[], history: readonly number[]): boolean {
  let at = 0;
  for (const count of counts) {
    while (at < history.length && history[at] !== count) at++;
    if (at === history.length) return false;
  }
  return true;
}

describe('a rule that comes or goes while rules are dumped', () => {
  it('is told as it was, also when there are several alike, and is held in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(table, { maxLength: 5 }),
        fc.array(step, { maxLength: 40 }),
        async (rules, steps) => {
          expect(await follow(new SlowKernel(rules), steps)).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  const add = { verb: 'add', table: 300 };
  const remove = { verb: 'delete', table: 300 };
  const [check, goOn, read] = ['check', 'goOn', 'read'].map((verb) => ({ verb, table: 0 })) as [
    typeof add,
    typeof add,
    typeof add,
  ];

  it('is not told as gone when one of two alike went before the dump, and the event comes after', async () => {
    const kernel = new SlowKernel([300, 300]);
    expect(await follow(kernel, [check, remove, goOn, goOn, read])).toEqual([]);
  });

  it('is not left out when another goes between two datagrams', async () => {
    const kernel = new SlowKernel([300, 301, 302]);
    expect(await follow(kernel, [check, goOn, remove, goOn, goOn, read])).toEqual([]);
    expect(kernel.history.get(302)).toEqual([1]);
  });

  it('is told once when a dump shows it, and an event tells of it after', async () => {
    expect(await follow(new SlowKernel([]), [check, add, goOn, goOn, read])).toEqual([]);
  });
});
