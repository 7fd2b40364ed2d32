import { describe, expect, it } from 'vitest';
import type { FdbOptions, Namespace } from '../../../src/index.ts';
import { has } from '../configurations/build.ts';
import { fdbScene as setup } from './fdb-scene.ts';
import { Sides, shell, shown } from './sides.ts';

const mac = (last: number) => `02:00:5e:10:00:${String(last).padStart(2, '0')}`;
const none = '00:00:00:00:00:00';

/** A MAC address, options, and the words of `bridge fdb add`. */
const cases: readonly (readonly [lladdr: string, options: FdbOptions, words: string])[] = [
  [mac(1), { dev: 'v0', master: true, state: 'static' }, 'dev v0 master static'],
  [mac(2), { dev: 'v0', master: true, state: 'dynamic' }, 'dev v0 master dynamic'],
  [mac(3), { dev: 'v0', master: true }, 'dev v0 master'],
  [mac(4), { dev: 'v0' }, 'dev v0'],
  [mac(5), { dev: 'br0' }, 'dev br0'],
  [mac(6), { dev: 'v0', master: true, state: 'static', sticky: true }, 'dev v0 master static sticky'],
  [
    mac(7),
    { dev: 'v0', master: true, state: 'dynamic', externLearn: true },
    'dev v0 master dynamic extern_learn',
  ],
  [mac(8), { dev: 'vx0', dst: '198.51.100.1' }, 'dev vx0 dst 198.51.100.1'],
  [
    mac(9),
    { dev: 'vx0', dst: '198.51.100.2', port: 5000, vni: 9, via: 'v1' },
    'dev vx0 dst 198.51.100.2 port 5000 vni 9 via v1',
  ],
  [
    mac(10),
    { dev: 'vx1', dst: '198.51.100.3', srcVni: 77, vni: 78 },
    'dev vx1 dst 198.51.100.3 src_vni 77 vni 78',
  ],
];

/** What `bridge` shows of both, without clocks. */
function both(sides: Sides): { ours: unknown[]; theirs: unknown[] } {
  return sides.shown('bridge -j -d fdb');
}

