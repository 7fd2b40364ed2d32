import { describe, expect, it } from 'vitest';
import type { MessageViewOf } from '../../../protocol/schema/index.ts';
import {
  address,
  type Connection,
  ConnectionClosed,
  connect,
  DumpInterrupted,
  KernelError,
  link,
  neighbour,
  route,
  rule,
} from '../../../src/index.ts';
import { openSockets } from '../../socket/support.ts';
import { cable, failure, inLab, manyLinks, routes, run, single, toggle } from './support.ts';

describe('dumps of rtnetlink', () => {
  it('have what ip shows', () =>
    inLab(async (netns) => {
      single(netns);
      run('ip', ['-n', netns, 'neighbour', 'add', '192.0.2.7', 'lladdr', '02:00:00:00:00:07', 'dev', 'd0']);
      await using connection = connect({ netns });
      const ip = (...args: string[]) =>
        JSON.parse(run('ip', ['-n', netns, '-j', ...args])) as Record<string, unknown>[];
      const links = await connection.dump(link, 'RTM_GETLINK').all();
      expect(links.map(({ ifname }) => ifname)).toEqual(ip('link').map(({ ifname }) => ifname));
      const addresses = await connection.dump(address, 'RTM_GETADDR', { header: { family: 'inet' } }).all();
      expect(addresses.map((one) => one.local)).toEqual(['127.0.0.1', '192.0.2.1']);
      const inet = { header: { family: 'inet' } } as const;
      const all = await connection.dump(route, 'RTM_GETROUTE', inet).all();
      expect(all).toHaveLength(ip('-4', 'route', 'show', 'table', 'all').length);
      const neighbours = await connection.dump(neighbour, 'RTM_GETNEIGH', inet).all();
      expect(neighbours.map(({ dst, lladdr }) => [dst, lladdr])).toEqual([
        ['192.0.2.7', '02:00:00:00:00:07'],
      ]);
      const rules = await connection.dump(rule, 'RTM_GETRULE', inet).all();
      expect(rules).toHaveLength(ip('-4', 'rule').length);
    }));

  it('are filtered by the kernel', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      expect(connection.options.strictCheck).toBe(true);
      const here = await connection.dump(address, 'RTM_GETADDR', { header: { index } }).all();
      expect(here.length).toBeGreaterThan(0);
      expect(here.every(({ header }) => header.index === index)).toBe(true);
    }));

  it('of a table that does not exist fail, as the kernel has it', () =>
    inLab(async (netns) => {
      await using connection = connect({ netns });
      const none = connection.dump(route, 'RTM_GETROUTE', { header: { family: 'inet' }, table: 4711 });
      const error = await failure(none.all());
      expect(error).toBeInstanceOf(KernelError);
      expect(error).toMatchObject({ code: 'ENOENT', reason: 'ipv4: FIB table does not exist' });
    }));

  it('are refused when the kernel does not understand them', () =>
    inLab(async (netns) => {
      await using connection = connect({ netns });
      const odd = connection.dump(link, 'RTM_GETLINK', { header: { index: 1 } });
      expect(await failure(odd.all())).toMatchObject({ code: 'EINVAL', request: 'RTM_GETLINK' });
    }));

  it('of many routes can be left early, paused and nested, and requests go on meanwhile', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      expect(await connection.batch(routes('RTM_NEWROUTE', index, 5000))).toEqual({ ok: 5000, failures: [] });
      const inet = { header: { family: 'inet', table: 'main' } } as const;
      const dump = connection.dump(route, 'RTM_GETROUTE', inet);
      const before = openSockets();
      for await (const _ of dump) break;
      expect(openSockets()).toBe(before);
      let [count, links] = [0, 0];
      for await (const packed of dump.datagrams()) {
        count += packed.length;
        expect((await connection.request(link, 'RTM_GETLINK', { header: { index } })).ifname).toBe('d0');
        for await (const _ of connection.dump(link, 'RTM_GETLINK')) links++;
      }
      expect(count).toBe(5001);
      expect(links).toBeGreaterThan(10);
    }));
});

