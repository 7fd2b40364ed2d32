// l12-child PAGE PREFIX [STEPS]: builds a lab of the docs until it is killed: by itself after so many steps, or by
// somebody else.
import { setTimeout as sleep } from 'node:timers/promises';
import { buildTo, stepsOf } from './l12-labs.ts';
import { Lab } from './support/lab.ts';

async function main([page = '', prefix = '', steps = '']: readonly string[]): Promise<void> {
  const lab = new Lab(page, prefix);
  process.stdout.write('beginning\n');
  for (const [step] of stepsOf(page).entries()) {
    await buildTo(lab, page, step);
    if (String(step + 1) === steps) process.kill(process.pid, 'SIGKILL');
  }
  await sleep(60_000);
}

void main(process.argv.slice(2));
