import { describe, expect, it } from 'vitest';
import { has } from '../configurations/build.ts';
import { fdbScene } from './fdb-scene.ts';
import { Sides, shell } from './sides.ts';

describe('forwarding entries that go in bulk', () => {
  it('go where there are many, and none but those', async () => {
    const cable = 'ip link add v2 type veth peer name v3; ip link set v2 master br0 up; ip link set v3 up';
    // In a VLAN of the ports each entry would be there twice.
    const noVlan = 'ip link set br0 type bridge vlan_default_pvid 0';
    await using sides = new Sides([...fdbScene, noVlan, cable]);
    const { ours } = sides;
    const { fdb } = ours;
    const sorts = [
      'dev v0 master static',
      'dev v0 master dynamic',
      'dev v0 master permanent',
      'dev v2 master dynamic',
      'dev br0 self permanent',
      'dev vx0 dst 198.51.100.1 permanent',
      'dev vx0 dst 198.51.100.1 dynamic',
    ];
    const lines = sorts.flatMap((words, sort) =>
      Array.from(
        { length: 100 },
        (_, at) => `fdb replace 02:f${sort}:00:00:00:${(at + 16).toString(16)} ${words}`,
      ),
    );
    const many = () => shell(ours, `bridge -batch - <<'END'\n${lines.join('\n')}\nEND`);
    /** How many are left of each sort, the kernel's own apart. */
    const left = async () => {
      const all = await fdb.list();
      return sorts.map(
        (_, sort) => all.filter(({ lladdr }) => lladdr.startsWith(`02:f${sort}:00:00:00`)).length,
      );
    };
    const cases: readonly (readonly [Parameters<typeof fdb.flush>[0], number, readonly number[]])[] = [
      [{ dev: 'v0', dynamic: true }, 100, [100, 0, 100, 100, 100, 100, 100]],
      [{ dev: 'v0', state: 'static' }, 100, [0, 100, 100, 100, 100, 100, 100]],
      [{ dev: 'v0', dynamic: false }, 100, [0, 100, 100, 100, 100, 100, 100]],
      [{ dev: 'v0', state: 'reachable' }, 100, [100, 0, 100, 100, 100, 100, 100]],
      [{ bridge: 'br0' }, 300, [0, 0, 100, 0, 100, 100, 100]],
      [{ dev: 'vx0' }, 100, [100, 100, 100, 100, 100, 100, 0]],
      [{ dev: 'vx0', state: 'permanent' }, 100, [100, 100, 100, 100, 100, 0, 100]],
      [{}, 400, [0, 0, 100, 0, 100, 100, 0]],
    ];
    for (const [filter, count, expected] of cases) {
      many();
      expect(await fdb.flush(filter), JSON.stringify(filter)).toBe(count);
      expect(await left(), JSON.stringify(filter)).toEqual(expected);
    }
    many();
    // With those of the bridge's own go what the kernel put there.
    expect(await fdb.flush({ dev: 'br0', state: 'permanent' })).toBeGreaterThanOrEqual(100);
    expect(await left()).toEqual([100, 100, 100, 100, 0, 100, 100]);
  });

  it('are those of a VLAN, where one is said', async ({ skip }) => {
    if (!has('bridge vlan_filtering')) skip('this machine lacks bridge vlan_filtering');
    const vlans = 'ip link set br0 type bridge vlan_filtering 1; bridge vlan add vid 10-11 dev v0';
    await using sides = new Sides([...fdbScene, vlans]);
    const { ours } = sides;
    const lines = [10, 11].flatMap((vlan) =>
      Array.from(
        { length: 100 },
        (_, at) => `fdb replace 02:f0:00:00:00:${(at + 16).toString(16)} dev v0 master static vlan ${vlan}`,
      ),
    );
    shell(ours, `bridge -batch - <<'END'\n${lines.join('\n')}\nEND`);
    expect(await ours.fdb.flush({ dev: 'v0', vlan: 10 })).toBe(100);
    const left = await ours.fdb.list({ dev: 'v0', state: 'static' });
    expect(left.map(({ vlan }) => vlan)).toEqual(Array.from({ length: 100 }, () => 11));
  });
});