describe('a dump so long that it is read ahead', () => {
  const inet = { header: { family: 'inet', table: 'main' } } as const;
  const inFull = (use: (connection: Connection, netns: string) => Promise<void>) =>
    inLab(async (netns) => {
      const index = cable(netns);
      await using connection = connect({ netns });
      expect((await connection.batch(routes('RTM_NEWROUTE', index, 40_000))).failures).toEqual([]);
      await use(connection, netns);
    });
  const prefixes = (views: MessageViewOf<typeof route>[]) => views.map(({ dst }) => dst);

  it('has what ip shows, in its order, however it is read, again and again', () =>
    inFull(async (connection, netns) => {
      const shown = JSON.parse(run('ip', ['-n', netns, '-j', '-4', 'route', 'show'])) as { dst: string }[];
      const expected = shown.map(({ dst }) => dst.replace(/\/.*/, ''));
      const dump = connection.dump(route, 'RTM_GETROUTE', inet);
      const before = openSockets();
      expect(prefixes(await dump.all())).toEqual(expected);
      const packed = [];
      for await (const views of dump.datagrams()) packed.push(...prefixes(views));
      expect(packed).toEqual(expected);
      const single = [];
      for await (const { dst } of dump) single.push(dst);
      expect(single).toEqual(expected);
      const many = await Promise.all([1, 2, 3].map(() => dump.all()));
      for (const one of many) expect(prefixes(one)).toEqual(expected);
      expect(openSockets()).toBe(before + 3);
    }));

  it('can be left at any moment, without a trace', () =>
    inFull(async (connection) => {
      const dump = connection.dump(route, 'RTM_GETROUTE', inet);
      const before = openSockets();
      for (let datagrams = 1; datagrams < 40; datagrams++) {
        let left = datagrams;
        for await (const _ of dump.datagrams()) if (--left === 0) break;
        expect(openSockets()).toBe(before);
      }
      expect((await dump.all()).length).toBe(40_001);
    }));

  it('ends with the connection, and at its limits', () =>
    inFull(async (connection, netns) => {
      const before = openSockets();
      for (const wait of [1, 2, 3, 5, 8]) {
        const other = connect({ netns });
        const all = failure(other.dump(route, 'RTM_GETROUTE', inet).all());
        await new Promise((resolve) => setTimeout(resolve, wait));
        await other.close();
        expect(openSockets()).toBe(before);
        expect((await all) === 'no error' || (await all) instanceof ConnectionClosed).toBe(true);
        const signal = AbortSignal.timeout(wait);
        const aborted = await failure(connection.dump(route, 'RTM_GETROUTE', inet, { signal }).all());
        expect(aborted === 'no error' || aborted === signal.reason).toBe(true);
      }
    }));
});

describe('a dump of what changes meanwhile', () => {
  it('says so at the end when it is streamed, after all that was read', () =>
    inLab(async (netns) => {
      manyLinks(netns, 150);
      await using connection = connect({ netns });
      const seen: (string | undefined)[] = [];
      const reading = (async () => {
        for await (const { ifname } of connection.dump(link, 'RTM_GETLINK')) {
          if (seen.length === 0) await connection.batch([toggle('new0', 'RTM_NEWLINK')]);
          seen.push(ifname);
        }
      })();
      const error = await failure(reading);
      expect(error).toBeInstanceOf(DumpInterrupted);
      expect(error).toMatchObject({ attempts: 1, read: [] });
      expect(seen).toContain('many149');
    }));

  it('is repeated until it is whole when it is collected', () =>
    inLab(async (netns) => {
      manyLinks(netns, 150);
      await using connection = connect({ netns });
      let changes = 0;
      const change = async () => {
        for (; changes < 10; changes++) await connection.batch([toggle(`new${changes}`, 'RTM_NEWLINK')]);
      };
      const [links] = await Promise.all([
        connection.dump(link, 'RTM_GETLINK', {}, { attempts: 100 }).all(),
        change(),
      ]);
      const names = links.map(({ ifname }) => ifname);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining(['lo', 'many0', 'many149']));
    }));

  it('is given up with what was read when it never is', () =>
    inLab(async (netns) => {
      manyLinks(netns, 150);
      await using connection = connect({ netns });
      let over = false;
      const change = async () => {
        for (let n = 0; !over; n++) {
          await connection.batch([toggle('new', n % 2 === 0 ? 'RTM_NEWLINK' : 'RTM_DELLINK')]);
        }
      };
      const dump = connection.dump(link, 'RTM_GETLINK', {}, { attempts: 3 }).all();
      const changing = change();
      const error = await failure(dump);
      over = true;
      await changing;
      expect(error).toBeInstanceOf(DumpInterrupted);
      expect(error).toMatchObject({ request: 'RTM_GETLINK', attempts: 3 });
      expect((error as DumpInterrupted).read.length).toBeGreaterThan(100);
      expect(String(error)).toMatch(/RTM_GETLINK dumps was changed during the dump each of 3 times/);
    }));
});
