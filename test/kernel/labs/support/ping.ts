import type { Namespace } from '../../../../src/index.ts';
import { within } from './within.ts';

/** Sends one packet from a namespace, and gives what ping(8) printed, and whether an answer came within a second. */
async function ping(from: Namespace, address: string): Promise<{ answered: boolean; text: string }> {
  const { code, stdout, stderr } = await from.run('ping', ['-n', '-c1', '-W1', address], { check: false });
  return { answered: code === 0, text: stdout + stderr };
}

/** Proves that an answer comes. Cables that were just plugged in get a moment: lost packets are sent again. */
export async function pings(from: Namespace, address: string): Promise<void> {
  await within(10, async () => {
    const { answered, text } = await ping(from, address);
    if (!answered) throw new Error(`no answer in ${from} from ${address}: ${text}`);
  });
}

/** Proves that none comes. @returns what ping printed, which says why */
export async function doesNotPing(from: Namespace, address: string): Promise<string> {
  const { answered, text } = await ping(from, address);
  if (answered) throw new Error(`an answer came in ${from} from ${address}, which was not to be reached`);
  // Or packets of the next seconds would wait for the neighbour that is asked for already, and be lost with it.
  await from.neighbours.flush({ state: ['incomplete', 'failed'] });
  return text;
}
