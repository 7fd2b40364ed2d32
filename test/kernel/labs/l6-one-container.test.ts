import { describe, expect, it } from 'vitest';
import { Namespace } from '../../../src/index.ts';
import { CLEAN_UP, doesNotPing, expectSame, iproute2, Lab, leaveNothing, pings } from './support/index.ts';

describe('L6: one container', () => {
  leaveNothing();

  it('is what ip shows, at each step', async () => {
    await using lab = new Lab('l6-one-container');
    await lab.step('A host');
    const [host, internet] = [lab.host('host'), lab.host('internet')];
    const ip = (...line: string[]) => iproute2('ip', ['-n', lab.realName('host'), ...line]);
    await expectSame(host, internet);
    expect(ip('link', 'show', 'enp0s3')).toContain('altname enp0s3');
    await pings(host, '10.0.2.2');

    await lab.step('A pair');
    await expectSame(host);
    expect(ip('route')).not.toContain('172.16.0.0');

    await lab.step('A namespace');
    const net0 = lab.host('net0');
    await expectSame(net0);
    // ip netns exec and nsenter enter ours, and find what `run` finds.
    const inode = `net:[${net0.inode}]`;
    const readlink = ['readlink', '/proc/self/ns/net'];
    const path = `/run/netns/${lab.realName('net0')}`;
    expect((await net0.run('readlink', ['/proc/self/ns/net'])).stdout.trim()).toBe(inode);
    expect(iproute2('ip', ['netns', 'exec', lab.realName('net0'), ...readlink]).trim()).toBe(inode);
    expect((await host.run('nsenter', [`--net=${path}`, ...readlink])).stdout.trim()).toBe(inode);
    // A shell reads its commands until their end.
    const shell = await net0.run('bash', [], { input: 'ip -o link\nexit 0\n' });
    expect(shell.stdout).toMatch(/^1: lo: <LOOPBACK> mtu 65536 qdisc noop state DOWN[^\n]*\n$/);

    await lab.step('A cable into it');
    await expectSame(host, net0);
    const outside = await host.links.get('veth0');
    const inside = await net0.links.get('ceth0');
    expect(outside).toMatchObject({ linkIndex: inside.index, linkNetnsid: await host.nsid(net0) });
    expect(ip('link', 'show', 'veth0')).toContain(`link-netns ${lab.realName('net0')}`);
    await pings(net0, '172.18.0.20');
    await pings(host, '172.18.0.20');

    await lab.step('The same again');
    const net1 = lab.host('net1');
    await expectSame(host, net0, net1);
    expect(ip('route')).toMatch(
      /dev veth0 proto kernel scope link src 172.18.0.10 \n172.16.0.0\/12 dev veth1 proto kernel/,
    );
    // For the reason that is shown: with the routes the other way round it is the first container that fails.
    await pings(net0, '172.18.0.10');
    await doesNotPing(net1, '172.18.0.11');
    const [first, second] = await host.routes.list({ destination: '172.16.0.0/12' });
    expect([first?.dev, second?.dev]).toEqual(['veth0', 'veth1']);
    await first?.delete();
    await pings(net1, '172.18.0.11');
    await doesNotPing(net0, '172.18.0.10');
    await host.routes.append('172.16.0.0/12', { dev: 'veth0', src: '172.18.0.10' });
    await doesNotPing(net0, '172.18.0.10');

    await lab.step('Deleting the container');
    await expectSame(host, net1);
    expect(await outside.exists()).toBe(false);
    expect(Namespace.list()).not.toContain(lab.realName('net0'));

    await lab.step(CLEAN_UP);
  });
});
