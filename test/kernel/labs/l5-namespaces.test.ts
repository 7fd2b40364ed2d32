import { describe, expect, it } from 'vitest';
import { CLEAN_UP, doesNotPing, expectSame, iproute2, Lab, leaveNothing, pings } from './support/index.ts';

describe('L5: namespaces', () => {
  leaveNothing();

  it('hold what ip says, at each step', async () => {
    await using lab = new Lab('l5-namespaces');
    const line = (host: string, name: string) =>
      iproute2('ip', ['-n', lab.realName(host), 'link', 'show', name]);

    await lab.step('Where we left off');
    const hosts = [lab.host('net1'), lab.host('net2'), lab.host('net3')] as const;
    const [net1, net2, net3] = hosts;
    await expectSame(...hosts);
    await pings(net2, '172.16.10.66');

    await lab.step('Two namespaces');
    const [ns1, ns2] = [lab.host('ns_1'), lab.host('ns_2')];
    await expectSame(ns1, ns2);
    expect(line('ns_1', 'edge_bridge1')).toContain('edge_bridge1: <BROADCAST,MULTICAST> mtu 1500 qdisc noop');

    await lab.step('Moving in');
    await expectSame(net1, ns1, ns2);
    const names = (await net1.links.list()).map(({ name }) => name);
    expect(names.sort()).toEqual([
      'edge_bridge1',
      'edge_bridge2',
      'host_bridge1',
      'host_veth1',
      'host_veth2',
      'lo',
    ]);
    for (const [inside, name, outside] of [
      [ns1, 'edge_veth1', 'host_veth1'],
      [ns2, 'edge_veth2', 'host_veth2'],
    ] as const) {
      const end = await (await net1.links.get(outside)).waitFor(({ flags }) => flags.includes('NO-CARRIER'));
      const moved = await inside.links.get(name);
      expect(end.linkIndex).toBe(moved.index);
      expect(['LOWERLAYERDOWN', 'DOWN']).toContain(end.operstate);
      expect(moved).toMatchObject({ linkIndex: end.index, isUp: false, operstate: 'DOWN' });
      expect(await moved.addresses.list()).toEqual([]);
      expect(line('net1', outside)).toContain(`${outside}@if${moved.index}: <NO-CARRIER,`);
    }
    // Without its ports the bridge outside loses its carrier.
    const left = await net1.links.get('edge_bridge1');
    await left.waitFor(({ flags }) => flags.includes('NO-CARRIER'));
    await doesNotPing(net2, '172.16.10.1');
    await doesNotPing(net1, '172.16.10.66');
    // The name is taken inside, so the other bridge of that name can't have it there.
    await expect(net1.links.set('edge_bridge1', { namespace: ns1 })).rejects.toThrow('edge_bridge1');

    await lab.step('Up in the right order');
    await expectSame(...hosts, ns1, ns2);
    await pings(net1, '172.16.10.2');
    await pings(net2, '172.16.10.65');
    await pings(net3, '172.16.10.2');
    expect(await doesNotPing(ns1, '172.16.10.2')).toContain('Network is unreachable');
    expect(await ns2.routes.list({ family: 'inet', table: 'all' })).toEqual([]);
    expect(iproute2('ip', ['-n', lab.realName('ns_2'), 'route'])).toBe('');

    await lab.step(CLEAN_UP);
  });
});
