import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Namespace } from '../../../src/index.ts';
import { doesNotPing, expectSame, iproute2, Lab, leaveNothing, pings } from './support/index.ts';

describe('L8: to the outside', () => {
  leaveNothing();

  it('takes a default route, forwarding and a route back, each of which is missed until it is there', async () => {
    await using lab = new Lab('l8-forwarding');
    await lab.step('Containers behind a bridge');
    const [host, net0, net1] = [lab.host('host'), lab.host('net0'), lab.host('net1')];
    await expectSame(host, net0, net1);
    await pings(net0, '172.18.0.20');

    await lab.step('The outside');
    const internet = lab.host('internet');
    await expectSame(host, internet);
    await pings(host, '198.51.100.1');
    expect(await doesNotPing(net0, '198.51.100.1')).toMatch(/unreachable/i);

    await lab.step('A default route');
    await expectSame(net0, net1);
    const before = await receivedBy(internet);
    await doesNotPing(net0, '198.51.100.1');
    expect(await receivedBy(internet)).toBe(before);

    await lab.step('Forwarding');
    expect((await host.run('cat', ['/proc/sys/net/ipv4/ip_forward'])).stdout).toBe('1\n');
    await doesNotPing(net0, '198.51.100.1');
    // It came, and found no way back.
    expect(await receivedBy(internet)).toBe(before + 1);

    await lab.step('A route back');
    await expectSame(host, internet, net0, net1);
    await pings(net0, '198.51.100.1');
    await pings(net1, '198.51.100.1');
    await pings(internet, '172.18.0.10');
    await pings(internet, '172.18.0.20');
    // The rest of the world is nobody's.
    await doesNotPing(net0, '203.0.113.1');

    // Without address translation the outside sees the container's own address.
    expect(await seenBy(internet, '198.51.100.1', net0)).toBe('172.18.0.10');
    expect(await seenBy(internet, '198.51.100.1', net1)).toBe('172.18.0.20');

    await lab.step('Who has been met');
    await expectSame(net0, net1);
    const neighbours = JSON.parse(iproute2('ip', ['-n', lab.realName('net1'), '-4', '-j', 'neighbour']));
    const macOf = async (where: Namespace, name: string) => (await where.links.get(name)).mac;
    expect(neighbours).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ dst: '172.18.0.1', dev: 'ceth1', lladdr: await macOf(host, 'br0') }),
        expect.objectContaining({ dst: '172.18.0.10', dev: 'ceth1', lladdr: await macOf(net0, 'ceth0') }),
      ]),
    );

    await lab.step('Clean up');
  });
});

/** How many echo requests a namespace was sent so far. */
async function receivedBy(namespace: Namespace): Promise<number> {
  const { stdout } = await namespace.run('cat', ['/proc/net/snmp']);
  const [names = '', values = ''] = stdout.split('\n').filter((line) => line.startsWith('Icmp:'));
  return Number(values.split(' ')[names.split(' ').indexOf('InEchos')]);
}

/** The address by which a server sees a client that connects from another namespace. */
async function seenBy(where: Namespace, address: string, client: Namespace): Promise<string | undefined> {
  const server = where.enter(() => createServer().listen(7777));
  try {
    const seen = new Promise<string | undefined>((resolve) => {
      server.once('connection', (socket) => {
        resolve(socket.remoteAddress?.replace('::ffff:', ''));
        socket.destroy();
      });
    });
    await client.run('bash', ['-c', `: < /dev/tcp/${address}/7777`]);
    return await seen;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
