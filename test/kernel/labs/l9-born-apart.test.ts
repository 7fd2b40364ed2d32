import { lstatSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { Namespace } from '../../../src/index.ts';
import { mountsOn } from '../namespace/support.ts';
import { doesNotPing, expectSame, iproute2, Lab, leaveNothing, pings, within } from './support/index.ts';

const page = 'l9-born-apart';

describe('L9: born apart, and made by a program', () => {
  leaveNothing();

  it('is what ip shows at each step', async () => {
    await using lab = new Lab(page);
    const ip = (...line: string[]) => iproute2('ip', ['-n', lab.realName('here'), ...line]);
    const tuntaps = () => JSON.parse(ip('-j', 'tuntap', 'show')) as unknown[];

    await lab.step('One request, two namespaces');
    const [here, ns1, ns2] = [lab.host('here'), lab.host('ns1'), lab.host('ns2')];
    await expectSame(here, ns1, ns2);
    await pings(ns1, '10.0.9.2');
    await pings(ns2, '10.0.9.1');
    await doesNotPing(here, '10.0.9.1');

    await lab.step('A bridge with a broadcast address');
    await expectSame(here, ns1, ns2);
    for (const [from, to] of [
      [here, 11],
      [here, 12],
      [ns1, 10],
      [ns1, 12],
      [ns2, 10],
      [ns2, 11],
    ] as const) {
      await pings(from, `192.168.1.${to}`);
    }

    await lab.step('TUN: packets to a program');
    await expectSame(here);
    expect(tuntaps()).toMatchObject([{ ifname: 'tun0', flags: ['tun'] }]);
    expect(() => ip('link', 'set', 'tun0', 'master', 'br1')).toThrow(/Invalid argument/);

    await lab.step('TAP: frames to a program');
    await expectSame(here);
    expect(tuntaps()).toMatchObject([
      { ifname: 'tun0', flags: ['tun'] },
      { ifname: 'tap0', flags: ['tap'] },
    ]);

    await lab.step('Persistent or not');
    await expectSame(here);
    expect(tuntaps()).toMatchObject([{ ifname: 'tun0', flags: ['tun'] }]);

    await lab.step('Names');
    await lab.step('Clean up');
  });

  it('takes one message for both ends, of which the namespace that sends it sees nothing', async () => {
    await using lab = new Lab(page);
    await using here = Namespace.create(lab.realName('here'));
    await using ns1 = Namespace.create(lab.realName('ns1'));
    await using ns2 = Namespace.create(lab.realName('ns2'));
    const sent = [here, ns1, ns2].map(({ connection }) => vi.spyOn(connection, 'request'));
    const stop = new AbortController();
    const seen: unknown[] = [];
    const watching = here.connection.events(['link'], { signal: stop.signal });
    const watched = (async () => {
      for await (const event of watching) seen.push(event.$type);
    })().catch(() => {});

    await here.links.add({
      kind: 'veth',
      name: 'veth1',
      namespace: ns1,
      peer: { name: 'veth2', namespace: ns2 },
    });
    const types = sent.map(({ mock }) => mock.calls.map(([, type]) => type));
    expect(types.map((all) => all.filter((type) => type !== 'RTM_GETLINK'))).toEqual([
      ['RTM_NEWLINK'],
      [],
      [],
    ]);
    expect(iproute2('ip', ['-n', lab.realName('ns1'), 'link', 'show', 'veth1'])).toContain('veth1@if');
    expect(iproute2('ip', ['-n', lab.realName('ns2'), 'link', 'show', 'veth2'])).toContain('veth2@if');

    // The next thing to happen is the first that is told.
    await here.links.set('lo', { up: true });
    await within(5, () => expect(seen).toEqual(['RTM_NEWLINK']));
    stop.abort();
    await watched;
    await watching.close();
  });

  it('takes persistent devices of ip, and gives its own', async () => {
    await using lab = new Lab(page);
    await using here = Namespace.create(lab.realName('here'));
    const tuntap = (...line: string[]) => iproute2('ip', ['-n', lab.realName('here'), ...line]);
    tuntap('tuntap', 'add', 'dev', 'tap5', 'mode', 'tap');
    const tap5 = await here.links.get('tap5');
    expect(tap5.hasCarrier).toBe(false);
    {
      using device = here.openTun({ mode: 'tap', name: 'tap5' });
      await tap5.up();
      await tap5.waitFor('carrier');
      expect(device.name).toBe('tap5');
    }
    expect(await tap5.exists()).toBe(true);
    tuntap('tuntap', 'delete', 'dev', 'tap5', 'mode', 'tap');
    expect(await tap5.exists()).toBe(false);

    here.openTun({ mode: 'tun', name: 'tun5', persistent: true }).close();
    expect(JSON.parse(tuntap('-j', 'tuntap', 'show'))).toEqual([
      expect.objectContaining({ ifname: 'tun5', flags: ['tun', 'persist'] }),
    ]);
    tuntap('tuntap', 'delete', 'dev', 'tun5', 'mode', 'tun');
    expect(await here.links.find('tun5')).toBeUndefined();
  });

  it('has names as ip netns has them, both ways', async () => {
    await using lab = new Lab(page);
    const [ours, theirs] = [lab.realName('ours'), lab.realName('theirs')];
    iproute2('ip', ['netns', 'add', theirs]);
    await using mine = Namespace.create(ours);
    await using other = Namespace.open(theirs);

    const listed = iproute2('ip', ['netns', 'list'])
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(listed).toEqual(expect.arrayContaining([ours, theirs]));
    expect(Namespace.list()).toEqual(expect.arrayContaining([ours, theirs]));
    // The same file, the same mount.
    const [one, two] = [ours, theirs].map((name) => `/run/netns/${name}`);
    expect(lstatSync(one ?? '').mode).toBe(lstatSync(two ?? '').mode);
    expect(mountsOn(one ?? '')).toEqual(mountsOn(two ?? ''));

    // Each works in the other's.
    const inode = ['readlink', '/proc/self/ns/net'];
    expect(iproute2('ip', ['netns', 'exec', ours, ...inode])).toBe(`net:[${mine.inode}]\n`);
    expect((await other.run('readlink', ['/proc/self/ns/net'])).stdout).toBe(
      iproute2('ip', ['netns', 'exec', theirs, ...inode]),
    );
    await using waiting = sleeper(mine);
    expect(iproute2('ip', ['netns', 'pids', ours]).trim()).toBe(String(waiting.pid));
    expect(Namespace.identify(waiting.pid)).toEqual([ours]);
    expect(iproute2('ip', ['netns', 'identify', String(waiting.pid)]).trim()).toBe(ours);

    await waiting[Symbol.asyncDispose]();
    // Each deletes the other's.
    iproute2('ip', ['netns', 'delete', ours]);
    Namespace.delete(theirs);
    expect(Namespace.list().filter((name) => name === ours || name === theirs)).toEqual([]);
  });
});

/** A process in a namespace, ended when it is disposed of. */
function sleeper(namespace: Namespace): AsyncDisposable & { readonly pid: number } {
  const child = namespace.spawn('sleep', ['60'], { mounts: false, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}
