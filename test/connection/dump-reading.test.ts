import { describe, expect, it } from 'vitest';
import { address, route } from '../../protocol/route/index.ts';
import type { MessageViewOf } from '../../protocol/schema/index.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import { DumpReading } from '../../src/connection/dump-reading.ts';
import { datagram, end, refusal } from './support.ts';

const SEQUENCE = 7;

function entry(table: number, flags = 0, sequence = SEQUENCE): Uint8Array {
  return route.encode(
    'RTM_NEWROUTE',
    { header: { family: 'inet' }, table },
    { sequence, flags: NLM_F.MULTI | flags },
  );
}

function reading(): DumpReading<MessageViewOf<typeof route>> {
  return new DumpReading(route, SEQUENCE);
}

describe('reading a dump', () => {
  it('gives the messages of each datagram, and knows the end', () => {
    const dump = reading();
    const first = datagram(entry(100), entry(101));
    expect(dump.take(first, 0, first.length, []).map(({ table }) => table)).toEqual([100, 101]);
    expect(dump.outcome).toBeUndefined();
    const last = datagram(entry(102), end(SEQUENCE));
    expect(dump.take(last, 0, last.length, []).map(({ table }) => table)).toEqual([102]);
    expect(dump.outcome).toEqual({ errno: 0, extack: undefined });
    expect(dump.interrupted).toBe(false);
  });

  it('of nothing ends at once', () => {
    const dump = reading();
    const bytes = end(SEQUENCE);
    expect(dump.take(bytes, 0, bytes.length, [])).toEqual([]);
    expect(dump.outcome?.errno).toBe(0);
  });

  it('keeps the error that the end carries', () => {
    const dump = reading();
    const bytes = datagram(entry(100), end(SEQUENCE, 90));
    expect(dump.take(bytes, 0, bytes.length, [])).toHaveLength(1);
    expect(dump.outcome?.errno).toBe(90);
  });

  it('keeps the error that takes the place of a dump', () => {
    const dump = reading();
    const bytes = refusal(SEQUENCE, 22, { msg: 'Invalid values in header for dump request' });
    expect(dump.take(bytes, 0, bytes.length, [])).toEqual([]);
    expect(dump.outcome?.errno).toBe(22);
    expect(dump.outcome?.extack?.msg).toBe('Invalid values in header for dump request');
  });

  it('sees an interruption in any message, the end included', () => {
    for (const bytes of [datagram(entry(1, NLM_F.DUMP_INTR), entry(2)), end(SEQUENCE, 0, NLM_F.DUMP_INTR)]) {
      const dump = reading();
      dump.take(bytes, 0, bytes.length, []);
      expect(dump.interrupted).toBe(true);
    }
  });

  it('leaves out what belongs to a dump that was given up', () => {
    const dump = reading();
    const bytes = datagram(entry(1, NLM_F.DUMP_INTR, 6), end(6), entry(2));
    expect(dump.take(bytes, 0, bytes.length, []).map(({ table }) => table)).toEqual([2]);
    expect([dump.interrupted, dump.outcome]).toEqual([false, undefined]);
  });

  it('reports what it cannot decode with its bytes, and goes on behind it', () => {
    const dump = reading();
    const broken = entry(101);
    // RTA_TABLE's length.
    new DataView(broken.buffer).setUint16(28, 6, true);
    const bytes = datagram(entry(100), broken, entry(102), end(SEQUENCE));
    expect(dump.take(bytes, 0, bytes.length, []).map(({ table }) => table)).toEqual([100, 102]);
    expect(dump.undecodable).toHaveLength(1);
    expect(dump.undecodable[0]?.error.message).toMatch(/^route\.table: .* \(at byte 32\)$/);
    expect(dump.undecodable[0]?.bytes).toEqual(broken);
    expect(dump.outcome?.errno).toBe(0);
  });

  it('reports a message of another kind', () => {
    const dump = reading();
    const other = address.encode('RTM_NEWADDR', {}, { sequence: SEQUENCE });
    const bytes = datagram(entry(100), other);
    expect(dump.take(bytes, 0, bytes.length, [])).toHaveLength(1);
    expect(dump.undecodable[0]?.error.message).toMatch(
      /message type 20 is none of RTM_NEWROUTE, RTM_DELROUTE, RTM_GETROUTE/,
    );
  });

  it('reports the rest of a datagram whose framing is broken', () => {
    const dump = reading();
    const bytes = datagram(entry(100), new Uint8Array(24));
    const start = 4;
    const buffer = datagram(new Uint8Array(start), bytes);
    expect(dump.take(buffer, start, buffer.length, [])).toHaveLength(1);
    expect(dump.undecodable).toHaveLength(1);
    expect(dump.undecodable[0]?.bytes).toEqual(new Uint8Array(24));
    expect(dump.undecodable[0]?.error.message).toBe('nlmsg_len 0 is less than its header (at byte 0)');
  });

  it('takes what is whole of a datagram that was cut', () => {
    const dump = reading();
    const bytes = datagram(entry(100), entry(101));
    for (const cut of [1, 20, 30]) {
      expect(dump.take(bytes, 0, bytes.length - cut, [], true).map(({ table }) => table)).toEqual([100]);
    }
    expect(dump.undecodable).toEqual([]);
  });
});
