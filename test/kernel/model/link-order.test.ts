import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Namespace } from '../../../src/index.ts';
import { has } from '../configurations/build.ts';
import { inNamespace } from './support.ts';

/** IPv6 addresses of an interface, as `ip` sees them. */
function inet6(namespace: string, dev: string): string {
  const args = ['-n', namespace, '-6', '-o', 'address', 'show', 'dev', dev];
  const { status, stdout } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip could not list the addresses of ${dev}`);
  return stdout;
}

describe('changes that are asked for together', () => {
  it('leave an interface that comes up without a link-local address, when it shall have none', async () => {
    await inNamespace(async (host, name) => {
      // A bridge is operational at once, so its address comes with IFF_UP.
      const plain = await host.links.add({ kind: 'bridge', name: 'br0' });
      await plain.up();
      expect(inet6(name, 'br0')).toContain('fe80::');
      const bridge = await host.links.add({ kind: 'bridge', name: 'br1' });
      await bridge.set({ up: true, addrGenMode: 'none' });
      expect(inet6(name, 'br1')).toBe('');
      expect(bridge).toMatchObject({ isUp: true });
    });
  });

  it('do so also where it moves to', async ({ skip }) => {
    if (!has('ifb')) skip('this machine lacks ifb');
    await inNamespace(async (host) => {
      await inNamespace(async (there, name) => {
        const ifb = await host.links.add({ kind: 'ifb', name: 'ifb7', up: true });
        await ifb.set({ namespace: there, name: 'eth7', up: true, addrGenMode: 'none' });
        expect(ifb).toMatchObject({ name: 'eth7', isUp: true });
        expect(ifb.namespace.equals(there)).toBe(true);
        expect(inet6(name, 'eth7')).toBe('');
      });
    });
  });

  it('take an interface down before it gets another name', async () => {
    await inNamespace(async (host) => {
      const bridge = await host.links.add({ kind: 'bridge', name: 'br0', up: true });
      await bridge.set({ name: 'br1', up: false, mac: '02:00:5e:10:00:01' });
      expect(bridge).toMatchObject({ name: 'br1', isUp: false, mac: '02:00:5e:10:00:01' });
    });
  });

  it('take an interface down before it becomes a port of a bond', async ({ skip }) => {
    if (!has('bond')) skip('this machine lacks bond');
    await using host = Namespace.create();
    await host.links.add({ kind: 'bond', name: 'bond0', mode: 'active-backup' });
    const port = await host.links.add({ kind: 'veth', name: 'v0', up: true });
    await expect(port.setMaster('bond0')).rejects.toThrow(
      /\(EPERM\); a port of a bond is down when it joins: set\(\{ up: false, master \}\)/,
    );
    await port.set({ up: false, master: 'bond0' });
    expect((await port.master())?.name).toBe('bond0');
  });

  it('are told when what came before could not be undone', async () => {
    await inNamespace(async (host) => {
      const bridge = await host.links.add({ kind: 'bridge', name: 'br0', up: true });
      await host.links.add({ kind: 'bridge', name: 'br1' });
      await expect(bridge.set({ up: false, name: 'br1' })).rejects.toMatchObject({
        code: 'EEXIST',
        notUndone: ['before that it was changed: no up'],
      });
      expect(await bridge.refresh()).toMatchObject({ name: 'br0', isUp: false });
    });
  });
});
