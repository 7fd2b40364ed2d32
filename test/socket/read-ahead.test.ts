import { writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { netlinkAddress, portIdOf } from '../../src/socket/address.ts';
import { ReadAhead } from '../../src/socket/read-ahead.ts';
import { AF_NETLINK, SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_RAW } from '../../src/sys/constants.ts';
import { bind, close, connect, getsockname, socket } from '../../src/sys/libc.ts';
import { openGeneric, openSockets, ping, Recorder } from './support.ts';

const NETLINK_USERSOCK = 2;

/** A descriptor that receives what is written to it. */
async function withEcho(space: number, use: (ahead: ReadAhead, fd: number) => Promise<void>): Promise<void> {
  const fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_USERSOCK, 'open');
  try {
    const address = netlinkAddress(0, 0);
    bind(fd, address, 'bind');
    getsockname(fd, address, 'learn the port');
    connect(fd, netlinkAddress(portIdOf(address), 0), 'connect');
    await use(new ReadAhead(fd, space), fd);
  } finally {
    close(fd, 'close');
  }
}

/** `length` bytes that differ from all others. */
function numbered(n: number, length: number): Buffer {
  const bytes = Buffer.alloc(length, n + 1);
  bytes.writeUInt32LE(length);
  return bytes;
}

describe('reading ahead', () => {
  it('brings what waits in its order, and begins again only when there was as much as asked for', () =>
    withEcho(65_536, async (ahead, fd) => {
      const sent = Array.from({ length: 40 }, (_, n) => numbered(n, 100 + n));
      for (const bytes of sent) writeSync(fd, bytes);
      const seen = new Recorder();
      expect(ahead.take(seen)).toBe(false);
      for (let rounds = 0; rounds < 4; rounds++) {
        ahead.start();
        expect(ahead.take(seen)).toBe(false);
        await ahead.pending;
        ahead.start();
        while (ahead.take(seen));
        await ahead.pending;
      }
      expect(seen.datagrams).toEqual(sent);
      writeSync(fd, numbered(0, 20));
      ahead.start();
      expect(ahead.pending).toBeUndefined();
      ahead.refill();
      ahead.start();
      await ahead.pending;
      expect(ahead.take(seen)).toBe(true);
      expect(seen.datagrams.at(-1)).toEqual(numbered(0, 20));
    }));

  it('leaves what was delivered as it was', () =>
    withEcho(65_536, async (ahead, fd) => {
      const seen = new Recorder();
      for (let n = 0; n < 30; n++) {
        writeSync(fd, numbered(n, 1000));
        ahead.refill();
        ahead.start();
        await ahead.pending;
        ahead.take(seen);
      }
      const now = seen.ranges.map(({ slab, start, end }) => Buffer.from(slab.subarray(start, end)));
      expect(now).toEqual(seen.datagrams);
      expect(now[7]).toEqual(numbered(7, 1000));
    }));

  it('puts together what is longer than usual, and says what did not fit', () =>
    withEcho(65_536, async (ahead, fd) => {
      const seen = new Recorder();
      for (const length of [32_768, 32_769, 65_536, 80_000, 36]) {
        writeSync(fd, numbered(1, length));
        ahead.refill();
        ahead.start();
        await ahead.pending;
        expect(ahead.take(seen)).toBe(true);
      }
      expect(seen.datagrams.map(({ length }) => length)).toEqual([32_768, 32_769, 65_536, 36]);
      for (const bytes of seen.datagrams) expect(bytes.equals(numbered(1, bytes.length))).toBe(true);
      expect(seen.cuts).toHaveLength(1);
      expect(seen.cuts[0]?.needed).toBe(80_000);
      expect(seen.cuts[0]?.bytes.equals(numbered(1, 80_000).subarray(0, 65_536))).toBe(true);
    }));

  it('tells of an overrun, and goes on', async () => {
    const seen = new Recorder();
    await using socket = openGeneric({ paused: true, receiveBuffer: 4096 }, seen);
    for (let n = 0; n < 100; n++) socket.send(ping(n));
    for (let reads = 0; reads < 20 && seen.overruns === 0; reads++) {
      socket.readAhead();
      await socket.reading;
      socket.receive(100);
    }
    expect(seen.overruns).toBe(1);
    socket.send(ping(777));
    socket.readAhead();
    expect(socket.receive()).toBe(socket.reading === undefined ? 1 : 0);
    await socket.reading;
    socket.receive(10);
    expect(seen.sequences.at(-1)).toBe(777);
  });

  it('holds the descriptor until it is over', async () => {
    const before = openSockets();
    for (let n = 0; n < 50; n++) {
      const seen = new Recorder();
      const socket = openGeneric({ paused: true }, seen);
      socket.send(ping(n));
      socket.readAhead();
      const closing = socket.close();
      expect(socket.closed).toBe(true);
      expect(openSockets()).toBe(before + 1);
      await closing;
      expect(openSockets()).toBe(before);
      expect({ closes: seen.closes, datagrams: seen.datagrams.length }).toEqual({ closes: 1, datagrams: 0 });
    }
  });
});
