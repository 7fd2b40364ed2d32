import { closeSync, openSync, readlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openNetlinkSocket } from '../../../src/socket/netlink-socket.ts';
import { inNetworkNamespace } from '../../../src/sys/setns.ts';
import { runProgram } from '../../socket/program.ts';
import { pause, Recorder } from '../../socket/support.ts';
import { inLab, RTM_NEWLINK, RTNLGRP_LINK, run, types } from './support.ts';

const here = () => readlinkSync('/proc/thread-self/ns/net');

describe('a socket in another network namespace', () => {
  it('hears that namespace and no other, and the process stays at home', () =>
    inLab(async (name, path) => {
      const home = here();
      const fd = openSync(path, 'r');
      const groups = [RTNLGRP_LINK];
      const [atHome, byPath, byFd] = [new Recorder(), new Recorder(), new Recorder()];
      const sockets = [
        openNetlinkSocket({ groups }, atHome),
        openNetlinkSocket({ groups, netns: path }, byPath),
        openNetlinkSocket({ groups, netns: fd }, byFd),
      ];
      closeSync(fd);
      expect(here()).toBe(home);
      run('ip', ['-n', name, 'link', 'add', 'veth0', 'type', 'veth', 'peer', 'veth1']);
      await byPath.until((seen) => types(seen).includes(RTM_NEWLINK));
      await byFd.until((seen) => types(seen).includes(RTM_NEWLINK));
      await pause();
      expect(atHome.datagrams).toEqual([]);
      for (const socket of sockets) await socket.close();
    }));

  it('can be opened from a worker, whose namespace is then its own again', () =>
    inLab(async (_name, path) => {
      const { stdout, stderr } = await runProgram(`
        import { isMainThread, Worker } from 'node:worker_threads';
        import { readlinkSync } from 'node:fs';
        import { inNetworkNamespace } from './src/sys/setns.ts';
        const here = () => readlinkSync('/proc/thread-self/ns/net');
        if (isMainThread) new Worker(process.argv[1]);
        else {
          const home = here();
          const there = inNetworkNamespace('${path}', here);
          console.log(there !== home, here() === home, readlinkSync('/proc/self/ns/net') === home);
        }
      `);
      expect(stdout + stderr).toBe('true true true\n');
    }));
});

describe('inNetworkNamespace', () => {
  it('comes home after a result, an error, a promise, and from a namespace within a namespace', () =>
    inLab((_name, outer) =>
      inLab((_inner, inner) => {
        const home = here();
        const seen = inNetworkNamespace(outer, () => {
          const first = here();
          const second = inNetworkNamespace(inner, here);
          expect(here()).toBe(first);
          return [first, second];
        });
        expect(new Set([home, ...seen]).size).toBe(3);
        expect(() =>
          inNetworkNamespace(outer, () => {
            throw new Error('inside');
          }),
        ).toThrow('inside');
        expect(here()).toBe(home);
        expect(() => inNetworkNamespace(outer, async () => {})).toThrow(TypeError);
        expect(here()).toBe(home);
      }),
    ));

  it('aborts the process when it cannot come home, on the main thread and in a worker', () =>
    inLab(async (_name, path) => {
      // Whoever gives up its capabilities inside cannot return.
      const inside = `inNetworkNamespace('${path}', () => { drop(); }); console.log('went on');`;
      const main = await runProgram(`
        import { inNetworkNamespace } from './src/sys/setns.ts';
        const drop = () => process.setuid(65534);
        ${inside}
      `);
      expect(main).toMatchObject({ signal: 'SIGABRT', stdout: '' });
      expect(main.stderr).toMatch(
        /^rtnl: SystemError: cannot return to the network namespace of this process: operation not permitted \(EPERM from setns\); it needs CAP_SYS_ADMIN; aborting, since/,
      );
      const worker = await runProgram(`
        import { isMainThread, Worker } from 'node:worker_threads';
        import { inNetworkNamespace } from './src/sys/setns.ts';
        const wait = new Int32Array(new SharedArrayBuffer(4));
        if (isMainThread) {
          new Worker(process.argv[1]).on('message', () => process.setuid(65534));
        } else {
          const { parentPort } = await import('node:worker_threads');
          const drop = () => { parentPort.postMessage('drop'); Atomics.wait(wait, 0, 0, 3000); };
          ${inside}
        }
      `);
      expect(worker).toMatchObject({ signal: 'SIGABRT', stdout: '' });
    }));

  it('names the capability that is missing', () =>
    inLab(async (_name, path) => {
      const { stdout, stderr } = await runProgram(`
        import { openNetlinkSocket } from './src/socket/netlink-socket.ts';
        const nothing = { datagram() {}, overrun() {}, truncated() {}, error() {}, closed() {} };
        openNetlinkSocket({}, nothing);
        process.setuid(65534);
        try { openNetlinkSocket({ netns: '${path}' }, nothing); } catch (error) { console.log(error.message); }
        console.log(openNetlinkSocket({ groups: [1] }, nothing).options.receiveBufferForced);
      `);
      expect(stdout + stderr).toBe(
        `cannot enter network namespace ${path}: operation not permitted (EPERM from setns); it needs CAP_SYS_ADMIN\nfalse\n`,
      );
    }));
});
