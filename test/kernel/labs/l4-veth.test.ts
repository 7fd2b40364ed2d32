import { describe, expect, it } from 'vitest';
import type { Namespace } from '../../../src/index.ts';
import { CLEAN_UP, doesNotPing, expectSame, iproute2, Lab, leaveNothing, pings } from './support/index.ts';

describe('L4: veth pairs', () => {
  leaveNothing();

  it('are what ip shows, at each step', async () => {
    await using lab = new Lab('l4-veth');
    await lab.step('Where we left off');
    const hosts = [lab.host('net1'), lab.host('net2'), lab.host('net3')] as const;
    const [net1, net2, net3] = hosts;
    await expectSame(...hosts);
    expect(await doesNotPing(net1, '172.16.10.2')).toContain('Network is unreachable');

    await lab.step('A pair');
    await expectSame(net1);
    expect(lineOf(net1, 'host_veth1')).toContain('host_veth1@edge_veth1: <BROADCAST,MULTICAST,M-DOWN>');
    expect(lineOf(net1, 'edge_veth1')).toContain('edge_veth1@host_veth1: <BROADCAST,MULTICAST,M-DOWN>');
    expect(await shownPeer(net1, 'host_veth1')).toBe((await net1.links.get('edge_veth1')).index);
    expect(await shownPeer(net1, 'edge_veth1')).toBe((await net1.links.get('host_veth1')).index);

    await lab.step('Bridge to bridge');
    await expectSame(net1, net2);
    expect(await portsOf(net1, 'edge_bridge1')).toEqual(['edge_veth1', 'eth1']);
    expect(await portsOf(net1, 'host_bridge1')).toEqual(['host_veth1']);
    expect(lineOf(net1, 'host_veth1')).not.toContain('M-DOWN');
    await pings(net2, '172.16.10.1');
    expect(await doesNotPing(net1, '172.16.10.66')).toContain('Network is unreachable');

    // The cable is what carries it: unplugged in the middle, nothing passes.
    await net1.links.set('edge_veth1', { up: false });
    expect(lineOf(net1, 'host_veth1')).toMatch(/<NO-CARRIER,BROADCAST,MULTICAST,UP,M-DOWN>/);
    await expectSame(net1);
    await doesNotPing(net2, '172.16.10.1');
    await net1.links.set('edge_veth1', { up: true });
    await pings(net2, '172.16.10.1');

    await lab.step('Bridge to address');
    await expectSame(...hosts);
    await pings(net3, '172.16.10.129');
    await pings(net1, '172.16.10.193');

    await lab.step('Without names');
    await expectSame(net1);
    const [veth0, veth1] = [await net1.links.get('veth0'), await net1.links.get('veth1')];
    expect(await shownPeer(net1, 'veth0')).toBe(veth1.index);
    expect(await shownPeer(net1, 'veth1')).toBe(veth0.index);

    await lab.step('Deleting one end');
    await expectSame(net1);
    expect(await veth1.exists()).toBe(false);
    await (await net1.links.get('host_veth2')).delete();
    expect(await net1.links.find('edge_veth2')).toBeUndefined();
    await expectSame(net1);
    expect(await doesNotPing(net1, '172.16.10.193')).toContain('Network is unreachable');

    await lab.step(CLEAN_UP);
  });
});

function lineOf(host: Namespace, name: string): string {
  return iproute2('ip', ['-n', host.name ?? '', 'link', 'show', name]);
}

async function shownPeer(host: Namespace, name: string): Promise<number> {
  const { stdout } = await host.run('ethtool', ['-S', name]);
  return Number(/peer_ifindex: (\d+)/.exec(stdout)?.[1]);
}

async function portsOf(host: Namespace, bridge: string): Promise<string[]> {
  return (await (await host.links.get(bridge)).ports()).map(({ name }) => name).sort();
}
