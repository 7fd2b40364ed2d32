import { setTimeout as sleep } from 'node:timers/promises';
import type { NamespaceMirror } from '../../../src/mirror/namespace-mirror.ts';
import { run } from '../connection/support.ts';

/** Runs `ip` commands in a namespace, as another process; what fails is passed over with `force`. */
export function ip(netns: string, ...lines: string[]): void {
  run('ip', ['-n', netns, '-batch', '-'], `${lines.join('\n')}\n`);
}

/** Waits until nothing has happened for a while and the mirror has nothing left to ask for. */
export async function calm(mirror: NamespaceMirror, quiet = 60): Promise<void> {
  for (let before = -1; before !== mirror.health.events; ) {
    before = mirror.health.events;
    await sleep(quiet);
    await mirror.settled();
  }
}
