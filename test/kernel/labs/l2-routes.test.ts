import { describe, expect, it } from 'vitest';
import { OperationError } from '../../../src/index.ts';
import { CLEAN_UP, doesNotPing, expectSame, Lab, leaveNothing, pings } from './support/index.ts';

describe('L2: routes', () => {
  leaveNothing();

  it('lead where ip says, at each step', async () => {
    await using lab = new Lab('l2-routes');
    await lab.step('Where we left off');
    const hosts = [lab.host('net1'), lab.host('net2'), lab.host('net3')] as const;
    const [net1, net2, net3] = hosts;
    await expectSame(...hosts);
    await pings(net1, '172.16.10.2');
    await pings(net1, '172.16.10.66');

    await lab.step('Connected routes');
    for (const [dev, destination, src] of [
      ['eth1', '172.16.10.0/26', '172.16.10.1'],
      ['eth2', '172.16.10.64/26', '172.16.10.65'],
    ] as const) {
      const route = await net1.routes.find({ dev, family: 'inet' });
      expect(route).toMatchObject({ destination, src, protocol: 'kernel', scope: 'link', via: undefined });
    }
    expect(await doesNotPing(net2, '172.16.10.65')).toContain('Network is unreachable');

    await lab.step('Default routes');
    await expectSame(net2, net3);
    // Either spelling finds what the other made.
    expect(await net2.routes.list({ destination: '0.0.0.0/0' })).toHaveLength(1);
    expect(await net3.routes.list({ destination: 'default' })).toHaveLength(1);
    await expect(net3.routes.add('default', { via: '172.16.10.65' })).rejects.toMatchObject({
      code: 'EEXIST',
    });
    // The other address of the gateway needs no forwarding, and its neighbour does.
    await pings(net2, '172.16.10.65');
    expect(await doesNotPing(net2, '172.16.10.66')).toContain('100% packet loss');
    expect(await doesNotPing(net3, '172.16.10.2')).toContain('100% packet loss');

    await lab.step('Forwarding');
    const forwarding = await net1.run('cat', ['/proc/sys/net/ipv4/ip_forward']);
    expect(forwarding.stdout).toBe('1\n');
    await pings(net2, '172.16.10.66');
    await pings(net3, '172.16.10.2');
    // net1 does not know the networks behind its neighbours.
    await doesNotPing(net1, '172.16.10.129');
    await doesNotPing(net3, '172.16.10.129');

    await lab.step('Static routes');
    await expectSame(...hosts);
    await pings(net1, '172.16.10.129');
    await pings(net3, '172.16.10.129');
    await pings(net2, '172.16.10.193');

    await lab.step('Twice');
    await expectSame(...hosts);
    const refused = net1.routes.add('172.16.10.192/26', { via: '172.16.10.66' });
    await expect(refused).rejects.toThrow(OperationError);
    await expect(refused).rejects.toMatchObject({
      code: 'EEXIST',
      advice: expect.stringContaining('replace()'),
    });
    await pings(net3, '172.16.10.129');

    await lab.step('Deleting');
    await expectSame(...hosts);
    await pings(net3, '172.16.10.129');
    await net1.routes.delete('172.16.10.128/26');
    await expectSame(net1);
    await doesNotPing(net3, '172.16.10.129');
    await expect(net1.routes.delete('172.16.10.128/26')).rejects.toMatchObject({ code: 'ESRCH' });

    await lab.step(CLEAN_UP);
  });
});
