import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressSteps } from './address-steps.ts';
import { fdbSteps } from './fdb-steps.ts';
import { kindsOfThisKernel } from './kinds.ts';
import { linkCreationSteps } from './link-creation-steps.ts';
import { linkSteps } from './link-steps.ts';
import { namespaceSteps } from './namespace-steps.ts';
import { neighbourSteps } from './neighbour-steps.ts';
import { routeSteps } from './route-steps.ts';
import { ruleSteps } from './rule-steps.ts';
import { type Step, tally } from './step.ts';
import { World } from './world.ts';

/** Sequences, and the seconds after which those that remain are left out: MODEL_RUNS=5000 MODEL_SECONDS=3600 looks harder. */
const runs = Number(process.env['MODEL_RUNS'] ?? 100);
const seconds = Number(process.env['MODEL_SECONDS'] ?? 60);
/** What a failure prints, to do the same once more. */
const seed = process.env['MODEL_SEED'];
const path = process.env['MODEL_PATH'];
const replayPath = process.env['MODEL_REPLAY'];
/** Seconds for making a failure small. */
const SHRINKING = 120;

describe('random operations on a live kernel', () => {
  it(
    'end as they should, and leave what ip and our collections tell alike',
    async () => {
      const commands = fc.commands(await allSteps(), {
        size: 'max',
        maxCommands: 30,
        ...(replayPath !== undefined && { replayPath }),
      });
      let end = Date.now() + seconds * 1000;
      let failed = false;
      await fc.assert(
        fc.asyncProperty(commands, async (sequence) => {
          // The time is up: what remains passes untried.
          if (Date.now() > end) return;
          const world = new World(2);
          try {
            await world.furnish();
            await fc.asyncModelRun(() => ({ model: world, real: world }), sequence);
          } catch (error) {
            if (!failed) end = Date.now() + SHRINKING * 1000;
            failed = true;
            throw error;
          } finally {
            await world.close();
          }
        }),
        {
          numRuns: runs,
          ...(seed !== undefined && { seed: Number(seed) }),
          ...(path !== undefined && { path }),
        },
      );
      console.log(`random operations: ${JSON.stringify(tally)}`);
      expect(tally.done).toBeGreaterThan(0);
    },
    (seconds + 2 * SHRINKING) * 1000,
  );
});

async function allSteps(): Promise<fc.Arbitrary<Step>[]> {
  const kinds = await kindsOfThisKernel();
  const often = [...linkCreationSteps(kinds), ...linkSteps, ...addressSteps, ...routeSteps];
  return [...often, ...often, ...neighbourSteps, ...ruleSteps, ...fdbSteps, ...namespaceSteps];
}
