import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { currentNamespace, openNamespace } from '../../../src/namespace/handle.ts';
import { createNamespace, deleteNamespace, namespaceOfPid } from '../../../src/namespace/named.ts';
import { pidsIn } from '../../../src/namespace/pids.ts';
import { spawnIn } from '../../../src/namespace/run.ts';
import { runProgram } from '../../socket/program.ts';
import { descriptors, freshName, here, run, withName } from './support.ts';

describe('entering', () => {
  it('nests, in another and in the same, and comes home from an error', () =>
    withName((name) => {
      const home = here();
      using outer = createNamespace(name);
      using inner = createNamespace();
      const seen = outer.enter(() => [
        here(),
        inner.enter(here),
        outer.enter(here),
        here(),
        inner.enter(here),
      ]);
      expect(seen).toEqual([outer, inner, outer, outer, inner].map(({ inode }) => `net:[${inode}]`));
      expect(here()).toBe(home);
      const fail = () => {
        throw new Error('inside');
      };
      expect(() => outer.enter(() => inner.enter(fail))).toThrow('inside');
      expect(here()).toBe(home);
      // Home, seen from inside, is another namespace.
      using start = currentNamespace();
      expect(outer.enter(() => start.enter(here))).toBe(home);
      expect(here()).toBe(home);
    }));

  it('moves one thread alone, the main one or a worker', () =>
    withName(async (name) => {
      createNamespace(name).close();
      const { stdout, stderr } = await runProgram(`
        import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
        import { readlinkSync } from 'node:fs';
        import { openNamespace } from './src/namespace/handle.ts';
        import { createNamespace, deleteNamespace } from './src/namespace/named.ts';
        const here = () => readlinkSync('/proc/thread-self/ns/net');
        const home = here();
        if (isMainThread) {
          const state = new Int32Array(new SharedArrayBuffer(4));
          const worker = new Worker(process.argv[1], { workerData: state });
          // While the worker is inside.
          Atomics.wait(state, 0, 0, 10_000);
          console.log(Atomics.load(state, 0), here() === home);
          // And while it is inside, main goes in and out.
          const there = openNamespace(${JSON.stringify(name)}).enter(here);
          console.log(there !== home, here() === home);
          Atomics.store(state, 0, 2);
          Atomics.notify(state, 0);
          worker.on('message', (seen) => console.log(seen[0] === there, seen[1] === home, seen[2] !== home));
        } else {
          const handle = openNamespace(${JSON.stringify(name)});
          const inside = handle.enter(() => {
            Atomics.store(workerData, 0, 1);
            Atomics.notify(workerData, 0);
            Atomics.wait(workerData, 0, 1, 10_000);
            return here();
          });
          const made = createNamespace(${JSON.stringify(`${name}-w`)});
          parentPort.postMessage([inside, here(), made.enter(here)]);
          deleteNamespace(${JSON.stringify(`${name}-w`)});
        }
      `);
      expect(stdout + stderr).toBe('1 true\ntrue true\ntrue true true\n');
    }));
});

describe('who is inside', () => {
  it('is told as ip netns pids and identify tell it', () =>
    withName(async (name) => {
      using handle = createNamespace(name);
      expect(pidsIn(handle)).toEqual([]);
      expect(run('ip', ['netns', 'pids', name])).toBe('');
      const child = spawnIn(handle, 'sleep', ['30'], { mounts: false });
      const other = spawn('ip', ['netns', 'exec', name, 'sleep', '30']);
      try {
        for (let tries = 0; pidsIn(handle).length < 2; tries++) {
          expect(tries).toBeLessThan(1000);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        const theirs = run('ip', ['netns', 'pids', name]).trim().split('\n').map(Number);
        expect(pidsIn(handle)).toEqual(theirs.sort((one, two) => one - two));
        expect(pidsIn(handle)).toContain(child.pid);
        expect(namespaceOfPid(child.pid ?? 0)).toEqual([name]);
        expect(run('ip', ['netns', 'identify', `${child.pid}`])).toBe(`${name}\n`);
        using byPid = openNamespace({ pid: child.pid ?? 0 });
        expect(byPid.same(handle)).toBe(true);
        using byPath = openNamespace(`/var/run/netns/${name}`);
        expect([byPath.name, byPath.same(handle)]).toEqual([name, true]);
        const ended = [once(child, 'close'), once(other, 'close')];
        child.kill();
        other.kill();
        await Promise.all(ended);
      } finally {
        child.kill();
        other.kill();
      }
    }));
});

describe('a thousand namespaces made and deleted', () => {
  // An emulated machine takes its time.
  it.each(['with a name', 'without'])('leave nothing behind: %s', { timeout: 300_000 }, (kind) => {
    const name = kind === 'without' ? undefined : freshName();
    const once = () => {
      const handle = createNamespace(name);
      handle.enter(here);
      if (name !== undefined) deleteNamespace(name);
      handle.close();
    };
    once();
    const before = descriptors();
    for (let n = 0; n < 1000; n++) once();
    expect(descriptors()).toBe(before);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(` /run/netns/${name} `);
    expect(readdirSync('/run/netns').filter((entry) => entry === name)).toEqual([]);
  });
});
