import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectEvent } from '../../../src/mirror/events/event.ts';
import type { EventQueue } from '../../../src/mirror/events/queue.ts';
import { mirror } from '../../../src/mirror/mirror.ts';
import type { NamespaceMirror } from '../../../src/mirror/namespace-mirror.ts';
import type { MirrorOptions } from '../../../src/mirror/options.ts';
import { inLab } from '../connection/support.ts';
import { lossy, randomFrom } from './lossy.ts';
import { beginning, type Operation, operation } from './operations.ts';
import { calm, ip } from './support.ts';
import { differencesFromIp, differing, dumpOf, pictureOf, text } from './truth.ts';

const RUNS = Number(process.env['MIRROR_RUNS'] ?? 6);
const SEED = process.env['MIRROR_SEED'];

/** What is held, by what events say. */
class Follower {
  readonly held: Map<string, string>;

  constructor(mirror: NamespaceMirror) {
    this.held = heldBy(mirror);
  }

  /** Applies what waits, and compares. */
  async differences(events: EventQueue, mirror: NamespaceMirror): Promise<string[]> {
    const problems: string[] = [];
    while (events.size > 0) {
      const { value } = await events.next();
      if (value !== undefined && 'kind' in value) problems.push(...this.#apply(value));
    }
    const now = heldBy(mirror);
    for (const [place, object] of now) {
      if (this.held.get(place) !== object)
        problems.push(`${place}: ${this.held.get(place)}, in truth ${object}`);
    }
    for (const place of this.held.keys()) if (!now.has(place)) problems.push(`${place} is gone in truth`);
    return problems;
  }

  #apply(event: ObjectEvent): string[] {
    const place = `${event.kind} ${event.key}`;
    const known = this.held.has(place);
    const sound = event.type === 'added' ? !known : known;
    if (event.type === 'removed') this.held.delete(place);
    else this.held.set(place, text(event.kind, event.object.view));
    return sound ? [] : [`${place} was ${event.type}, and ${known ? 'there' : 'unknown'}`];
  }
}

function heldBy(mirror: NamespaceMirror): Map<string, string> {
  return new Map(
    [...mirror.entries()].map(({ kind, key, object }) => [`${kind} ${key}`, text(kind, object.view)]),
  );
}

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
    const follower = new Follower(member);
    const events = live[Symbol.asyncIterator]();
    for (const round of rounds) {
      spawnSync('ip', ['-n', netns, '-force', '-batch', '-'], { input: `${round.join('\n')}\n` });
      let found: string[] = [];
      for (let attempt = 0; attempt < 3; attempt++) {
        await calm(member);
        found = differing(await dumpOf(member.namespace), pictureOf(member));
        if (found.length === 0) found = differencesFromIp(netns, member);
        if (found.length === 0) break;
      }
      if (found.length > 0) return [`after ${JSON.stringify(round)}:`, ...found];
      found = await follower.differences(events, member);
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
