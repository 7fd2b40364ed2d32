import { describe, expect, it } from 'vitest';
import { NLM_F, Writer } from '../../protocol/wire/index.ts';
import { BatchDatagram } from '../../src/connection/batch-datagram.ts';
import { Limits } from '../../src/connection/limits.ts';
import { request } from '../../src/connection/netlink-request.ts';
import { PendingRequest } from '../../src/connection/pending-request.ts';
import { RequestSocket } from '../../src/connection/request-socket.ts';
import { Site } from '../../src/connection/site.ts';
import { NETLINK_GENERIC, refused, silent } from './support.ts';

const bad = request(refused, 'CTRL_SET', { header: { cmd: 77 } });

describe('the socket for requests', () => {
  it('knows when answers were dropped, and all that were not heard of are in doubt', async () => {
    const socket = new RequestSocket(new Site({ receiveBuffer: 1 }, NETLINK_GENERIC));
    // A hundred failures at once, for which a buffer of this size has no room: a batch sends fewer.
    const first = socket.reserve(100);
    const datagram = new BatchDatagram(new Writer(), first, 'here');
    for (let index = 0; index < 100; index++) datagram.add(bad, index, 1e6);
    let ended = 0;
    datagram.ended = () => ended++;
    socket.sendNow(datagram);
    expect([socket.overruns, ended, datagram.answered]).toEqual([1, 1, false]);
    const heard = datagram.failures.length;
    expect(heard).toBeGreaterThan(0);
    expect(heard).toBeLessThan(100);
    datagram.doubt();
    expect(datagram.failures.map(({ index }) => index)).toEqual(Array.from({ length: 100 }, (_, n) => n));
    const names = datagram.failures.map(({ error }) => error.name);
    expect(names.filter((name) => name === 'KernelError')).toHaveLength(heard);
    expect(names.filter((name) => name === 'ReplyLost')).toHaveLength(100 - heard);
    // And it works as before.
    const next = new BatchDatagram(new Writer(), socket.reserve(), 'here');
    next.add(bad, 0, 1e6);
    socket.sendNow(next);
    expect([next.answered, next.failures.length, socket.overruns]).toEqual([true, 1, 1]);
    await socket.close();
  });

  it('numbers requests in a row, begins again before 32 bits are over, and skips numbers in use', async () => {
    const socket = new RequestSocket(new Site({}, NETLINK_GENERIC));
    expect([socket.reserve(), socket.reserve(), socket.reserve(10), socket.reserve()]).toEqual([1, 2, 3, 13]);
    expect(socket.reserve(0xffff_ffff - 14)).toBe(14);
    const sequence = 1;
    const waits = new PendingRequest({
      message: silent,
      type: 'NOOP_GET',
      bytes: silent.encode('NOOP_GET', {}, { sequence, flags: NLM_F.REQUEST }),
      sequence,
      limits: new Limits({}, 'NOOP_GET'),
      where: 'here',
      again: () => {},
    });
    // A turn of its own, so that it is sent at once.
    await new Promise((resolve) => setImmediate(resolve));
    socket.send(waits);
    expect([socket.reserve(), socket.reserve(), socket.reserve()]).toEqual([0xffff_ffff, 2, 3]);
    const closed = expect(waits.promise).rejects.toThrow('NOOP_GET has no answer');
    await socket.close();
    await closed;
  });
});
