import { describe, expect, it } from 'vitest';
import { EncodeError } from '../../protocol/wire/index.ts';
import type { BatchFailure } from '../../src/connection/batch-datagram.ts';
import { type NetlinkRequest, request } from '../../src/connection/netlink-request.ts';
import { connectGeneric, noop, refused, silent } from './support.ts';

const good = request(noop, 'NOOP_SET', {});
const bad = request(refused, 'CTRL_SET', { header: { cmd: 77 } });

/** Every `step`-th fails, from the first. */
function* mixed(count: number, step: number): Generator<NetlinkRequest> {
  for (let index = 0; index < count; index++) yield index % step === 0 ? bad : good;
}

const everyHundredth = Array.from({ length: 100 }, (_, index) => index * 100);

describe('a batch', () => {
  it('tells how many were carried out and which were not', async () => {
    await using connection = connectGeneric();
    const { ok, failures } = await connection.batch(mixed(10_000, 100));
    expect(ok).toBe(9900);
    expect(failures.map(({ index }) => index)).toEqual(everyHundredth);
    expect(failures[0]?.error.message).toBe('CTRL_SET refused: operation not supported (EOPNOTSUPP)');
  });

  it('loses no failure when all fail and the receive buffer is as small as can be', async () => {
    await using connection = connectGeneric({ receiveBuffer: 1 });
    const { ok, failures } = await connection.batch(mixed(2000, 1));
    expect(ok).toBe(0);
    expect(failures.map(({ index }) => index)).toEqual(Array.from({ length: 2000 }, (_, index) => index));
    expect(new Set(failures.map(({ error }) => error.name))).toEqual(new Set(['KernelError']));
  });

  it('packs no more than the send buffer takes', async () => {
    await using connection = connectGeneric({ sendBuffer: 4000 });
    const padded = request(noop, 'NOOP_SET', { payload: 'x'.repeat(1000) });
    const huge = request(noop, 'NOOP_SET', { payload: 'x'.repeat(60_000) });
    const { ok, failures } = await connection.batch([
      ...Array.from({ length: 50 }, () => padded),
      huge,
      good,
    ]);
    expect(ok).toBe(51);
    expect(failures.map(({ index }) => index)).toEqual([50]);
    expect(failures[0]?.error.message).toMatch(/longer than the \d+ bytes of the send buffer/);
  });

  it('takes its requests one by one from a source that is slow, and none beyond what it needs', async () => {
    await using connection = connectGeneric();
    async function* slow(): AsyncGenerator<NetlinkRequest> {
      for (const one of mixed(300, 100)) {
        await new Promise((resolve) => setImmediate(resolve));
        yield one;
      }
    }
    const { ok, failures } = await connection.batch(slow());
    expect([ok, failures.map(({ index }) => index)]).toEqual([297, [0, 100, 200]]);
  });

  it('attributes requests that cannot be encoded, or only ask, and carries out the others', async () => {
    await using connection = connectGeneric();
    const wrong = request(refused, 'CTRL_SET', { familyId: 70_000 });
    const asks = request(silent, 'NOOP_GET' as never, {});
    const { ok, failures } = await connection.batch([good, wrong, bad, asks, good]);
    expect(ok).toBe(2);
    expect(failures.map(({ index, error }) => [index, error.name])).toEqual([
      [1, 'EncodeError'],
      [2, 'KernelError'],
      [3, 'EncodeError'],
    ]);
    expect(failures[0]?.error).toBeInstanceOf(EncodeError);
  });

  it('tells of failures as they come instead of collecting them', async () => {
    await using connection = connectGeneric();
    const told: BatchFailure[] = [];
    const { ok, failures } = await connection.batch(mixed(3000, 1000), {
      onFailure: (failure) => void told.push(failure),
    });
    expect([ok, failures, told.map(({ index }) => index)]).toEqual([2997, [], [0, 1000, 2000]]);
  });

  it('shares the connection with requests and other batches', async () => {
    await using connection = connectGeneric();
    const all = await Promise.all([
      connection.batch(mixed(5000, 100)),
      connection.batch(mixed(5000, 50)),
      ...Array.from({ length: 50 }, () => connection.request(noop, 'NOOP_SET', {})),
    ]);
    expect(all.slice(0, 2)).toMatchObject([{ ok: 4950 }, { ok: 4900 }]);
  });

  it('of nothing does nothing', async () => {
    await using connection = connectGeneric();
    expect(await connection.batch([])).toEqual({ ok: 0, failures: [] });
  });

  it('stops at its limits', async () => {
    await using connection = connectGeneric();
    const controller = new AbortController();
    let taken = 0;
    function* endless(): Generator<NetlinkRequest> {
      for (;;) {
        taken++;
        yield good;
      }
    }
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(connection.batch(endless(), { signal: controller.signal })).rejects.toThrow('enough');
    expect(taken).toBeGreaterThan(1000);
    await expect(connection.batch(endless(), { timeout: 20 })).rejects.toThrow(
      'a batch was not answered within 20 ms',
    );
  });

  it('passes on what its source throws', async () => {
    await using connection = connectGeneric();
    function* broken(): Generator<NetlinkRequest> {
      yield good;
      throw new Error('no more input');
    }
    await expect(connection.batch(broken())).rejects.toThrow('no more input');
  });
});