describe('forwarding entries', () => {
  it('are added, told and deleted as bridge does it', async () => {
    await using sides = new Sides(setup);
    const { fdb } = sides.ours;
    const empty = both(sides).ours;
    for (const [lladdr, options, words] of cases) {
      const made = await fdb.add(lladdr, options);
      expect(made).toMatchObject({ lladdr, dev: options.dev, vlan: undefined, dst: options.dst });
      expect(made.isSelf).toBe(options.master !== true);
      sides.do(`bridge fdb add ${lladdr} ${words}`);
      expect(both(sides).ours, words).toEqual(both(sides).theirs);
    }
    await fdb.replace(mac(1), { dev: 'v0', master: true, state: 'dynamic' });
    sides.do(`bridge fdb replace ${mac(1)} dev v0 master dynamic`);
    await fdb.replace(mac(8), { dev: 'vx0', dst: '198.51.100.9' });
    sides.do(`bridge fdb replace ${mac(8)} dev vx0 dst 198.51.100.9`);
    for (const dst of ['198.51.100.4', '198.51.100.5']) {
      expect((await fdb.append(none, { dev: 'vx0', dst })).dst).toBe(dst);
      sides.do(`bridge fdb append ${none} dev vx0 dst ${dst}`);
    }
    expect(both(sides).ours).toEqual(both(sides).theirs);
    expect(await fdb.list({ dev: 'vx0', lladdr: none })).toHaveLength(2);
    await fdb.delete(none, { dev: 'vx0', dst: '198.51.100.4' });
    sides.do(`bridge fdb del ${none} dev vx0 dst 198.51.100.4`);
    for (const [lladdr, { dev, master, srcVni }, words] of cases) {
      await fdb.delete(lladdr, { dev, master, srcVni });
      sides.do(`bridge fdb del ${lladdr} ${words.replace(/ (dst|port|vni|via) \S+/g, '')}`);
      expect(both(sides).ours, words).toEqual(both(sides).theirs);
    }
    const last = await fdb.find(none, { dev: 'vx0' });
    expect(last?.dst).toBe('198.51.100.5');
    await last?.delete();
    expect(both(sides).ours).toEqual(empty);
  });

  it('delete themselves and nothing else', async () => {
    await using sides = new Sides(setup);
    const { fdb } = sides.ours;
    const before = (await fdb.list()).map(String).sort();
    const made = [];
    for (const [lladdr, options] of cases) made.push(await fdb.add(lladdr, options));
    for (const entry of made) {
      await entry.delete();
      expect(await fdb.find(entry.lladdr)).toBeUndefined();
      await expect(entry.delete()).rejects.toMatchObject({ code: 'ENOENT' });
    }
    expect((await fdb.list()).map(String).sort()).toEqual(before);
  });

  it('are listed as bridge lists them, with every filter', async () => {
    await using sides = new Sides(setup);
    const { ours } = sides;
    for (const [lladdr, , words] of cases) shell(ours, `bridge fdb add ${lladdr} ${words}`);
    const same = async (line: string, filter: Parameters<typeof ours.fdb.list>[0]) => {
      const theirs = shown(ours, `bridge -j fdb show ${line}`).map((entry) => (entry as { mac: string }).mac);
      expect((await ours.fdb.list(filter)).map(({ lladdr }) => lladdr).sort(), line).toEqual(theirs.sort());
      expect(theirs.length, line).toBeGreaterThan(0);
    };
    await same('', {});
    await same('br br0', { bridge: 'br0' });
    await same('dev v0', { dev: 'v0' });
    await same('br br0 brport v0', { bridge: 'br0', dev: 'v0' });
    await same('state permanent', { state: 'permanent' });
    await same('dev vx0', { dev: 'vx0' });
    const learned = await ours.fdb.list({ dynamic: true });
    expect(new Set(learned.map(({ lladdr }) => lladdr))).toEqual(new Set([mac(2), mac(7)]));
    expect(
      (await ours.fdb.list({ dst: '198.51.100.2' })).map(({ via, port, vni }) => [via, port, vni]),
    ).toEqual([['v1', 5000, 9]]);
  });

  it('are flushed, but what is permanent only when that is said', async () => {
    await using sides = new Sides(setup);
    const { fdb } = sides.ours;
    for (const [lladdr, options] of cases) await fdb.add(lladdr, options);
    const count = async (filter: Parameters<typeof fdb.list>[0]) => (await fdb.list(filter)).length;
    const learned = await count({ dynamic: true });
    expect(await fdb.flush({ dynamic: true, bridge: 'br0' })).toBe(learned);
    expect(await count({ dynamic: true })).toBe(0);
    const kept = await count({ state: 'static' });
    expect(kept).toBeGreaterThan(0);
    expect(await fdb.flush({ bridge: 'br0' })).toBe(kept);
    expect(await count({ bridge: 'br0' })).toBe(await count({ bridge: 'br0', state: 'permanent' }));
    expect(await fdb.flush({ dev: 'vx0' })).toBe(0);
    expect(await fdb.flush({ dev: 'vx0', state: 'permanent' })).toBe(2);
    expect(await count({ dev: 'vx0' })).toBe(0);
  });

  it('may be in a VLAN', async ({ skip }) => {
    if (!has('bridge vlan_filtering')) skip('this machine lacks bridge vlan_filtering');
    await using sides = new Sides([
      ...setup,
      'ip link set br0 type bridge vlan_filtering 1; bridge vlan add vid 10 dev v0',
    ]);
    const { ours } = sides;
    const made = await ours.fdb.add(mac(1), { dev: 'v0', master: true, state: 'dynamic', vlan: 10 });
    expect(made).toMatchObject({ vlan: 10, state: 'reachable' });
    // Without a VLAN: in all that the port belongs to.
    expect((await ours.fdb.add(mac(2), { dev: 'v0', master: true, state: 'static' })).vlan).toBeUndefined();
    sides.do(`bridge fdb add ${mac(1)} dev v0 master dynamic vlan 10`);
    sides.do(`bridge fdb add ${mac(2)} dev v0 master static`);
    expect(both(sides).ours).toEqual(both(sides).theirs);
    const own = await ours.fdb.list({ dev: 'v0', vlan: 10, dynamic: true });
    expect(own.map(String)).toEqual([`forwarding entry ${mac(1)} of v0 vlan 10 in ${ours}`]);
    expect((await ours.fdb.find(mac(2), { vlan: 10 }))?.state).toBe('static');
    await expect(
      ours.fdb.add(mac(2), { dev: 'v0', master: true, vlan: 99, state: 'static' }),
    ).rejects.toThrow(/\(EINVAL\); a port must belong to the entry's VLAN/);
    await ours.fdb.delete(mac(1), { dev: 'v0', master: true, vlan: 10 });
    await ours.fdb.delete(mac(2), { dev: 'v0', master: true });
    sides.do(`bridge fdb del ${mac(1)} dev v0 master vlan 10`);
    sides.do(`bridge fdb del ${mac(2)} dev v0 master`);
    expect(both(sides).ours).toEqual(both(sides).theirs);
    expect(await ours.fdb.find(mac(2))).toBeUndefined();
  });

  it('are refused in a sentence that names them', async () => {
    await using sides = new Sides(setup);
    const { ours } = sides;
    await ours.fdb.add(mac(1), { dev: 'v0', master: true, state: 'static' });
    await expect(ours.fdb.add(mac(1), { dev: 'v0', master: true, state: 'static' })).rejects.toThrow(
      `cannot add forwarding entry ${mac(1)} of v0 master in ${ours}: file exists (EEXIST); there is an entry already: use replace()`,
    );
    await expect(ours.fdb.add(mac(2), { dev: 'v1', master: true })).rejects.toThrow(
      /\(EOPNOTSUPP\); the interface is no port of a bridge \(master\)/,
    );
    await expect(ours.fdb.delete(mac(3), { dev: 'v0', master: true })).rejects.toThrow(
      `cannot delete forwarding entry ${mac(3)} of v0 master in ${ours}: no such file or directory (ENOENT)`,
    );
    await expect(ours.fdb.delete(mac(3), { dev: 'v0' })).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(ours.fdb.add(mac(3), { dev: 'v9' })).rejects.toMatchObject({ code: 'ENODEV' });
  });

  it('are learned from traffic', async () => {
    await using sides = new Sides([]);
    const { ours, theirs } = sides;
    shell(ours, 'ip link add br0 type bridge; ip link set br0 up; ip addr add 192.0.2.1/24 dev br0');
    shell(ours, `ip link add p0 type veth peer name e0 netns ${theirs}; ip link set p0 master br0 up`);
    shell(theirs, 'ip addr add 192.0.2.2/24 dev e0; ip link set e0 up');
    await reached(ours, '192.0.2.2');
    const { mac: lladdr = '' } = await theirs.links.get('e0');
    const learned = await ours.fdb.find(lladdr, { bridge: 'br0' });
    expect(learned).toMatchObject({
      dev: 'p0',
      master: 'br0',
      state: 'reachable',
      isDynamic: true,
      isSelf: false,
    });
    expect(learned?.updated).toBeLessThan(30);
    expect((await learned?.interface())?.name).toBe('p0');
    // Else any packet from there in the meantime would bring it back.
    shell(ours, 'bridge link set dev p0 learning off');
    await learned?.delete();
    expect(await ours.fdb.find(lladdr)).toBeUndefined();
    shell(ours, 'bridge link set dev p0 learning on');
    await reached(ours, '192.0.2.2');
    expect((await ours.fdb.find(lladdr))?.dev).toBe('p0');
  });
});

async function reached(namespace: Namespace, address: string): Promise<void> {
  await namespace.run('ping', ['-q', '-c', '1', '-W', '5', address]);
}
