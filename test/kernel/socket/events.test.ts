import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { netlinkAddress } from '../../../src/socket/address.ts';
import { openNetlinkSocket } from '../../../src/socket/netlink-socket.ts';
import { AF_NETLINK, SOCK_RAW } from '../../../src/sys/constants.ts';
import { read, write } from '../../../src/sys/io.ts';
import { bind, close, connect, getsockname, socket } from '../../../src/sys/libc.ts';
import { inNetworkNamespace } from '../../../src/sys/setns.ts';
import { NLMSG_DONE, pause, ping, Recorder } from '../../socket/support.ts';
import {
  dumpRoutes,
  inLab,
  RTM_NEWROUTE,
  RTM_NEWVLAN,
  RTNLGRP_BRVLAN,
  RTNLGRP_IPV4_ROUTE,
  routes,
  run,
  types,
} from './support.ts';

const count = (seen: Recorder, type: number) => types(seen).filter((one) => one === type).length;

describe('the sender', () => {
  it('can only be the kernel, although a process with every capability may send to others', () =>
    inLab(async (name, path) => {
      const seen = new Recorder();
      const ours = openNetlinkSocket({ netns: path, groups: [RTNLGRP_IPV4_ROUTE] }, seen);
      const [victim, intruder] = inNetworkNamespace(path, () => [
        socket(AF_NETLINK, SOCK_RAW, 0, 'open'),
        socket(AF_NETLINK, SOCK_RAW, 0, 'open'),
      ]);
      const address = netlinkAddress(0, 0);
      bind(victim, address, 'bind');
      getsockname(victim, address, 'learn the port');
      // A socket that is not connected takes it.
      connect(intruder, address, 'connect');
      write(intruder, ping(666), 'send');
      expect(read(victim, Buffer.alloc(100), 'read')).toBe(16);
      // Ours is connected to the kernel.
      connect(intruder, netlinkAddress(ours.portId, 0), 'connect');
      expect(() => write(intruder, ping(666), 'send')).toThrow(/ECONNREFUSED/);
      // What the kernel multicasts still comes.
      run('ip', ['-n', name, 'route', 'add', '10.1.0.0/16', 'dev', 'lo']);
      await seen.until(() => count(seen, RTM_NEWROUTE) === 1);
      expect(types(seen)).toEqual([RTM_NEWROUTE]);
      close(victim, 'close');
      close(intruder, 'close');
      await ours.close();
    }));
});

describe('groups beyond the 32 of the address', () => {
  it('are joined at opening and later, and left', ({ skip }) =>
    inLab(async (name, path) => {
      try {
        run('ip', ['-n', name, 'link', 'add', 'br0', 'type', 'bridge', 'vlan_filtering', '1']);
      } catch {
        skip('the bridges of this kernel know no VLANs');
      }
      const vlan = (id: number) =>
        run('bridge', ['-n', name, 'vlan', 'add', 'dev', 'br0', 'vid', `${id}`, 'self']);
      const [first, later] = [new Recorder(), new Recorder()];
      const a = openNetlinkSocket({ netns: path, groups: [RTNLGRP_IPV4_ROUTE, RTNLGRP_BRVLAN] }, first);
      const b = openNetlinkSocket({ netns: path }, later);
      vlan(5);
      await first.until((seen) => types(seen).includes(RTM_NEWVLAN));
      expect(later.datagrams).toEqual([]);
      b.addMembership(RTNLGRP_BRVLAN);
      a.dropMembership(RTNLGRP_BRVLAN);
      const before = first.datagrams.length;
      vlan(6);
      await later.until((seen) => types(seen).includes(RTM_NEWVLAN));
      await pause();
      expect(first.datagrams).toHaveLength(before);
      await a.close();
      await b.close();
    }));
});

describe('a storm of events', () => {
  it('is lost in part with a small buffer, which is told, and what comes after arrives', () =>
    inLab(async (name, path) => {
      const seen = new Recorder();
      const events = openNetlinkSocket(
        { netns: path, groups: [RTNLGRP_IPV4_ROUTE], receiveBuffer: 8192 },
        seen,
      );
      // The loop stands still while `ip` runs.
      run('ip', ['-n', name, '-batch', '-'], routes(2000, 'add'));
      await seen.until(({ overruns }) => overruns > 0);
      await pause(50);
      expect(count(seen, RTM_NEWROUTE)).toBeGreaterThan(0);
      expect(count(seen, RTM_NEWROUTE)).toBeLessThan(2000);
      const before = count(seen, RTM_NEWROUTE);
      run('ip', ['-n', name, 'route', 'add', '11.0.0.0/8', 'dev', 'lo']);
      await seen.until(() => count(seen, RTM_NEWROUTE) === before + 1);
      await events.close();
      expect(seen.errors).toEqual([]);
    }));

  it('is not lost with the default buffer', () =>
    inLab(async (name, path) => {
      const seen = new Recorder();
      const events = openNetlinkSocket({ netns: path, groups: [RTNLGRP_IPV4_ROUTE] }, seen);
      const limit = Number(readFileSync('/proc/sys/net/core/rmem_max', 'utf8'));
      expect(events.options).toMatchObject({ receiveBufferForced: true, receiveBuffer: 128 * 1024 * 1024 });
      expect(events.options.receiveBuffer).toBeGreaterThan(2 * limit);
      run('ip', ['-n', name, '-batch', '-'], routes(5000, 'add'));
      await seen.until(() => count(seen, RTM_NEWROUTE) >= 5000);
      expect(seen.overruns).toBe(0);
      await events.close();
    }));
});

describe('a dump that is not read', () => {
  it('is not generated', () =>
    inLab(async (name, path) => {
      run('ip', ['-n', name, '-batch', '-'], routes(5000, 'add'));
      const total = run('ip', ['-n', name, '-4', 'route', 'show', 'table', 'all']).trim().split('\n').length;
      const seen = new Recorder();
      const asking = openNetlinkSocket({ netns: path, paused: true }, seen);
      asking.send(dumpRoutes(1));
      await pause();
      expect(queued(name, asking.portId)).toBeLessThan(100_000);
      asking.receive(2);
      await pause();
      expect(queued(name, asking.portId)).toBeLessThan(100_000);
      asking.resume();
      await seen.until((recorder) => types(recorder).includes(NLMSG_DONE));
      expect(count(seen, RTM_NEWROUTE)).toBe(total);
      // A dump datagram is as large as the reader's room lets the kernel make it, not a page.
      expect(Math.max(...seen.datagrams.map(({ length }) => length))).toBeGreaterThan(16_000);
      await asking.close();
    }));
});

/** Bytes that wait to be read on the socket with this port, as `/proc/net/netlink` tells (`Rmem`). */
function queued(netns: string, portId: number): number {
  const table = run('ip', ['netns', 'exec', netns, 'cat', '/proc/net/netlink']);
  const row = table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([, protocol, port]) => protocol === '0' && port === `${portId}`);
  if (row === undefined) throw new Error(`no socket with port ${portId} in\n${table}`);
  return Number(row[4]);
}
