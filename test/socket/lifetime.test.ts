import { describe, expect, it } from 'vitest';
import { runProgram } from './program.ts';
import { openGeneric, openSockets, pause, ping, Recorder } from './support.ts';

const prelude = `
  import { openGeneric, ping } from './test/socket/support.ts';
  const nothing = { datagram() {}, overrun() {}, truncated() {}, error() {}, closed() {} };
`;

describe('netlink socket: closing', () => {
  it('closes once, for all who ask, and tells once', async () => {
    const seen = new Recorder();
    const socket = openGeneric({}, seen);
    const before = openSockets();
    const first = socket.close();
    expect(socket.close()).toBe(first);
    expect(socket.closed).toBe(true);
    await first;
    await socket.close();
    expect(seen.closes).toBe(1);
    expect(openSockets()).toBe(before - 2);
  });

  it('says so to who uses it afterwards', async () => {
    const socket = openGeneric({}, new Recorder());
    await socket.close();
    const closed = /the netlink socket is closed/;
    expect(() => socket.send(ping(1))).toThrow(closed);
    expect(() => socket.receive()).toThrow(closed);
    expect(() => socket.addMembership(1)).toThrow(closed);
    expect(() => socket.dropMembership(1)).toThrow(closed);
    socket.pause();
    socket.resume();
    socket.ref();
    socket.unref();
  });

  it('can be closed from within its handlers', async () => {
    for (const way of ['event loop', 'receive']) {
      const seen = new Recorder();
      const socket = openGeneric(
        { paused: way === 'receive' },
        {
          datagram(slab, start, end) {
            seen.datagram(slab, start, end);
            void socket.close();
          },
          overrun: () => {},
          truncated: () => {},
          error: (error) => seen.error(error),
          closed: () => seen.closed(),
        },
      );
      socket.send(ping(1));
      socket.send(ping(2));
      if (way === 'receive') expect(socket.receive(10)).toBe(1);
      await seen.until(({ closes }) => closes === 1);
      await pause();
      expect(seen.sequences).toEqual([1]);
      expect(seen.errors).toEqual([]);
    }
  });

  it('is disposed of by `await using`', async () => {
    const before = openSockets();
    const seen = new Recorder();
    {
      await using socket = openGeneric({}, seen);
      socket.send(ping(1));
      await seen.until(({ datagrams }) => datagrams.length === 1);
    }
    expect(seen.closes).toBe(1);
    expect(openSockets()).toBe(before);
  });

  it('leaks no descriptor over 10,000 openings, nor when opening fails', async () => {
    const before = openSockets();
    const seen = new Recorder();
    for (let n = 0; n < 10_000; n++) {
      const socket = openGeneric({ paused: n % 2 === 0 }, seen);
      if (n % 100 === 0) expect(() => openGeneric({ groups: [5000] }, seen)).toThrow();
      const closing = socket.close();
      if (n % 100 === 99) await closing;
    }
    await seen.until(({ closes }) => closes === 10_000);
    expect(openSockets()).toBe(before);
  });
});

describe('netlink socket: running out of descriptors', () => {
  it('says so, leaks none of those it had taken, and works again when there are some', async () => {
    const { stdout, stderr } = await runProgram(`${prelude}
      import { spawnSync } from 'node:child_process';
      import { openSockets } from './test/socket/support.ts';
      await openGeneric({}, nothing).close();
      const before = openSockets();
      const { status } = spawnSync('prlimit', ['--pid', String(process.pid), '--nofile=80:80']);
      if (status !== 0) console.log('prlimit failed');
      // A paused socket takes one descriptor, another two: one way or the other it is the second that is missing.
      for (const single of [0, 1]) {
        const open = single ? [openGeneric({ paused: true }, nothing)] : [];
        let message = '';
        while (message === '') {
          try { open.push(openGeneric({}, nothing)); } catch (error) { message = error.message; }
        }
        await open.pop().close();
        console.log(message.replace(/^.*: /, ''), openSockets() - before === open.length * 2 - single);
        await Promise.all(open.map((socket) => socket.close()));
      }
      await openGeneric({}, nothing).close();
      console.log(openSockets() === before);
    `);
    const refused = 'too many open files (EMFILE from socket) true';
    expect((stdout + stderr).trim().split('\n')).toEqual([refused, refused, 'true']);
  });
});

describe('netlink socket: the process', () => {
  it('ends although an idle socket is open', async () => {
    const { code, signal } = await runProgram(`${prelude} openGeneric({ groups: [16] }, nothing);`);
    expect({ code, signal }).toEqual({ code: 0, signal: null });
  });

  it('is kept alive by ref() until unref(), also when overruns made a new stream', async () => {
    const { stdout, stderr, code } = await runProgram(`${prelude}
      const socket = openGeneric({ receiveBuffer: 4096 }, { ...nothing,
        overrun() { console.log('overrun'); setTimeout(() => socket.send(ping(999)), 50).unref(); },
        datagram(slab, start) { if (slab[start + 8] === 231) { console.log('answer'); socket.unref(); } },
      });
      socket.ref();
      for (let n = 0; n < 100; n++) socket.send(ping(n));
    `);
    expect(stdout + stderr).toBe('overrun\nanswer\n');
    expect(code).toBe(0);
  });

  it('does not hand its sockets to the children it starts', async () => {
    const { stdout } = await runProgram(`${prelude}
      import { spawnSync } from 'node:child_process';
      openGeneric({}, nothing);
      process.stdout.write(spawnSync('ls', ['-l', '/proc/self/fd']).stdout);
    `);
    expect(stdout).toContain('/proc/');
    expect(stdout.match(/socket:/g) ?? []).toHaveLength(stdout.match(/[012] -> socket:/g)?.length ?? 0);
  });

  const inWorkers = (count: number, first: string) => `${prelude}
    import { isMainThread, Worker } from 'node:worker_threads';
    if (isMainThread) {
      ${first}
      let left = ${count};
      for (let n = 0; n < ${count}; n++) {
        new Worker(process.argv[1]).on('error', (error) => console.log(error)).on('exit', () => {
          if (--left === 0) console.log('all ended');
        });
      }
    } else {
      const socket = openGeneric({}, { ...nothing, datagram() { socket.close(); } });
      socket.ref();
      socket.send(ping(1));
    }
  `;

  it('survives workers that used sockets, whether or not it used one itself', async () => {
    for (const count of [1, 4]) {
      for (const first of ['', 'openGeneric({}, nothing);']) {
        const { stdout, stderr, code, signal } = await runProgram(inWorkers(count, first));
        expect({ text: stdout + stderr, code, signal }).toEqual({
          text: 'all ended\n',
          code: 0,
          signal: null,
        });
      }
    }
  });
});
