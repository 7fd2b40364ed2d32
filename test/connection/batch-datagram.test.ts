import { describe, expect, it } from 'vitest';
import { route } from '../../protocol/route/index.ts';
import { EncodeError, NLM_F, Reader, Writer } from '../../protocol/wire/index.ts';
import { BatchDatagram } from '../../src/connection/batch-datagram.ts';
import { KernelError } from '../../src/connection/kernel-error.ts';
import { request } from '../../src/connection/netlink-request.ts';
import { refusal } from './support.ts';

const change = (table: number) =>
  request(route, 'RTM_NEWROUTE', { header: { family: 'inet' }, table }, { flags: NLM_F.CREATE });

function packed(count: number, first = 100): BatchDatagram {
  const datagram = new BatchDatagram(new Writer(), first, 'this network namespace');
  for (let index = 0; index < count; index++) datagram.add(change(index), 50 + index, 1e6);
  return datagram;
}

function take(datagram: BatchDatagram, bytes: Uint8Array): boolean {
  return datagram.take(new Reader(bytes), 0, bytes.length);
}

describe('a datagram of requests', () => {
  it('numbers them in a row, and asks only the last for an acknowledgement', () => {
    const datagram = packed(3);
    const bytes = datagram.finish();
    const reader = new Reader(bytes);
    const seen = [];
    for (let at = 0; at < bytes.length; at += reader.u32(at)) {
      seen.push([reader.u32(at + 8), reader.u16(at + 6)]);
    }
    const flags = NLM_F.REQUEST | NLM_F.CREATE;
    expect(seen).toEqual([
      [100, flags],
      [101, flags],
      [102, flags | NLM_F.ACK],
    ]);
    expect([datagram.size, datagram.first, datagram.last]).toEqual([3, 100, 102]);
  });

  it('stays within its limit', () => {
    const size = packed(1).finish().length;
    const datagram = new BatchDatagram(new Writer(), 1, '');
    const added = Array.from({ length: 5 }, (_, index) => datagram.add(change(index), index, 3 * size + 1));
    expect(added).toEqual([true, true, true, false, false]);
    expect(datagram.finish()).toHaveLength(3 * size);
  });

  it('is left as it was by a request that cannot be encoded', () => {
    const datagram = packed(1);
    const before = datagram.finish().slice();
    expect(() => datagram.add(request(route, 'RTM_NEWROUTE', { oif: -1 }), 1, 1e6)).toThrow(EncodeError);
    expect(datagram.finish()).toEqual(before);
    expect(datagram.size).toBe(1);
  });

  it('knows each failure by its request', () => {
    const datagram = packed(4);
    datagram.finish();
    expect(take(datagram, refusal(101, 17))).toBe(false);
    expect(take(datagram, refusal(102, 22, { msg: 'Invalid table', offs: 28 }))).toBe(false);
    expect(datagram.answered).toBe(false);
    expect(take(datagram, refusal(103, 0))).toBe(true);
    expect(datagram.answered).toBe(true);
    expect(datagram.failures.map(({ index, error }) => [index, error.message])).toEqual([
      [51, 'RTM_NEWROUTE refused: file exists (EEXIST)'],
      [52, 'RTM_NEWROUTE refused: Invalid table (EINVAL, at route.table)'],
    ]);
    expect(datagram.failures.every(({ error }) => error instanceof KernelError)).toBe(true);
  });

  it('ends with the failure of its last request too', () => {
    const datagram = packed(2);
    datagram.finish();
    expect(take(datagram, refusal(101, 1))).toBe(true);
    expect(datagram.failures.map(({ index }) => index)).toEqual([51]);
  });

  it('overlooks the notifications that NLM_F_ECHO brings', () => {
    const datagram = packed(1);
    datagram.finish();
    expect(take(datagram, route.encode('RTM_NEWROUTE', {}, { sequence: 100 }))).toBe(false);
    expect(datagram.failures).toEqual([]);
  });

  it('doubts all that was not refused, once answers were dropped', () => {
    const datagram = packed(3);
    datagram.finish();
    take(datagram, refusal(101, 17));
    let ended = 0;
    datagram.ended = () => ended++;
    expect(datagram.lost()).toBe(true);
    expect(ended).toBe(1);
    datagram.doubt();
    expect(datagram.failures.map(({ index, error }) => [index, error.name])).toEqual([
      [50, 'ReplyLost'],
      [51, 'KernelError'],
      [52, 'ReplyLost'],
    ]);
  });
});
