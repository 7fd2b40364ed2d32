import { describe, expect, it } from 'vitest';
import { address, connect, dataOf, KernelError, link, NLM_F, neighbour, route } from '../../../src/index.ts';
import { failure, inLab, run, single } from './support.ts';

const CREATE = NLM_F.CREATE | NLM_F.EXCL;

describe('requests to rtnetlink', () => {
  it('get one link by index and by name', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      const byIndex = await connection.request(link, 'RTM_GETLINK', { header: { index } });
      expect([byIndex.$type, byIndex.ifname, byIndex.linkinfo?.kind]).toEqual(['RTM_NEWLINK', 'd0', 'ifb']);
      const byName = await connection.request(link, 'RTM_GETLINK', { ifname: 'lo' });
      expect(byName.header.index).toBe(1);
    }));

  it('make, change and delete a link', () =>
    inLab(async (netns) => {
      const parent = single(netns);
      await using connection = connect({ netns });
      const above = {
        ifname: 'above',
        link: parent,
        linkinfo: { kind: 'macvlan', data: { mode: 'vepa' } },
      } as const;
      const made = await connection.request(link, 'RTM_NEWLINK', above, { flags: CREATE });
      expect(made).toEqual({ warning: undefined, echoes: [] });
      const { header, linkinfo } = await connection.request(link, 'RTM_GETLINK', { ifname: 'above' });
      expect(linkinfo && dataOf(linkinfo, 'macvlan')?.mode).toBe('vepa');
      await connection.request(link, 'RTM_SETLINK', { header: { index: header.index }, mtu: 1400 });
      expect((await connection.request(link, 'RTM_GETLINK', { ifname: 'above' })).mtu).toBe(1400);
      await connection.request(link, 'RTM_DELLINK', { header: { index: header.index } });
      expect(await failure(connection.request(link, 'RTM_GETLINK', { ifname: 'above' }))).toMatchObject({
        code: 'ENODEV',
      });
    }));

  it('bring what they made when asked for an echo', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      const { echoes } = await connection.request(
        address,
        'RTM_NEWADDR',
        { header: { family: 'inet', prefixlen: 24, index }, local: '203.0.113.1', address: '203.0.113.1' },
        { flags: CREATE | NLM_F.ECHO },
      );
      expect(echoes.map(({ $type, local, label }) => [$type, local, label])).toEqual([
        ['RTM_NEWADDR', '203.0.113.1', 'd0'],
      ]);
    }));

  it('are refused with the words of the kernel', () =>
    inLab(async (netns) => {
      const oif = single(netns);
      await using connection = connect({ netns });
      const header = { family: 'inet', dstLen: 24, type: 'unicast', table: 'main' } as const;
      const unreachable = { header, dst: '10.9.0.0', gateway: '198.51.100.1', oif };
      const error = await failure(connection.request(route, 'RTM_NEWROUTE', unreachable, { flags: CREATE }));
      expect(error).toBeInstanceOf(KernelError);
      expect(error).toMatchObject({
        message: 'RTM_NEWROUTE refused: Nexthop has invalid gateway (ENETUNREACH)',
        code: 'ENETUNREACH',
        errno: 101,
        request: 'RTM_NEWROUTE',
        reason: 'Nexthop has invalid gateway',
      });
      const there = { ifname: 'd0', linkinfo: { kind: 'ifb' } } as const;
      const twice = await failure(connection.request(link, 'RTM_NEWLINK', there, { flags: CREATE }));
      expect(String(twice)).toBe('KernelError: RTM_NEWLINK refused: file exists (EEXIST)');
    }));

  it('are refused with the path of what the kernel objects to', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      const short = [{ type: 1, bytes: Uint8Array.of(1) }];
      const mode = {
        ifname: 'above',
        link: index,
        linkinfo: { kind: 'macvlan', data: { $unknown: short } },
      } as const;
      const nested = await failure(connection.request(link, 'RTM_NEWLINK', mode, { flags: CREATE }));
      expect(nested).toMatchObject({ code: 'ERANGE', attribute: 'link.linkinfo.data.mode' });
      const state = {
        header: { family: 'inet', ifindex: index },
        dst: '192.0.2.9',
        $unknown: [{ type: 2, bytes: new Uint8Array(33) }],
      } as const;
      const flat = await failure(connection.request(neighbour, 'RTM_NEWNEIGH', state, { flags: CREATE }));
      expect(flat).toMatchObject({ attribute: 'neighbour.lladdr' });
      expect(String(flat)).toMatch(/^KernelError: RTM_NEWNEIGH refused: .* at neighbour\.lladdr\)$/);
    }));

  it('without the right to, say which capability is missing and where', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      // A turn of its own, so that the request is sent before the next line.
      await new Promise((resolve) => setImmediate(resolve));
      process.seteuid?.(65534);
      const down = connection.request(link, 'RTM_SETLINK', { header: { index }, mtu: 1300 });
      process.seteuid?.(0);
      expect(String(await failure(down))).toBe(
        `KernelError: RTM_SETLINK refused: operation not permitted (EPERM); it needs CAP_NET_ADMIN in network namespace ${netns}`,
      );
    }));

  it('get a link longer than the room, by asking again', () =>
    inLab(async (netns) => {
      await using connection = connect({ netns, datagramSpace: 256 });
      const { ifname, $bytes } = await connection.request(link, 'RTM_GETLINK', { header: { index: 1 } });
      expect(ifname).toBe('lo');
      expect($bytes.length).toBeGreaterThan(256);
    }));
});

describe('the namespace of a connection', () => {
  it('stays the one it was opened in, though its name comes to mean another', () =>
    inLab(async (netns) => {
      single(netns);
      await using connection = connect({ netns });
      run('ip', ['netns', 'delete', netns]);
      run('ip', ['netns', 'add', netns]);
      const names = (await connection.dump(link, 'RTM_GETLINK').all()).map(({ ifname }) => ifname);
      expect(names).toContain('d0');
      await using events = connection.events(['link']);
      await connection.request(link, 'RTM_SETLINK', { ifname: 'd0', mtu: 1400 });
      for await (const event of events) {
        expect(event).toMatchObject({ $type: 'RTM_NEWLINK', ifname: 'd0', mtu: 1400 });
        break;
      }
    }));

  it('can be given by name, by path and by descriptor', () =>
    inLab(async (netns, path) => {
      const index = single(netns);
      const { openSync, closeSync } = await import('node:fs');
      const descriptor = openSync(path, 'r');
      for (const way of [netns, path, descriptor]) {
        await using connection = connect({ netns: way });
        if (way === descriptor) closeSync(descriptor);
        expect((await connection.request(link, 'RTM_GETLINK', { header: { index } })).ifname).toBe('d0');
        expect(await connection.dump(link, 'RTM_GETLINK').all()).toHaveLength(2);
      }
    }));
});
