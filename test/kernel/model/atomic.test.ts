import { describe, expect, it } from 'vitest';
import { type Namespace, OperationError } from '../../../src/index.ts';
import { iproute2 } from '../support/rtnl-dump.ts';
import { failure, inNamespace, namesByIp } from './support.ts';

const twice = ['192.0.2.1/24', '192.0.2.1/24'] as const;

describe('an interface whose making fails half-way', () => {
  it('is gone again when its second address is refused', () =>
    inNamespace(async (net, name) => {
      const error = await failure(net.links.add({ kind: 'bridge', name: 'br0', addresses: twice }));
      expect(error).toMatchObject({ code: 'EEXIST', notUndone: [] });
      expect(String(error)).toMatch(/cannot add address 192\.0\.2\.1\/24 to br0 in rtnl-model-/);
      expect(namesByIp(name)).toEqual([]);
    }));

  it('is gone again with its other end in another namespace', () =>
    inNamespace((net, name) =>
      inNamespace(async (other, otherName) => {
        const peer = { name: 'veth1', namespace: other, addresses: twice };
        const error = await failure(net.links.add({ kind: 'veth', name: 'veth0', peer }));
        expect(error).toMatchObject({ code: 'EEXIST', notUndone: [] });
        expect([...namesByIp(name), ...namesByIp(otherName)]).toEqual([]);
      }),
    ));

  it('is gone again when an alternative name is taken', () =>
    inNamespace(async (net, name) => {
      await net.links.add({ kind: 'bridge', name: 'br0', altnames: ['uplink'] });
      const error = await failure(
        net.links.add({ kind: 'bridge', name: 'br1', altnames: ['spare', 'uplink'] }),
      );
      expect(error).toMatchObject({ code: 'EEXIST', notUndone: [] });
      expect(namesByIp(name)).toEqual(['br0']);
    }));

  it('is not begun when the bridge that it shall join is not there', () =>
    inNamespace(async (net, name) => {
      const error = await failure(net.links.add({ kind: 'veth', name: 'veth0', master: 'br0' }));
      expect(error).toMatchObject({ code: 'ENODEV', operation: `find interface br0 in ${name}` });
      expect(namesByIp(name)).toEqual([]);
    }));

  it('is told to be there still when it can not be deleted again', () =>
    inNamespace(async (net, name) => {
      const error = await failure(
        withoutPrivilege(net, 'RTM_NEWADDR', () =>
          net.links.add({ kind: 'bridge', name: 'br0', addresses: ['192.0.2.1/24'] }),
        ),
      );
      expect(error).toBeInstanceOf(OperationError);
      const needs =
        'it needs CAP_NET_ADMIN in the user namespace that owns this network namespace: run as root, or inside `unshare -Urn`';
      const undone = `and what was done before could not be undone: cannot delete interface br0 in ${name}: operation not permitted (EPERM); ${needs}`;
      expect(error).toMatchObject({
        code: 'EPERM',
        message: `cannot add address 192.0.2.1/24 to br0 in ${name}: operation not permitted (EPERM); ${needs}; ${undone}`,
        notUndone: [undone],
      });
      expect(namesByIp(name)).toEqual(['br0']);
    }));
});

describe('several alternative names', () => {
  it('are added all or none', () =>
    inNamespace(async (net, name) => {
      const br0 = await net.links.add({ kind: 'bridge', name: 'br0' });
      await net.links.add({ kind: 'bridge', name: 'br1' });
      expect(await failure(br0.addAltnames('one', 'two', 'br1'))).toMatchObject({ code: 'EEXIST' });
      expect(altnamesByIp(name, 'br0')).toEqual([]);
    }));

  it('are deleted all or none', () =>
    inNamespace(async (net, name) => {
      const br0 = await net.links.add({ kind: 'bridge', name: 'br0', altnames: ['one', 'two'] });
      expect(await failure(br0.deleteAltnames('one', 'three'))).toMatchObject({ code: 'ENOENT' });
      expect(altnamesByIp(name, 'br0').sort()).toEqual(['one', 'two']);
    }));
});

