import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { type LinkFilter, Namespace, OperationError, RequestTimeout } from '../../../src/index.ts';

const names = (links: readonly { name: string }[]) => links.map(({ name }) => name);

describe('interfaces', () => {
  it('are listed as a filter wants them', async () => {
    await using host = Namespace.create();
    await host.links.add({ kind: 'bridge', name: 'br0', up: true });
    await host.links.add({ kind: 'veth', name: 'a', master: 'br0', up: true, peer: { name: 'b' } });
    await host.links.set('b', { group: 7 });
    const wanted: readonly (readonly [LinkFilter, readonly string[]])[] = [
      [{}, ['lo', 'br0', 'b', 'a']],
      [{ kind: 'veth' }, ['b', 'a']],
      [{ kind: 'bridge' }, ['br0']],
      [{ master: 'br0' }, ['a']],
      [{ master: null }, ['lo', 'br0', 'b']],
      [{ up: true }, ['br0', 'a']],
      [{ up: false }, ['lo', 'b']],
      [{ group: 7 }, ['b']],
      [{ group: 'default', kind: 'veth' }, ['a']],
      [{ kind: 'vxlan' }, []],
    ];
    for (const [filter, expected] of wanted) {
      expect(names(await host.links.list(filter)), JSON.stringify(filter)).toEqual(expected);
    }
  });

  it('are found by name, alternative name and index, and a wrong name is told with the nearest', async () => {
    await using host = Namespace.create();
    const made = await host.links.add({
      kind: 'bridge',
      name: 'uplink',
      altnames: ['a-long-alternative-name'],
    });
    for (const key of ['uplink', 'a-long-alternative-name', made.index]) {
      expect((await host.links.get(key)).index).toBe(made.index);
    }
    expect(await host.links.find('downlink')).toBeUndefined();
    await expect(host.links.get('uplnk')).rejects.toThrow(
      /^cannot find interface uplnk in net:\[\d+\]: no such device \(ENODEV\).*did you mean "uplink"\?$/,
    );
  });

  it('may leave their names to the kernel, also in another namespace', async () => {
    await using host = Namespace.create();
    await using other = Namespace.create();
    const here = await host.links.add({ kind: 'veth' });
    const there = await host.links.add({ kind: 'veth', name: 'port%d', namespace: other, peer: {} });
    expect(here.name).toBe('veth1');
    expect((await here.peer())?.name).toBe('veth0');
    expect([there.name, there.namespace.equals(other)]).toEqual(['port0', true]);
    expect(names(await other.links.list({ kind: 'veth' }))).toHaveLength(2);
  });

  it('are followed through a rename, and missed when they are gone', async () => {
    await using host = Namespace.create();
    const held = await host.links.add({ kind: 'bridge', name: 'one' });
    await host.links.set('one', { name: 'two' });
    expect(held.name).toBe('one');
    expect((await held.refresh()).name).toBe('two');
    await host.links.delete('two');
    expect(await held.exists()).toBe(false);
    const error = await held.up().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OperationError);
    expect(error).toMatchObject({ code: 'ENODEV', operation: `change interface two in ${host} (up)` });
  });

  it('are waited for: up, gone, or what a function wants, and not longer than was said', async () => {
    await using host = Namespace.create();
    const a = await host.links.add({ kind: 'veth', name: 'a', peer: { name: 'b' } });
    const up = a.waitFor('up', { timeout: 10_000 });
    const mtu = a.waitFor((now) => now.mtu === 1400, { timeout: 10_000 });
    await host.links.set('b', { up: true });
    const other = await host.links.get('a');
    await other.set({ up: true, mtu: 1400 });
    expect((await up).operstate).toBe('UP');
    expect((await mtu).mtu).toBe(1400);
    await expect(a.waitFor('down', { timeout: 20 })).rejects.toThrow(RequestTimeout);
    const stop = new AbortController();
    const waiting = a.waitFor('down', { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    const gone = a.waitFor('gone', { timeout: 10_000 });
    await other.delete();
    expect(await gone).toBe(a);
  });

  it('open the namespaces of their peers, which go with whoever looked', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    await using host = Namespace.create();
    await using other = Namespace.create();
    const cable = await host.links.add({ kind: 'veth', name: 'a', peer: { name: 'b', namespace: other } });
    const descriptors = () => readdirSync('/proc/self/fd').length;
    const before = descriptors();
    for (let i = 0; i < 20; i++) expect((await cable.peer())?.name).toBe('b');
    await vi.waitFor(() => {
      collect();
      // One that was looked at last may still lie on the stack.
      expect(descriptors()).toBeLessThan(before + 8);
    }, 5000);
  });
});
