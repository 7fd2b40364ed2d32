import { describe, expect, it } from 'vitest';
import type { NetlinkSocket, NetlinkSocketOptions } from '../../src/socket/netlink-socket.ts';
import { ACK_LENGTH, getFamily, NLMSG_DONE, openGeneric, pause, ping, Recorder } from './support.ts';

async function withSocket(
  options: NetlinkSocketOptions,
  use: (socket: NetlinkSocket, seen: Recorder) => unknown,
): Promise<void> {
  const seen = new Recorder();
  const socket = openGeneric(options, seen);
  try {
    await use(socket, seen);
  } finally {
    await socket.close();
  }
  expect(seen.errors).toEqual([]);
  expect(seen.closes).toBe(1);
}

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

describe('netlink socket: asking', () => {
  it('delivers the answer through the event loop', () =>
    withSocket({}, async (socket, seen) => {
      socket.send(ping(7));
      await seen.until(({ datagrams }) => datagrams.length === 1);
      const [answer] = seen.datagrams;
      expect(answer?.length).toBe(ACK_LENGTH);
      expect(answer?.readUInt16LE(4)).toBe(2);
      expect(answer?.readUInt32LE(8)).toBe(7);
      expect(answer?.readUInt32LE(12)).toBe(socket.portId);
    }));

  it('delivers the answer at once, without the event loop', () =>
    withSocket({ paused: true }, (socket, seen) => {
      expect(socket.receive()).toBe(0);
      socket.send(ping(1));
      socket.send(ping(2));
      socket.send(ping(3));
      expect(socket.receive(2)).toBe(2);
      expect(socket.receive(10)).toBe(1);
      expect(seen.sequences).toEqual([1, 2, 3]);
      expect(socket.receive()).toBe(0);
    }));

  it('keeps the order of a thousand requests, read in either way', () =>
    withSocket({}, async (socket, seen) => {
      for (const n of numbers(1000)) socket.send(ping(n));
      socket.receive(300);
      await seen.until(({ datagrams }) => datagrams.length >= 600);
      socket.receive(100);
      await seen.until(({ datagrams }) => datagrams.length === 1000);
      expect(seen.sequences).toEqual(numbers(1000));
    }));

  it('sends several messages as one datagram', () =>
    withSocket({}, async (socket, seen) => {
      socket.send(Buffer.concat(numbers(100).map((n) => ping(n, 4))));
      await seen.until(({ datagrams }) => datagrams.length === 100);
      expect(seen.sequences).toEqual(numbers(100));
    }));

  it('collects a dump of many datagrams', () =>
    withSocket({}, async (socket, seen) => {
      socket.send(getFamily(5, true));
      const done = (d: Buffer | undefined) => d !== undefined && d.readUInt16LE(4) === NLMSG_DONE;
      await seen.until(({ datagrams }) => done(datagrams.at(-1)));
      expect(seen.datagrams.length).toBeGreaterThan(1);
    }));

  it('never writes where it has delivered before', () =>
    withSocket({}, async (socket, seen) => {
      for (let round = 0; round < 40; round++) {
        for (const n of numbers(200, round * 200)) socket.send(ping(n));
        socket.receive(50);
        await seen.until(({ datagrams }) => datagrams.length === (round + 1) * 200);
      }
      expect(new Set(seen.ranges.map(({ slab }) => slab)).size).toBeGreaterThan(2);
      seen.ranges.forEach(({ slab, start, end }, index) => {
        expect(Buffer.from(slab.subarray(start, end)).equals(seen.datagrams[index] ?? Buffer.alloc(0))).toBe(
          true,
        );
      });
    }));
});

describe('netlink socket: what the kernel granted', () => {
  it('is recorded', () =>
    withSocket({}, (socket) => {
      expect(socket.options).toMatchObject({ extAck: true, capAck: true, strictCheck: true });
      expect(socket.options.receiveBuffer).toBeGreaterThan(4096);
      expect(socket.portId).toBeGreaterThan(0);
    }));

  it('is not more than was asked for', () =>
    withSocket({ strict: false, receiveBuffer: 50_000, sendBuffer: 20_000 }, (socket) => {
      expect(socket.options.strictCheck).toBe(false);
      expect(socket.options.receiveBuffer).toBe(100_000);
      expect(socket.options.sendBuffer).toBe(40_000);
      expect(socket.maxSend).toBe(39_968);
    }));
});

