import { describe, expect, it } from 'vitest';
import { ConnectionClosed, connect, KernelError, link } from '../../../src/index.ts';
import { openSockets } from '../../socket/support.ts';
import { cable, failure, inLab, routes, run, single } from './support.ts';

describe('batches of routes', () => {
  it('of 10,000 of which every hundredth fails are all attributed', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      const { ok, failures } = await connection.batch(routes('RTM_NEWROUTE', index, 10_000, 100));
      expect(ok).toBe(9900);
      expect(failures.map((one) => one.index)).toEqual(Array.from({ length: 100 }, (_, n) => n * 100 + 99));
      expect(failures.every(({ error }) => error instanceof KernelError)).toBe(true);
      expect(failures[0]?.error.message).toBe(
        'RTM_NEWROUTE refused: Nexthop has invalid gateway (ENETUNREACH)',
      );
      const lines = run('ip', ['-n', netns, 'route', 'show', 'proto', 'static']).trim().split('\n');
      expect(lines).toHaveLength(9900);
      const gone = await connection.batch(routes('RTM_DELROUTE', index, 10_000, 100));
      expect([gone.ok, gone.failures.length]).toEqual([9900, 100]);
      expect(run('ip', ['-n', netns, 'route', 'show', 'proto', 'static'])).toBe('');
    }));

  it('that all fail lose no failure in the smallest receive buffer', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns, receiveBuffer: 1 });
      const { ok, failures } = await connection.batch(routes('RTM_NEWROUTE', index, 2000, 1));
      expect(ok).toBe(0);
      expect(failures.map((one) => one.index)).toEqual(Array.from({ length: 2000 }, (_, n) => n));
      expect(new Set(failures.map(({ error }) => error.name))).toEqual(new Set(['KernelError']));
    }));
});

describe('a batch so large that it goes aside', () => {
  it('is carried out in order, with every failure attributed, beside requests', () =>
    inLab(async (netns) => {
      const index = cable(netns);
      await using connection = connect({ netns });
      // Each route is added, deleted and added again, which fails in any other order.
      function* backAndForth() {
        for (const verb of ['RTM_NEWROUTE', 'RTM_DELROUTE', 'RTM_NEWROUTE'] as const) {
          yield* routes(verb, index, 15_000, 500);
        }
      }
      const both = connection.batch(backAndForth());
      const asked = await Promise.all(
        Array.from({ length: 50 }, () => connection.request(link, 'RTM_GETLINK', { header: { index } })),
      );
      expect(new Set(asked.map(({ ifname }) => ifname))).toEqual(new Set(['v0']));
      const { ok, failures } = await both;
      expect(ok).toBe(45_000 - 90);
      expect(failures.map((one) => one.index)).toEqual(Array.from({ length: 90 }, (_, n) => n * 500 + 499));
      const codes = failures.map(({ error }) => (error as KernelError).code);
      expect(new Set(codes)).toEqual(new Set(['ENETUNREACH', 'ESRCH']));
      const lines = run('ip', ['-n', netns, 'route', 'show', 'proto', 'static']).trim().split('\n');
      expect(lines).toHaveLength(15_000 - 30);
    }));

  it('ends at its limits and with the connection, and leaves no descriptor', () =>
    inLab(async (netns) => {
      const index = cable(netns);
      const before = openSockets();
      for (const wait of [3, 6, 12]) {
        const connection = connect({ netns });
        const signal = AbortSignal.timeout(wait);
        const endless = () => routes('RTM_NEWROUTE', index, 1_000_000);
        expect(await failure(connection.batch(endless(), { signal }))).toBe(signal.reason);
        const closed = failure(connection.batch(endless()));
        await new Promise((resolve) => setTimeout(resolve, wait));
        await connection.close();
        expect(openSockets()).toBe(before);
        expect(await closed).toBeInstanceOf(ConnectionClosed);
      }
    }));
});

describe('10,000 connections', () => {
  it(
    'opened, used and closed leave nothing behind',
    () =>
      inLab(async (netns) => {
        const before = openSockets();
        const memory = () => {
          globalThis.gc?.();
          return process.memoryUsage().rss;
        };
        let warm = 0;
        for (let round = 0; round < 10_000; round++) {
          await using connection = connect({ netns });
          if (round % 10 === 0) await connection.request(link, 'RTM_GETLINK', { header: { index: 1 } });
          if (round === 3000) warm = memory();
        }
        expect(openSockets()).toBe(before);
        expect(memory() - warm).toBeLessThan(64 << 20);
      }),
    300_000,
  );
});