describe('a move to a namespace where the name is taken', () => {
  it('leaves the interface where and how it was', () =>
    inNamespace((net, name) =>
      inNamespace(async (other, otherName) => {
        const veth0 = await net.links.add({
          kind: 'veth',
          name: 'veth0',
          peer: { name: 'end' },
          addresses: ['192.0.2.1/24'],
        });
        await other.links.add({ kind: 'bridge', name: 'eth0' });
        const error = await failure(veth0.moveTo(other, { name: 'eth0' }));
        expect(error).toMatchObject({
          code: 'EEXIST',
          operation: `move interface veth0 in ${name} to ${otherName} as eth0`,
          notUndone: [],
        });
        expect(await veth0.addresses.list()).toHaveLength(1);
        expect(veth0.namespace).toBe(net);
        expect(namesByIp(otherName)).toEqual(['eth0']);
      }),
    ));

  it('may give it the first free number', () =>
    inNamespace((net) =>
      inNamespace(async (other, otherName) => {
        await other.links.add({ kind: 'bridge', name: 'eth0' });
        const veth0 = await net.links.add({ kind: 'veth', name: 'veth0', peer: { name: 'end' } });
        await veth0.moveTo(other, { name: 'eth%d' });
        expect([veth0.name, veth0.namespace]).toEqual(['eth1', other]);
        expect(namesByIp(otherName).sort()).toEqual(['eth0', 'eth1']);
      }),
    ));

  it('is followed when the kernel refuses something only after it', () =>
    inNamespace((net, name) =>
      inNamespace(async (other, otherName) => {
        const veth0 = await net.links.add({ kind: 'veth', name: 'veth0', peer: { name: 'end' } });
        // Below 68 bytes an Ethernet interface does not go.
        const error = await failure(veth0.set({ namespace: other, mtu: 1 }));
        expect(error).toMatchObject({
          code: 'EINVAL',
          notUndone: [
            `it was moved all the same: it is interface veth0 in ${otherName} now, down and without its addresses`,
          ],
        });
        expect(veth0.namespace).toBe(other);
        expect((await veth0.refresh()).name).toBe('veth0');
        expect(namesByIp(otherName)).toEqual(['veth0']);
        expect(namesByIp(name)).not.toContain('veth0');
      }),
    ));
});

describe('several routes, addresses or neighbours', () => {
  it('are flushed as far as the kernel lets them go, and what went by itself is no mistake', () =>
    inNamespace(async (net, name) => {
      await net.links.add({
        kind: 'bridge',
        name: 'br0',
        up: true,
        // The second goes with the first, whose prefix it is in.
        addresses: ['192.0.2.1/24', '192.0.2.2/24', '198.51.100.1/24'],
      });
      expect(await net.addresses.flush({ dev: 'br0', family: 'inet' })).toBe(2);
      expect(iproute2('ip', ['-n', name, '-4', 'address', 'show', 'dev', 'br0'])).toBe('');
    }));
});

function altnamesByIp(name: string, dev: string): string[] {
  const [it] = JSON.parse(iproute2('ip', ['-n', name, '-j', 'link', 'show', dev])) as {
    altnames?: string[];
  }[];
  return it?.altnames ?? [];
}

/** Runs something that loses its privileges with the first request of a type, and gets them back afterwards. */
async function withoutPrivilege<T>(net: Namespace, type: string, act: () => Promise<T>): Promise<T> {
  const { connection } = net;
  const request = connection.request.bind(connection) as (...words: unknown[]) => Promise<unknown>;
  Object.assign(connection, {
    request: (...words: unknown[]) => {
      if (words[1] === type) process.seteuid?.(65534);
      return request(...words);
    },
  });
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}