describe('netlink socket: limits', () => {
  it('sends up to the send buffer, and says what to do beyond', () =>
    withSocket({ sendBuffer: 20_000 }, async (socket, seen) => {
      socket.send(ping(1, socket.maxSend - 16));
      await seen.until(({ datagrams }) => datagrams.length === 1);
      expect(() => socket.send(ping(2, socket.maxSend - 15))).toThrow(
        /^cannot send 39969 bytes in one datagram, the send buffer takes 39968; open the socket with a larger sendBuffer: message too long \(EMSGSIZE from write\)$/,
      );
      socket.send(ping(3));
      await seen.until(({ datagrams }) => datagrams.length === 2);
      expect(seen.sequences).toEqual([1, 3]);
    }));

  it.each(['event loop', 'receive'])('reports an overrun and goes on, again and again (%s)', (way) =>
    withSocket({ receiveBuffer: 4096, paused: true }, async (socket, seen) => {
      for (let round = 1; round <= 20; round++) {
        const before = seen.overruns;
        socket.pause();
        for (const n of numbers(100)) socket.send(ping(n));
        if (way === 'receive') while (socket.receive(10) > 0);
        else socket.resume();
        await seen.until(({ overruns }) => overruns > before);
        // While what came before the overrun is still being read, an answer more may be lost like the others.
        for (let last = 1_000_000; seen.sequences.at(-1) !== last; ) {
          socket.send(ping(++last));
          if (way === 'receive') socket.receive(10);
          await pause(2);
        }
      }
      expect(seen.overruns).toBeGreaterThanOrEqual(20);
    }),
  );

  it.each(['event loop', 'receive'])('reports a cut datagram, and has room for the next (%s)', (way) =>
    withSocket({ datagramSpace: 64, paused: way === 'receive' }, async (socket, seen) => {
      let asked = 0;
      while (seen.datagrams.length === 0 && asked < 20) {
        socket.send(getFamily(++asked, false));
        if (way === 'receive') socket.receive();
        await seen.until(({ cuts, datagrams }) => cuts.length + datagrams.length === asked);
      }
      const whole = seen.datagrams[0];
      expect(whole?.readUInt32LE(0)).toBe(whole?.length);
      if (seen.cuts.length === 0) throw new Error('nothing was cut');
      for (const { needed, bytes } of seen.cuts) {
        expect(needed).toBe(whole?.length);
        expect(bytes.subarray(16).equals(whole?.subarray(16, bytes.length) ?? bytes)).toBe(true);
      }
    }),
  );
});

describe('netlink socket: reading when wanted', () => {
  it('delivers nothing while paused, everything after', () =>
    withSocket({}, async (socket, seen) => {
      socket.pause();
      for (const n of numbers(50)) socket.send(ping(n));
      await pause();
      expect(seen.datagrams).toEqual([]);
      socket.resume();
      await seen.until(({ datagrams }) => datagrams.length === 50);
      socket.pause();
      socket.pause();
      socket.send(ping(50));
      await pause();
      expect(seen.datagrams).toHaveLength(50);
      socket.resume();
      socket.resume();
      await seen.until(({ datagrams }) => datagrams.length === 51);
    }));

  it('can be paused from within a handler', async () => {
    const seen = new Recorder();
    const taken: number[] = [];
    const socket = openGeneric(
      {},
      {
        datagram(slab, start, end) {
          taken.push(end - start);
          socket.pause();
          seen.datagram(slab, start, end);
        },
        overrun: () => seen.overrun(),
        truncated: () => {},
        error: () => {},
        closed: () => {},
      },
    );
    for (const n of numbers(3)) socket.send(ping(n));
    await pause();
    expect(taken).toHaveLength(1);
    socket.resume();
    await pause();
    expect(taken).toHaveLength(2);
    await socket.close();
  });

  it('begins paused if so opened, and resumes from the same state', () =>
    withSocket({ paused: true }, async (socket, seen) => {
      socket.send(ping(1));
      await pause();
      expect(seen.datagrams).toEqual([]);
      socket.resume();
      await seen.until(({ datagrams }) => datagrams.length === 1);
    }));
});

describe('netlink socket: groups', () => {
  it.each([0, -1, 1.5, Number.NaN])('refuses %d as a group', (group) =>
    withSocket({ paused: true }, (socket) => {
      expect(() => openGeneric({ groups: [16, group] }, new Recorder())).toThrow(RangeError);
      expect(() => socket.addMembership(group)).toThrow(RangeError);
      expect(() => socket.dropMembership(group)).toThrow(RangeError);
    }),
  );

  it('names the group that this kernel does not have', () =>
    withSocket({ groups: [16] }, (socket) => {
      expect(() => socket.addMembership(5000)).toThrow(/^cannot join multicast group 5000: invalid argument/);
      expect(() => openGeneric({ groups: [16, 5000] }, new Recorder())).toThrow(/group 5000/);
      socket.addMembership(16);
      socket.dropMembership(16);
    }));
});

describe('netlink socket: other senders', () => {
  it('lets no process but the kernel send to it', () =>
    withSocket({}, async (socket, seen) => {
      const { connect, socket: open, close } = await import('../../src/sys/libc.ts');
      const { write } = await import('../../src/sys/io.ts');
      const { netlinkAddress } = await import('../../src/socket/address.ts');
      const intruder = open(16, 3, 16, 'open');
      try {
        // Without CAP_NET_ADMIN even this is refused; with it, the write is.
        expect(() => {
          connect(intruder, netlinkAddress(socket.portId, 0), 'connect to the victim');
          write(intruder, ping(666), 'send to the victim');
        }).toThrow(/EPERM|ECONNREFUSED/);
      } finally {
        close(intruder, 'close');
      }
      socket.send(ping(1));
      await seen.until(({ datagrams }) => datagrams.length > 0);
      expect(seen.sequences).toEqual([1]);
    }));
});
