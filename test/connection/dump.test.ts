import { describe, expect, it } from 'vitest';
import { message, u32 } from '../../protocol/schema/index.ts';
import { ConnectionClosed } from '../../src/connection/errors.ts';
import { KernelError } from '../../src/connection/kernel-error.ts';
import { openSockets } from '../socket/support.ts';
import { connectGeneric, ctrl, genlmsghdr, getFamily, noop, silent } from './support.ts';

describe('a dump', () => {
  it('can be read whole, by datagrams and one by one, again and again', async () => {
    await using connection = connectGeneric();
    const dump = connection.dump(ctrl, 'CTRL_GETFAMILY', getFamily);
    const names = (await dump.all()).map(({ familyName }) => familyName);
    expect(names).toContain('nlctrl');
    const packed = [];
    for await (const families of dump.datagrams()) packed.push(...families.map((one) => one.familyName));
    expect(packed).toEqual(names);
    const single = [];
    for await (const { familyName } of dump) single.push(familyName);
    expect(single).toEqual(names);
    expect(dump.undecodable).toEqual([]);
  });

  it('can be read inside another, and beside requests and others, on sockets that are used again', async () => {
    await using connection = connectGeneric();
    const before = openSockets();
    const dump = connection.dump(ctrl, 'CTRL_GETFAMILY', getFamily);
    const all = (await dump.all()).length;
    expect(openSockets()).toBe(before + 1);
    let inner = 0;
    for await (const { familyId } of dump) {
      const again = await connection.request(ctrl, 'CTRL_GETFAMILY', {
        ...getFamily,
        familyId: familyId ?? 0,
      });
      expect(again.familyId).toBe(familyId);
      for await (const _ of dump) inner++;
    }
    expect(inner).toBe(all * all);
    expect(openSockets()).toBe(before + 2);
    const many = await Promise.all(Array.from({ length: 20 }, () => dump.all()));
    expect(many.map(({ length }) => length)).toEqual(Array.from({ length: 20 }, () => all));
    expect(openSockets()).toBeLessThanOrEqual(before + 4);
  });

  it('can be left early, without a trace', async () => {
    await using connection = connectGeneric();
    const before = openSockets();
    const dump = connection.dump(ctrl, 'CTRL_GETFAMILY', getFamily);
    for (let round = 0; round < 20; round++) {
      for await (const _ of dump) break;
    }
    expect(openSockets()).toBe(before);
    expect(await connection.request(noop, 'NOOP_SET', {})).toMatchObject({ echoes: [] });
    expect((await dump.all()).length).toBeGreaterThan(0);
  });

  it('that is refused fails with what the kernel says, and leaves its socket to the next', async () => {
    await using connection = connectGeneric();
    await connection.dump(ctrl, 'CTRL_GETFAMILY', getFamily).all();
    const before = openSockets();
    const bad = connection.dump(ctrl, 'CTRL_GETFAMILY', { header: { cmd: 77 } });
    await expect(bad.all()).rejects.toThrow(KernelError);
    await expect(bad.all()).rejects.toThrow(
      /^CTRL_GETFAMILY refused: operation not supported \(EOPNOTSUPP\)$/,
    );
    expect(openSockets()).toBe(before);
  });

  it('reports what it cannot decode beside the rest', async () => {
    await using connection = connectGeneric();
    // A table that takes the name for a number: few families have one that is that long.
    const mistaken = message('ctrl', { CTRL_GETFAMILY: 16 }, 'CTRL_ATTR', genlmsghdr, {
      familyName: [2, u32],
    });
    const dump = connection.dump(mistaken, 'CTRL_GETFAMILY', getFamily);
    const right = await connection.dump(ctrl, 'CTRL_GETFAMILY', getFamily).all();
    const decodable = right.filter(({ familyName }) => familyName?.length === 3);
    expect(await dump.all()).toHaveLength(decodable.length);
    expect(dump.undecodable).toHaveLength(right.length - decodable.length);
    expect(dump.undecodable[0]?.error.message).toMatch(
      /^ctrl\.familyName: u32 needs 4 bytes, got \d+ \(at byte 24\)$/,
    );
    expect(ctrl.decode(dump.undecodable[0]?.bytes ?? new Uint8Array()).familyName).toBe('nlctrl');
  });

  it('begins again with more room when a datagram did not fit', async () => {
    await using connection = connectGeneric({ datagramSpace: 64 });
    const families = await connection.dump(ctrl, 'CTRL_GETFAMILY', getFamily).all();
    expect(families.map(({ familyName }) => familyName)).toContain('nlctrl');
  });

  it('keeps its limits', async () => {
    await using connection = connectGeneric();
    const signal = AbortSignal.abort(new Error('enough'));
    const dump = connection.dump(ctrl, 'CTRL_GETFAMILY', getFamily, { signal });
    await expect(dump.all()).rejects.toThrow('enough');
    // NLMSG_NOOP starts no dump, so nothing ever comes.
    const before = openSockets();
    const waits = connection.dump(silent, 'NOOP_GET', {}, { timeout: 20 });
    await expect(waits.all()).rejects.toThrow('NOOP_GET was not answered within 20 ms');
    expect(openSockets()).toBe(before);
    const controller = new AbortController();
    const aborted = connection.dump(silent, 'NOOP_GET', {}, { signal: controller.signal }).all();
    setTimeout(() => controller.abort(new Error('no more')), 10);
    await expect(aborted).rejects.toThrow('no more');
  });

  it('fails when the connection is closed', async () => {
    const connection = connectGeneric();
    const waits = connection.dump(silent, 'NOOP_GET').all();
    const rejected = expect(waits).rejects.toThrow(ConnectionClosed);
    setTimeout(() => void connection.close(), 10);
    await rejected;
    const other = connectGeneric();
    const reading = (async () => {
      for await (const _ of other.dump(ctrl, 'CTRL_GETFAMILY', getFamily)) await other.close();
    })();
    await expect(reading).rejects.toThrow(ConnectionClosed);
  });
});
