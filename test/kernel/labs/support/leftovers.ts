import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect } from 'vitest';
import { Namespace } from '../../../../src/index.ts';
import { descriptors } from '../../namespace/support.ts';
import { within } from './within.ts';

/** For a file of tests: none may leave a namespace, a mount or a descriptor behind, also when it fails. */
export function leaveNothing(): void {
  let before = '';
  beforeEach(async () => {
    {
      // What is opened once and kept is not a leftover.
      await using here = Namespace.current();
      await here.links.get('lo');
    }
    // The event loop closes descriptors when it comes round.
    await setImmediate();
    before = traces();
  });
  afterEach(() => within(2, () => expect(traces()).toBe(before)));
}

function traces(): string {
  const prefix = `rtnl-lab-${process.pid}-`;
  const own = Namespace.list().filter((name) => name.startsWith(prefix));
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    // The folder is mounted once and kept, and others may be at work on the same machine.
    .filter((path) => !path.startsWith('/run/netns') || path.startsWith(`/run/netns/${prefix}`));
  return `${own.join(' ') || 'no'} namespaces, ${mounts.length} mounts, ${descriptors()} descriptors`;
}
