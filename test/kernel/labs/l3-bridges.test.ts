import { describe, expect, it } from 'vitest';
import type { Namespace } from '../../../src/index.ts';
import { CLEAN_UP, doesNotPing, expectSame, iproute2, Lab, leaveNothing, pings } from './support/index.ts';

describe('L3: bridges', () => {
  leaveNothing();

  it('forward what ip says, at each step', async () => {
    await using lab = new Lab('l3-bridges');
    await lab.step('Where we left off');
    const hosts = [lab.host('net1'), lab.host('net2'), lab.host('net3')] as const;
    const [net1, net2, net3] = hosts;
    await expectSame(...hosts);
    await pings(net2, '172.16.10.193');

    const told = await deletedRoutes(net1, () => lab.step('Taking the addresses off'));
    // The connected ones are told, the static ones are not.
    expect(told).toEqual(expect.arrayContaining(['172.16.10.0/26', '172.16.10.64/26']));
    expect(told.filter((each) => each === '172.16.10.128/26' || each === '172.16.10.192/26')).toEqual([]);
    await expectSame(net1);
    expect(await doesNotPing(net1, '172.16.10.2')).toContain('Network is unreachable');

    await lab.step('Bridges');
    await expectSame(net1);
    const name = lab.realName('net1');
    const shown = JSON.parse(iproute2('bridge', ['-n', name, '-j', 'link'])) as Record<string, unknown>[];
    const ports = [...(await portsOf(net1, 'host_bridge1')), ...(await portsOf(net1, 'host_bridge2'))];
    expect(ports.map(({ name: ifname, port }) => ({ ifname, ...port }))).toEqual(
      shown.map(({ ifname, state, priority, cost }) => ({ ifname, state, priority, cost })),
    );
    await pings(net2, '172.16.10.1');
    await pings(net3, '172.16.10.65');
    expect(await doesNotPing(net1, '172.16.10.193')).toContain('Network is unreachable');

    await lab.step('The way back');
    await expectSame(net1);
    await pings(net3, '172.16.10.129');

    await lab.step('Who is where');
    await expectSame(...hosts);
    for (const [host, address, bridge, dev] of [
      [net2, '172.16.10.2', 'host_bridge1', 'eth1'],
      [net3, '172.16.10.66', 'host_bridge2', 'eth2'],
    ] as const) {
      const { mac = '' } = await host.links.get('eth0');
      const neighbour = await net1.neighbours.get(address, { dev: bridge });
      expect(neighbour.lladdr).toBe(mac);
      expect(['REACHABLE', 'DELAY', 'STALE', 'PROBE']).toContain(neighbour.state);
      expect(await net1.fdb.find(mac)).toMatchObject({ dev, master: bridge });
    }

    await lab.step('In and out of a bridge');
    await expectSame(net1);
    expect(await portsOf(net1, 'host_bridge1')).toEqual([]);
    await doesNotPing(net1, '172.16.10.2');
    await net1.links.set('eth1', { master: 'host_bridge1' });
    await pings(net1, '172.16.10.2');

    await lab.step('Deleting a bridge');
    await expectSame(net1);
    expect(await net1.links.find('host_bridge2')).toBeUndefined();
    expect((await net1.links.list({ master: null })).map((each) => each.name)).toContain('eth2');
    expect(await doesNotPing(net1, '172.16.10.66')).toContain('Network is unreachable');
    await pings(net1, '172.16.10.129');

    await lab.step(CLEAN_UP);
  });
});

async function portsOf(host: Namespace, bridge: string) {
  const ports = await (await host.links.get(bridge)).ports();
  return ports.map((each) => {
    const { state, priority, cost } = each.portOptionsOf('bridge') ?? {};
    return { name: each.name, port: { state, priority, cost } };
  });
}

/** The destinations of IPv4 routes that the kernel says it deleted, up to a last one of the test's own. */
async function deletedRoutes(host: Namespace, act: () => Promise<void>): Promise<string[]> {
  const last = '203.0.113.0/24';
  await using events = host.connection.events(['ipv4Route']);
  await act();
  await host.routes.add(last, { type: 'blackhole' });
  await host.routes.delete(last);
  const told: string[] = [];
  for await (const event of events) {
    if (event.$type !== 'RTM_DELROUTE') continue;
    const destination = `${event.dst}/${event.header.dstLen}`;
    if (destination === last) break;
    told.push(destination);
  }
  return told;
}
