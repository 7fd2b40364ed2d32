// l12-child PAGE PREFIX [STEPS]: builds a lab of the docs until it is killed: by itself after so many steps (or when
// this kernel allows no more), or by somebody else.
import { setTimeout as sleep } from 'node:timers/promises';
import { buildTo, stepsOf } from './l12-labs.ts';
import { Lab } from './support/lab.ts';

async function main([page = '', prefix = '', steps = '']: readonly string[]): Promise<void> {
  const lab = new Lab(page, prefix);
  process.stdout.write('beginning\n');
  for (const [step] of stepsOf(page).entries()) {
    const goesOn = await buildTo(lab, page, step);
    if (steps !== '' && (step + 1 === Number(steps) || !goesOn)) process.kill(process.pid, 'SIGKILL');
    if (!goesOn) break;
  }
  await sleep(60_000);
}

void main(process.argv.slice(2));
