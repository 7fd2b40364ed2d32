import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Namespace, SystemError } from '../../../src/index.ts';
import { bundle } from '../../socket/program.ts';
import { sample } from '../support/sample.ts';
import { buildTo, pages, seeded, stepsOf } from './l12-labs.ts';
import { Lab, leaveNothing } from './support/index.ts';

/** When a program is killed: by itself behind a step, or by us at some moment. */
type Moment = { readonly step: number } | { readonly milliseconds: number };

describe('L12: undo, after the program was killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-lab-'));
  let program = '';
  beforeAll(() => {
    program = bundle("import './test/kernel/labs/l12-child.ts';", folder, 'cjs', ['typescript']);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  leaveNothing();

  /** Lets a program of its own build a lab until it is killed. */
  async function killed(page: string, prefix: string, moment: Moment): Promise<void> {
    const steps = 'step' in moment ? [String(moment.step)] : [];
    const child = spawn(process.execPath, [program, page, prefix, ...steps], {
      env: { ...process.env, NODE_PATH: resolve('node_modules') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    try {
      if ('milliseconds' in moment) {
        await once(child.stdout, 'data');
        await sleep(moment.milliseconds);
        child.kill('SIGKILL');
      }
      child.stdout.resume();
      expect(await ended).toEqual([null, 'SIGKILL']);
    } finally {
      child.kill('SIGKILL');
    }
  }

  // Programs of their own are slow to start where all is emulated.
  it.each(sample(sample(pages)))('%s is built anew', async (page) => {
    const steps = stepsOf(page).length;
    const moment: fc.Arbitrary<Moment> = fc.oneof(
      fc.record({ step: fc.integer({ min: 1, max: steps }) }),
      fc.record({ milliseconds: fc.nat(500) }),
    );
    await fc.assert(
      fc.asyncProperty(moment, async (when) => {
        const prefix = `rtnl-lab-${process.pid}-killed-${runs++}-`;
        const left = () => Namespace.list().filter((name) => name.startsWith(prefix));
        try {
          await killed(page, prefix, when);
          // A lab begins with its namespaces.
          if ('step' in when) expect(left()).not.toEqual([]);
          await expectInTheWay(page, prefix, left());
        } finally {
          for (const name of left()) Namespace.delete(name);
        }
        await using again = new Lab(page, prefix);
        await buildTo(again, page, steps - 1);
      }),
      // A run builds the lab thrice, and each lab has one.
      { numRuns: 1, endOnFailure: true, ...seeded },
    );
  });
});

let runs = 0;

/** Builds a lab where the names are taken, which must say so, and change nothing. */
async function expectInTheWay(page: string, prefix: string, taken: readonly string[]): Promise<void> {
  if (taken.length === 0) return;
  const lab = new Lab(page, prefix);
  const error: unknown = await lab.build().catch((reason: Error) => reason.cause);
  if (!(error instanceof SystemError))
    throw new Error(`${page}: not refused, but ${error}`, { cause: error });
  expect(error.code).toBe('EEXIST');
  expect(taken.map((name) => `cannot make network namespace ${name}: file exists`)).toContain(
    error.message.split(' (')[0],
  );
  await lab[Symbol.asyncDispose]();
}
