import { describe, expect, it } from 'vitest';
import type { NamespaceHandle } from '../../../src/namespace/handle.ts';
import { createNamespace } from '../../../src/namespace/named.ts';
import { writeSysctl } from '../../../src/namespace/sysctl.ts';
import { deletePersistentTun, openTun } from '../../../src/namespace/tun.ts';
import { InputError } from '../../../src/sys/input-error.ts';
import { descriptors, run, thrown, withName } from './support.ts';

interface Link {
  ifname: string;
  address?: string;
  linkinfo?: { info_kind: string; info_data: Record<string, unknown> };
}

function inNamespace<T>(use: (handle: NamespaceHandle, name: string) => T | Promise<T>): Promise<T> {
  return withName(async (name) => {
    using handle = createNamespace(name);
    return await use(handle, name);
  });
}

function links(name: string): Link[] {
  return JSON.parse(run('ip', ['-n', name, '-j', '-d', 'link'])) as Link[];
}

function link(name: string, ifname: string): Link | undefined {
  return links(name).find((one) => one.ifname === ifname);
}

describe('a tun or tap device', () => {
  it('is what ip shows of it, has a MAC address as tap alone, and goes when it is closed', () =>
    inNamespace((handle, name) => {
      const before = descriptors();
      const tun = openTun(handle, { mode: 'tun', packetInfo: true });
      const tap = openTun(handle, {
        mode: 'tap',
        name: 'wire%d',
        vnetHdr: true,
        multiQueue: true,
        user: 1,
        group: 2,
      });
      const second = openTun(handle, { mode: 'tap', name: 'wire0', vnetHdr: true, multiQueue: true });
      expect([tun.name, tap.name, second.name]).toEqual(['tun0', 'wire0', 'wire0']);
      expect(link(name, 'tun0')?.linkinfo).toEqual({
        info_kind: 'tun',
        info_data: { type: 'tun', pi: true, vnet_hdr: false, multi_queue: false, persist: false },
      });
      expect(link(name, 'tun0')?.address).toBeUndefined();
      expect(link(name, 'wire0')?.linkinfo?.info_data).toMatchObject({
        type: 'tap',
        pi: false,
        vnet_hdr: true,
        multi_queue: true,
        numqueues: 2,
        persist: false,
        user: expect.anything(),
        group: expect.anything(),
      });
      expect(link(name, 'wire0')?.address).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
      run('ip', ['-n', name, 'link', 'add', 'br0', 'type', 'bridge']);
      run('ip', ['-n', name, 'link', 'set', 'wire0', 'master', 'br0']);
      expect(run('sh', ['-c', `ip -n ${name} link set tun0 master br0 2>&1 || true`])).toMatch(
        /Invalid argument/,
      );
      for (const device of [tun, tap, second]) {
        device.close();
        device.close();
      }
      expect(() => tun.fd).toThrow(/^the tun device tun0 was closed$/);
      expect(links(name).map(({ ifname }) => ifname)).toEqual(['lo', 'br0']);
      expect(descriptors()).toBe(before);
    }));

  it('stays when it is persistent, is opened again, and deleted by ip or by us', () =>
    inNamespace((handle, name) => {
      openTun(handle, { mode: 'tap', name: 'keep', persistent: true }).close();
      expect(link(name, 'keep')?.linkinfo?.info_data['persist']).toBe(true);
      const again = openTun(handle, { mode: 'tap', name: 'keep' });
      expect(String(thrown(() => openTun(handle, { mode: 'tap', name: 'keep' })))).toBe(
        `SystemError: cannot open the tap device keep in network namespace ${name}: device or resource busy (EBUSY from ioctl)`,
      );
      expect(thrown(() => deletePersistentTun(handle, 'keep', 'tap'))).toMatchObject({ code: 'EBUSY' });
      again.close();
      expect(link(name, 'keep')).toBeDefined();
      run('ip', ['-n', name, 'tuntap', 'delete', 'dev', 'keep', 'mode', 'tap']);
      expect(link(name, 'keep')).toBeUndefined();
      for (const more of [[], ['multi_queue']]) {
        run('ip', ['-n', name, 'tuntap', 'add', 'dev', 'keep', 'mode', 'tun', ...more]);
        expect(thrown(() => deletePersistentTun(handle, 'keep', 'tap'))).toMatchObject({ code: 'EINVAL' });
        deletePersistentTun(handle, 'keep', 'tun');
        expect(link(name, 'keep')).toBeUndefined();
      }
      const before = descriptors();
      expect(String(thrown(() => deletePersistentTun(handle, 'keep', 'tun')))).toBe(
        `SystemError: cannot delete the tun device keep in network namespace ${name}: no such device (ENODEV from if_nametoindex)`,
      );
      expect(links(name).map(({ ifname }) => ifname)).toEqual(['lo']);
      expect(descriptors()).toBe(before);
    }));

  it('refuses a name that another kind of interface has, and one that is none', () =>
    inNamespace((handle, name) => {
      const before = descriptors();
      expect(String(thrown(() => openTun(handle, { mode: 'tun', name: 'lo' })))).toBe(
        `SystemError: cannot open the tun device lo in network namespace ${name}: invalid argument (EINVAL from ioctl); that is no name, or the interface is of another kind, another mode or another multiQueue`,
      );
      expect(thrown(() => openTun(handle, { mode: 'tun', name: 'a/b' }))).toMatchObject({ code: 'EINVAL' });
      expect(() => openTun(handle, { mode: 'tun', name: 'x'.repeat(16) })).toThrow(InputError);
      expect(() => openTun(handle, { mode: 'tun', user: -1 })).toThrow(InputError);
      openTun(handle, { mode: 'tun', name: 'x'.repeat(15) }).close();
      expect(links(name).map(({ ifname }) => ifname)).toEqual(['lo']);
      expect(descriptors()).toBe(before);
    }));

  it('carries packets both ways, and does not wait for one', () =>
    inNamespace((handle, name) => {
      using tun = openTun(handle, { mode: 'tun', name: 'wire' });
      const packet = new Uint8Array(2000);
      expect(thrown(() => tun.write(echoRequest()))).toMatchObject({ code: 'EIO' });
      run('ip', ['-n', name, 'address', 'add', '192.0.2.1/24', 'dev', 'wire']);
      writeSysctl(handle, 'net.ipv6.conf.wire.disable_ipv6', true);
      run('ip', ['-n', name, 'link', 'set', 'wire', 'up']);
      expect(tun.read(packet)).toBeUndefined();
      // We are 192.0.2.2, and ping the kernel: an echo request by hand, an echo reply from it.
      expect(thrown(() => tun.write(new Uint8Array(100)))).toMatchObject({ code: 'EINVAL' });
      tun.write(echoRequest());
      const length = tun.read(packet);
      const reply = Buffer.from(packet.subarray(0, length));
      expect(reply.length).toBe(28);
      expect([reply[9], reply[20]]).toEqual([1, 0]);
      expect([...reply.subarray(12, 20)]).toEqual([192, 0, 2, 1, 192, 0, 2, 2]);
      expect(reply.subarray(24)).toEqual(Buffer.from([0x12, 0x34, 0, 1]));
      expect(tun.read(packet)).toBeUndefined();
    }));
});

/** An ICMP echo request from 192.0.2.2 to 192.0.2.1. */
function echoRequest(): Buffer {
  const packet = Buffer.from([
    ...[0x45, 0, 0, 28, 0, 0, 0, 0, 64, 1, 0, 0, 192, 0, 2, 2, 192, 0, 2, 1],
    ...[8, 0, 0, 0, 0x12, 0x34, 0, 1],
  ]);
  packet.writeUInt16BE(checksum(packet.subarray(0, 20)), 10);
  packet.writeUInt16BE(checksum(packet.subarray(20)), 22);
  return packet;
}

/** RFC 1071. */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += bytes.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
