import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withName } from '../namespace/support.ts';
import { run } from '../socket/support.ts';
import { shell, waitUntil, watched, watchedEverywhere } from './monitor.support.ts';

describe('monitor -a', () => {
  it('follows namespaces that come and go, and names them', async () => {
    await withName(async (one) => {
      await withName(async (other) => {
        run('ip', ['netns', 'add', one]);
        const { lines, problems, well } = await watchedEverywhere(
          ['--follow-state', 'link', 'rule'],
          async (watching) => {
            await watching.until((text) => text.includes(`"netns":"${one}","snapshot":true,"key"`));
            run('ip', ['netns', 'add', other]);
            await watching.until((text) => text.includes(`"netns":"${other}","snapshot":true,"key"`));
            run('ip', ['-n', one, 'link', 'add', 'va', 'type', 'veth', 'peer', 'name', 'vb', 'netns', other]);
            await watching.until((text) => /"ifname":"vb"/.test(text) && /"ifname":"va"/.test(text));
            run('ip', ['netns', 'del', other]);
            // The other end of the cable goes with its namespace.
            await watching.until((text) => /"deleted":true,[^\n]*"ifname":"va"/.test(text));
          },
          { json: true },
        );
        expect(well).toBe(true);
        expect(problems.filter((problem) => problem.includes(one) || problem.includes(other))).toEqual([]);
        const of = (name: string) => lines.filter((line) => line['netns'] === name);
        expect(of(one)[0]).toEqual({ object: 'netns', netns: one, snapshot: true });
        expect(of(other)[0]).toEqual({ object: 'netns', netns: other, change: 'added' });
        expect(of(other).find((line) => line['ifname'] === 'vb')?.['change']).toBe('added');
        expect(of(other).at(-1)).toEqual({ object: 'netns', netns: other, change: 'removed', deleted: true });
        const cable = of(one).filter((line) => line['ifname'] === 'va');
        expect(cable[0]?.['change']).toBe('added');
        expect(cable.at(-1)).toMatchObject({ change: 'removed', deleted: true });
      });
    });
  });

  it('prints the namespace before the label', async () => {
    await withName(async (one) => {
      await withName(async (name) => {
        run('ip', ['netns', 'add', one]);
        const { text } = await watchedEverywhere(['rule'], async (watching) => {
          let pref = 100;
          await watching.until((text) => {
            shell(one, `ip rule add pref ${pref++} table 77`);
            return text.includes(`[netns ${one}]`);
          });
          run('ip', ['netns', 'add', name]);
          await watching.until((text) => text.includes(`[NETNS]${name}\n`));
          shell(name, 'ip rule add pref 77 table 77');
          await watching.until((text) => text.includes('77:\tfrom all'));
          run('ip', ['netns', 'del', name]);
          await watching.until((text) => text.includes(`[NETNS]Deleted ${name}\n`));
        });
        const lines = text.split('\n').filter((line) => line.includes(`[netns ${name}]`));
        expect(lines).toEqual([
          `[netns ${name}][NETNS]${name}`,
          `[netns ${name}]77:\tfrom all lookup 77`,
          `[netns ${name}][NETNS]Deleted ${name}`,
        ]);
      });
    });
  });

  it('names the one that cannot be watched, and goes on with the others', async () => {
    await withName(async (good) => {
      await withName(async (bad) => {
        run('ip', ['netns', 'add', good]);
        // A namespace of another kind, which has no network.
        writeFileSync(`/run/netns/${bad}`, '');
        run('mount', ['--bind', '/proc/self/ns/uts', `/run/netns/${bad}`]);
        try {
          const { problems, well } = await watchedEverywhere(['rule'], async (watching) => {
            let pref = 77;
            await watching.until((text) => {
              shell(good, `ip rule add pref ${pref++} table 77`);
              return text.includes(`[netns ${good}]`);
            });
          });
          expect(well).toBe(false);
          const about = problems.filter((problem) => problem.includes(bad));
          expect(about).toHaveLength(1);
          expect(about[0]).toMatch(new RegExp(`^the network namespace "${bad}" cannot be watched: `));
        } finally {
          spawnSync('umount', [`/run/netns/${bad}`]);
          rmSync(`/run/netns/${bad}`, { force: true });
        }
      });
    });
  });
});

describe('monitor -n', () => {
  it('ends when the namespace is deleted, and says so', async () => {
    await withName(async (name) => {
      run('ip', ['netns', 'add', name]);
      const { problems } = await watched(name, ['rule'], async (watching) => {
        run('ip', ['netns', 'del', name]);
        await waitUntil(() => watching.problems.length > 0);
      });
      expect(problems).toEqual([`the network namespace "${name}" is gone`]);
    });
  });
});
