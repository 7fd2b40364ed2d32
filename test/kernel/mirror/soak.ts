// npm run soak -- [SECONDS] [SEED]: mirrors of namespaces that never rest, looked at whenever they do. Needs root.
import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MirrorHealth } from '../../../src/mirror/health.ts';
import { randomFrom } from './lossy.ts';
import { SoakLab } from './soak-lab.ts';
import { growth, type Held, held, heldText } from './soak-memory.ts';
import { type Round, rounds } from './soak-operations.ts';

const seconds = Number(process.argv[2] ?? 600);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
if (!(seconds > 0) || !Number.isInteger(seed)) {
  console.error('npm run soak -- [SECONDS] [SEED]');
  process.exit(2);
}

/** Does what a round has, beside mirrors that read when they can. */
async function go(lab: SoakLab, { groups, pauses, namespaces, read }: Round): Promise<void> {
  const changes = [...namespaces];
  for (const [at, group] of groups.entries()) {
    const running = Promise.all(group.map((burst) => lab.run(burst)));
    const change = changes.shift();
    if (change !== undefined) lab.turn(change.which, change.comes);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauses[at] ?? 0);
    await lab.read(read);
    await running;
  }
}

/** @returns what was wrong, a line each */
async function soak(): Promise<string[]> {
  const before = held();
  const samples: Held[] = [];
  const found: string[] = [];
  {
    await using lab = new SoakLab();
    await lab.begin(randomFrom(seed));
    const began = performance.now();
    let said = began;
    for (const round of rounds(seed)) {
      const start = performance.now();
      await go(lab, round);
      const done = performance.now();
      const isLast = done - began > seconds * 1000;
      found.push(...(await lab.differences(isLast || samples.length % LATE === 0)));
      longest.operations = Math.max(longest.operations, done - start);
      longest.rest = Math.max(longest.rest, performance.now() - done);
      samples.push(held());
      if (found.length > 0) {
        const file = join(mkdtempSync(join(tmpdir(), 'rtnl-soak-')), 'round.json');
        writeFileSync(file, JSON.stringify(round, undefined, 1));
        found.splice(MOST);
        found.unshift(`at rest ${samples.length}, after the operations in ${file}:`);
      }
      if (isLast || found.length > 0 || performance.now() - said > 60_000) {
        said = performance.now();
        tell(lab, samples);
      }
      if (isLast || found.length > 0) break;
    }
    if (seconds >= LONG && found.length === 0) found.push(...untried(lab));
    await lab.close();
  }
  const left = held().descriptors - before.descriptors;
  if (left > FEW) found.push(`${left} descriptors are left open`);
  if (seconds >= LONG) found.push(...growth(samples));
  return found;
}

/** Milliseconds that a round took at most, and that the looking at the mirrors after it did. */
const longest = { operations: 0, rest: 0 };

function total(lab: SoakLab, of: Exclude<keyof MirrorHealth, 'settled' | 'delay'>): number {
  return lab.members.reduce((sum, { health }) => sum + health[of], 0);
}

/** What has to happen for a soak to mean something, and did not. */
function untried(lab: SoakLab): string[] {
  const happened = {
    overruns: total(lab, 'overruns'),
    'inferred deletions': total(lab, 'inferred'),
    corrections: total(lab, 'corrections'),
    'merged events': lab.readings.merged,
  };
  return Object.entries(happened)
    .filter(([, count]) => count === 0)
    .map(([what]) => `there were no ${what}: nothing was tried`);
}

function tell(lab: SoakLab, samples: readonly Held[]): void {
  const { dropped, spoiled, interrupted } = lab.losses;
  const { applied, merged } = lab.readings;
  const last = samples.at(-1);
  const count = (of: Parameters<typeof total>[1]) => total(lab, of);
  console.log(
    [
      `${lab.operations} operations, ${lab.refused} of them refused; ${samples.length} rests`,
      `  ${count('events')} events taken, ${count('overruns')} overruns healed by ${count('resyncs')} resyncs, ${count('checks')} checks`,
      `  ${count('inferred')} inferred deletions, ${count('corrections')} corrections, ${count('interrupted')} interrupted dumps`,
      `  injected: ${dropped} batches dropped, ${spoiled} messages spoiled, ${interrupted} dumps interrupted`,
      `  ${applied} events read, ${merged} of them merged; ${lab.followed} namespaces followed by the mirror of all`,
      `  at most ${longest.operations.toFixed(0)} ms of operations, ${longest.rest.toFixed(0)} ms until the mirrors were looked at`,
      `  ${last === undefined ? '' : heldText(last)}`,
    ].join('\n'),
  );
}

/** One reader looks at every so many rests only. */
const LATE = 4;
/** Lines that are shown of what is wrong. */
const MOST = 30;
/** Seconds from which on something of everything has to happen. */
const LONG = 30;
/** Descriptors that the first use of a timer, a child or a watch leaves open for good. */
const FEW = 8;

console.log(`${seconds} s with seed ${seed}`);
const problems = await soak();
for (const problem of problems) console.log(problem);
const isTrue = problems.length === 0;
console.log(isTrue ? 'the mirrors were true' : `again: npm run soak -- ${seconds} ${seed}`);
const tally = process.env['RTNL_TALLY'];
if (tally !== undefined) appendFileSync(tally, isTrue ? '1 passed, 0 failed\n' : '0 passed, 1 failed\n');
process.exit(isTrue ? 0 : 1);
