import { describe, expect, it } from 'vitest';
import type { BridgeVlanKey, BridgeVlanOptions, Namespace } from '../../../src/index.ts';
import { has } from '../configurations/build.ts';
import { Sides, shown } from './sides.ts';

const setup = [
  'ip link add br0 type bridge vlan_filtering 1',
  ...['v0', 'v2'].map((name) => `ip link add ${name} type veth && ip link set ${name} master br0`),
];

/** An interface, what is done there, and the words of `bridge vlan`. */
const steps: readonly (readonly [
  dev: string,
  verb: 'add' | 'delete',
  options: BridgeVlanOptions,
  words: string,
])[] = [
  ['v0', 'add', { vid: 10 }, 'add vid 10 dev v0'],
  ['v0', 'add', { vid: 11, pvid: true, untagged: true }, 'add vid 11 dev v0 pvid untagged'],
  ['v0', 'add', { vid: [100, 110] }, 'add vid 100-110 dev v0'],
  ['v0', 'add', { vid: [105, 115], untagged: true }, 'add vid 105-115 dev v0 untagged'],
  // What is there already gets other flags.
  ['v0', 'add', { vid: 11, untagged: true }, 'add vid 11 dev v0 untagged'],
  ['v0', 'add', { vid: 1, pvid: true }, 'add vid 1 dev v0 pvid'],
  ['v2', 'add', { vid: [1, 4094], master: true }, 'add vid 1-4094 dev v2 master'],
  ['v2', 'delete', { vid: [2, 4000] }, 'del vid 2-4000 dev v2'],
  ['br0', 'add', { vid: 10 }, 'add vid 10 dev br0 self'],
  ['br0', 'add', { vid: [20, 30], self: true, untagged: true }, 'add vid 20-30 dev br0 self untagged'],
  ['br0', 'delete', { vid: [25, 40] }, 'del vid 25-40 dev br0 self'],
  ['v0', 'delete', { vid: 1 }, 'del vid 1 dev v0'],
  ['v0', 'delete', { vid: 1 }, 'del vid 1 dev v0'],
  ['v0', 'delete', { vid: [1, 4094] }, 'del vid 1-4094 dev v0'],
];

interface Entry {
  readonly ifname: string;
  readonly vlans: readonly { readonly vlan: number; readonly flags?: readonly string[] }[];
}

/** The VLANs of an interface, as `bridge` shows them. */
function byBridge(namespace: Namespace, dev: string): unknown[] {
  const entries = shown(namespace, 'bridge -j vlan show') as Entry[];
  return entries
    .filter(({ ifname }) => ifname === dev)
    .flatMap(({ vlans }) => vlans)
    .map(({ vlan, flags = [] }) => ({
      vid: vlan,
      pvid: flags.includes('PVID'),
      untagged: flags.includes('Egress Untagged'),
    }));
}

describe('VLANs of a port', () => {
  it('are joined, left and listed as bridge does it', async ({ skip }) => {
    if (!has('bridge vlan_filtering')) skip('this machine lacks bridge vlan_filtering');
    await using sides = new Sides(setup);
    const { links } = sides.ours;
    for (const [dev, verb, options, words] of steps) {
      const target = await links.get(dev);
      await target.vlans[verb](options);
      sides.do(`bridge vlan ${words}`);
      const { ours, theirs } = sides.shown('bridge -j vlan show');
      expect(ours, words).toEqual(theirs);
      for (const each of ['v0', 'v2', 'br0']) {
        const { vlans } = await links.get(each);
        expect(await vlans.list(), `${each} after ${words}`).toEqual(byBridge(sides.ours, each));
      }
    }
    const { vlans } = await links.get('v2');
    expect(await vlans.list()).toHaveLength(95);
  });

  it('are none where there is no bridge, and refused in a sentence that says so', async () => {
    await using sides = new Sides(['ip link add v0 type veth']);
    const { ours } = sides;
    const v0 = await ours.links.get('v0');
    expect(await v0.vlans.list()).toEqual([]);
    const refused: readonly (readonly [BridgeVlanKey, string])[] = [
      [{ vid: 10 }, 'VLAN 10'],
      [{ vid: [10, 20], self: true }, 'VLANs 10 to 20'],
    ];
    for (const [key, which] of refused) {
      await expect(v0.vlans.delete(key)).rejects.toThrow(
        `cannot delete ${which} of interface v0 in ${ours}: operation not supported (EOPNOTSUPP); the interface must be a port of a bridge`,
      );
    }
    await expect(v0.vlans.add({ vid: 10 })).rejects.toMatchObject({
      code: 'EOPNOTSUPP',
      operation: `add VLAN 10 of interface v0 in ${ours}`,
    });
    await v0.delete();
    await expect(v0.vlans.add({ vid: 10 })).rejects.toMatchObject({ code: 'ENODEV' });
  });
});
