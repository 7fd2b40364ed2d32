import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mirror } from '../../../src/mirror/mirror.ts';
import type { MirrorOptions } from '../../../src/mirror/options.ts';
import { inLab } from '../connection/support.ts';
import { lossy, randomFrom } from './lossy.ts';
import { beginning, type Operation, operation } from './operations.ts';
import { Replica } from './replica.ts';
import { differencesAtRest } from './rest.ts';
import { calm, ip } from './support.ts';

/** Fewer in an emulated machine, which is slow and is known by this. */
const RUNS = Number(process.env['MIRROR_RUNS'] ?? (process.env['RTNL_SAMPLE'] === undefined ? 6 : 2));
const SEED = process.env['MIRROR_SEED'];

/** Does rounds of operations beside a mirror and compares at each quiet point. @returns what differs first */
async function differencesAfter(
  rounds: readonly (readonly Operation[])[],
  options: MirrorOptions,
): Promise<string[]> {
  return inLab(async (netns) => {
    ip(netns, ...beginning);
    await using live = await mirror(netns, { ...options, persistent: false });
    const [member] = live.namespaces;
    if (member === undefined) throw new Error('there is no namespace');
    await calm(member);
    const replica = new Replica([member], live[Symbol.asyncIterator]());
    for (const round of rounds) {
      spawnSync('ip', ['-n', netns, '-force', '-batch', '-'], { input: `${round.join('\n')}\n` });
      let found = await differencesAtRest(netns, member);
      if (found.length > 0) return [`after ${JSON.stringify(round)}:`, ...found];
      found = await replica.differences();
      if (found.length > 0) return [`events after ${JSON.stringify(round)}:`, ...found];
    }
    return [];
  });
}

async function holds(options: MirrorOptions): Promise<void> {
  const rounds = fc.array(fc.array(operation, { minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(rounds, async (all) => {
      const found = await differencesAfter(all, options);
      if (found.length > 0) throw new Error(found.join('\n'));
    }),
    {
      numRuns: RUNS,
      endOnFailure: process.env['MIRROR_SHRINK'] === undefined,
      ...(SEED !== undefined && { seed: Number(SEED) }),
    },
  );
}

describe('a mirror equals a dump and ip at every quiet point', () => {
  it('whatever another process does', () => holds({}));
  it('with a receive buffer that holds a few events', () => holds({ receiveBuffer: 4096 }));
  it('when events are dropped or cannot be read, and dumps are interrupted', async () => {
    const random = randomFrom(Number(SEED ?? Date.now()));
    const losses = { dropped: 0, spoiled: 0, interrupted: 0 };
    const rates = { drop: 0.3, spoil: 0.1, interrupt: 0.3 };
    await holds({ through: (source) => lossy(source, rates, random, losses) });
    // Which of them is chance, that there were some is not.
    expect(losses.dropped + losses.spoiled).toBeGreaterThan(0);
    expect(losses.interrupted).toBeGreaterThan(0);
  });
  it('is tried on something', () => expect(RUNS).toBeGreaterThan(0));
});
