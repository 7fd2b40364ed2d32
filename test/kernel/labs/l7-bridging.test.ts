import { describe, expect, it } from 'vitest';
import { doesNotPing, expectSame, iproute2, Lab, leaveNothing, pings } from './support/index.ts';

describe('L7: two containers behind a bridge', () => {
  leaveNothing();

  it('is what ip shows at each step, and every pair pings', async () => {
    await using lab = new Lab('l7-bridging');
    const ip = (host: string, ...line: string[]) =>
      JSON.parse(iproute2('ip', ['-n', lab.realName(host), '-j', ...line]));

    await lab.step('A bridge');
    const host = lab.host('host');
    await expectSame(host);

    await lab.step('An address, and the route that comes with it');
    await expectSame(host);

    await lab.step('A cable');
    const net0 = lab.host('net0');
    await expectSame(host, net0);
    expect(ip('host', 'link', 'show', 'veth0')).toMatchObject([
      { master: 'br0', flags: expect.arrayContaining(['M-DOWN']) },
    ]);
    expect(ip('host', 'link', 'show', 'master', 'br0')).toMatchObject([{ ifname: 'veth0' }]);
    expect(ip('host', 'route')).toMatchObject([{ dst: '172.16.0.0/12', dev: 'br0', flags: ['linkdown'] }]);

    await lab.step('Into the container');
    await expectSame(host, net0);
    expect(iproute2('ip', ['-n', lab.realName('host'), 'link', 'show', 'veth0'])).toContain(
      `link-netns ${lab.realName('net0')}`,
    );
    expect(ip('host', 'route')).toMatchObject([{ dst: '172.16.0.0/12', dev: 'br0', flags: [] }]);
    await pings(host, '172.18.0.10');
    await pings(net0, '172.18.0.1');
    expect(await doesNotPing(net0, '10.0.2.15')).toMatch(/unreachable/i);

    await lab.step('The default route');
    await expectSame(host, net0);
    await pings(net0, '10.0.2.15');

    await lab.step('The second container');
    const net1 = lab.host('net1');
    await expectSame(host, net0, net1);
    expect(ip('host', 'link', 'show', 'master', 'br0')).toMatchObject([
      { ifname: 'veth0' },
      { ifname: 'veth1' },
    ]);
    const addresses = new Map([
      [host, ['172.18.0.1', '10.0.2.15']],
      [net0, ['172.18.0.10']],
      [net1, ['172.18.0.20']],
    ]);
    for (const from of addresses.keys()) {
      for (const [to, all] of addresses)
        if (to !== from) for (const address of all) await pings(from, address);
    }
    // The gateway passes nothing on.
    await doesNotPing(net1, '198.51.100.1');

    await lab.step('Clean up');
  });
});
