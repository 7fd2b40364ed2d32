import { describe, expect, it } from 'vitest';
import { createNamespace } from '../../../src/namespace/named.ts';
import { spawnIn } from '../../../src/namespace/run.ts';
import { withName } from '../namespace/support.ts';
import { iproute2, rtnlDump } from '../support/rtnl-dump.ts';

/** What both print, of the names that the test made; others may come and go meanwhile. */
async function both(line: readonly string[], names: readonly string[]): Promise<[string[], string[]]> {
  const known = (text: string) => text.split('\n').filter((row) => names.some((name) => row.includes(name)));
  const theirs = known(iproute2('ip', line));
  return [known((await rtnlDump(line)).text), theirs];
}

describe('names of namespaces as ip shows them', () => {
  it('netns list, identify and pids', () =>
    withName((one) =>
      withName(async (two) => {
        const handles = [createNamespace(two), createNamespace(one)];
        const [first] = handles;
        if (first === undefined) throw new Error('no namespace');
        const child = spawnIn(first, 'sleep', ['30'], { mounts: false });
        const pid = `${child.pid}`;
        try {
          for (const [line, known] of [
            [['netns'], [one, two]],
            [
              ['netns', 'list'],
              [one, two],
            ],
            [['netns', 'identify', pid], [two]],
            [['netns', 'pids', two], [pid]],
            [
              ['netns', 'list-id'],
              [one, two],
            ],
          ] as const) {
            const [ours, theirs] = await both(line, known);
            expect(ours, line.join(' ')).toEqual(theirs);
            if (line[1] !== 'list-id') expect(ours, line.join(' ')).toHaveLength(known.length);
          }
        } finally {
          child.kill();
          for (const handle of handles) handle.close();
        }
      }),
    ));
});
