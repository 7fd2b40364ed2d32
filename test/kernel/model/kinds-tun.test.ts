import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/index.ts';
import { has } from '../configurations/build.ts';
import { Twins } from './kinds/twins.ts';

describe('a persistent tun or tap', () => {
  it('is what ip tuntap makes, with what all interfaces have', async ({ skip }) => {
    if (!has('tun')) skip('this machine lacks tun');
    await using twins = new Twins();
    const { ours, theirs } = twins;
    const settings = {
      mode: 'tap',
      user: 1000,
      userGroup: 1001,
      packetInfo: true,
      vnetHdr: true,
      multiQueue: true,
    } as const;
    const bridge = await ours.links.add({ kind: 'bridge', name: 'br0' });
    const tap = await ours.links.add({
      kind: 'tun',
      name: 'k0',
      ...settings,
      mac: '02:00:5e:10:00:01',
      mtu: 1400,
      group: 7,
      master: bridge,
      up: true,
      alias: 'for a program',
      altnames: ['kay-zero'],
    });
    twins.ip('link add name br0 type bridge');
    twins.ip('tuntap add dev k0 mode tap user 1000 group 1001 pi vnet_hdr multi_queue');
    twins.ip('link set dev k0 address 02:00:5e:10:00:01 mtu 1400 group 7 master br0 up');
    twins.ip('link property add dev k0 altname kay-zero');
    const its = await (await theirs.links.get('k0')).set({ alias: 'for a program' });
    // The bridge's id comes from its own address, which is another.
    await bridge.set({ mac: '02:00:00:00:00:02' });
    twins.ip('link set br0 address 02:00:00:00:00:02');
    const made = await twins.difference('k0');
    expect(made.ours).toEqual(made.theirs);
    expect(tap.optionsOf('tun')).toEqual(settings);
    expect(its.optionsOf('tun')).toEqual(settings);
    expect(tap).toMatchObject({ kind: 'tun', mtu: 1400, masterIndex: bridge.index, altnames: ['kay-zero'] });

    const tun = await ours.links.add({ kind: 'tun', mode: 'tun', name: 'k%d', addresses: ['192.0.2.1/24'] });
    expect(tun.name).toBe('k1');
    twins.ip('tuntap add dev k1 mode tun');
    const second = await twins.difference('k1');
    expect(second.ours).toEqual(second.theirs);
    expect(tun.mac).toBeUndefined();
    expect(tun.optionsOf('tun')).toEqual({
      mode: 'tun',
      packetInfo: false,
      vnetHdr: false,
      multiQueue: false,
    });
    expect((await tun.addresses.list()).map(({ cidr }) => cidr)).toEqual(['192.0.2.1/24']);
    for (const each of [tap, tun]) {
      await each.delete();
      expect(await each.exists()).toBe(false);
    }
  });

  it('is not made twice, and not left half-made', async ({ skip }) => {
    if (!has('tun')) skip('this machine lacks tun');
    await using twins = new Twins();
    const { links } = twins.ours;
    const before = (await links.list()).map(({ name }) => name);
    const tap = await links.add({ kind: 'tun', mode: 'tap', name: 'k0' });
    for (const name of ['k0', 'v0']) {
      await expect(links.add({ kind: 'tun', mode: 'tap', name })).rejects.toMatchObject({
        code: 'EEXIST',
        message: `cannot add tun ${name} in ${twins.ours}: file exists (EEXIST from ioctl)`,
      });
    }
    await tap.delete();
    const bridge = await links.add({ kind: 'bridge', name: 'br0' });
    // A bridge takes Ethernet frames alone.
    await expect(links.add({ kind: 'tun', mode: 'tun', name: 'k0', master: bridge })).rejects.toMatchObject({
      name: 'OperationError',
      code: 'EINVAL',
    });
    await bridge.delete();
    expect((await links.list()).map(({ name }) => name)).toEqual(before);
  });

  it('is checked before anything is made', async ({ skip }) => {
    if (!has('tun')) skip('this machine lacks tun');
    await using twins = new Twins();
    const { links } = twins.ours;
    const before = (await links.list()).map(({ name }) => name);
    for (const [options, message] of [
      [{ mode: 'tup' }, 'mode: one of tun, tap is needed, got "tup"'],
      [{}, 'mode: one of tun, tap is needed, got undefined'],
      [{ mode: 'tun', vnet_hdr: true }, 'a tun has no option "vnet_hdr"; did you mean "vnetHdr"?'],
      [{ mode: 'tun', index: 77 }, 'a tun has no option "index"'],
      [{ mode: 'tun', user: -1 }, '-1 is not the id of a user or a group'],
    ] as const) {
      const refused = links.add({ kind: 'tun', ...options } as never);
      await expect(refused).rejects.toThrow(new InputError(message));
    }
    await expect(links.add({ kind: 'tun', mode: 'tap', addresses: ['192.0.2.1'] as never })).rejects.toThrow(
      InputError,
    );
    await expect(links.add({ kind: 'tun', mode: 'tap', master: 'br9' })).rejects.toMatchObject({
      code: 'ENODEV',
    });
    expect((await links.list()).map(({ name }) => name)).toEqual(before);
  });
});
