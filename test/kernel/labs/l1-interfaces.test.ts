import { describe, expect, it } from 'vitest';
import { Namespace } from '../../../src/index.ts';
import {
  CLEAN_UP,
  doesNotPing,
  expectSame,
  has,
  iproute2,
  Lab,
  leaveNothing,
  pings,
} from './support/index.ts';

describe('L1: interfaces and addresses', () => {
  leaveNothing();

  it('are what ip shows, at each step', async () => {
    await using lab = new Lab('l1-interfaces');
    await lab.step('Three hosts, two cables');
    const hosts = [lab.host('net1'), lab.host('net2'), lab.host('net3')] as const;
    const [net1, net2, net3] = hosts;
    await expectSame(...hosts);
    expect(await linksOf(net1)).toEqual(['lo', 'eth1', 'eth2']);
    expect(await linksOf(net2)).toEqual(['lo', 'eth0']);
    expect(await linksOf(net3)).toEqual(['lo', 'eth0']);

    await lab.step('Addresses');
    await expectSame(...hosts);
    expect(await inet(net1)).toEqual([
      '127.0.0.1/8 scope host',
      '172.16.10.1/26 brd 172.16.10.63 scope global',
      '172.16.10.65/26 brd 172.16.10.127 scope global',
    ]);
    expect(await inet(net2)).toContain('172.16.10.2/26 brd 172.16.10.63 scope global');
    expect(await inet(net3)).toContain('172.16.10.66/26 brd 172.16.10.127 scope global');

    await lab.step('Up is not yet running');
    await expectSame(...hosts);
    const eth1 = await net1.links.get('eth1');
    const [linkLocal] = await eth1.addresses.list({ family: 'inet6' });
    expect(linkLocal?.local).toBe(linkLocalOf(eth1.mac));
    await pings(net2, '172.16.10.1');
    await pings(net3, '172.16.10.65');
    expect(await doesNotPing(net2, '172.16.10.65')).toContain('Network is unreachable');
    // The neighbour that answered has the MAC address that its owner says.
    const eth0 = await net2.links.get('eth0');
    const shown = iproute2('ip', ['-n', lab.realName('net1'), 'neighbour', 'show', '172.16.10.2']);
    expect(shown).toContain(`dev eth1 lladdr ${eth0.mac}`);
  });

  it('with a dummy, which answers before it is up', async ({ skip }) => {
    if (!has('dummy')) skip('this kernel has no dummy');
    await using lab = new Lab('l1-interfaces');
    await lab.build('Dummies');
    const [net1, net2, net3] = [lab.host('net1'), lab.host('net2'), lab.host('net3')];
    await expectSame(net1, net2, net3);
    await pings(net3, '172.16.10.193');
    expect(await net3.routes.list({ dev: 'dummy0', table: 'local' })).toHaveLength(1);

    await lab.step('Dummies up');
    await expectSame(net1, net2, net3);
    for (const [host, local, prefix] of [
      [net2, '172.16.10.129', '172.16.10.128/26'],
      [net3, '172.16.10.193', '172.16.10.192/26'],
    ] as const) {
      const route = await host.routes.find({ dev: 'dummy0', family: 'inet' });
      expect(route).toMatchObject({ destination: prefix, protocol: 'kernel', scope: 'link', src: local });
      await pings(host, local);
    }
    expect(await doesNotPing(net1, '172.16.10.129')).toContain('Network is unreachable');
    await lab.step(CLEAN_UP);
    expect([...lab.hosts.keys()].filter((name) => Namespace.list().includes(lab.realName(name)))).toEqual([]);
  });
});

async function linksOf(host: Namespace): Promise<string[]> {
  return (await host.links.list()).map(({ name }) => name);
}

async function inet(host: Namespace): Promise<string[]> {
  const all = await host.addresses.list({ family: 'inet' });
  return all.map(({ cidr, broadcast, scope }) =>
    [cidr, ...(broadcast ? [`brd ${broadcast}`] : []), 'scope', scope].join(' '),
  );
}

/** RFC 4291, appendix A: the MAC address with fffe in the middle and the seventh bit turned, behind fe80::. */
function linkLocalOf(mac = ''): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac.split(':').map((byte) => Number.parseInt(byte, 16));
  const words = [(a ^ 2) * 256 + b, c * 256 + 0xff, 0xfe00 + d, e * 256 + f];
  return `fe80::${words.map((word) => word.toString(16)).join(':')}`;
}
