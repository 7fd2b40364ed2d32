import { describe, expectTypeOf, it } from 'vitest';
import type { Address, Interface, Namespace, Route } from '../../src/index.ts';

/** Never called: the compiler's opinion of it is the test (`npm run lint`). */
async function uses(net: Namespace, eth0: Interface): Promise<void> {
  expectTypeOf(
    await net.links.add({ kind: 'veth', peer: { name: 'b', namespace: net } }),
  ).toEqualTypeOf<Interface>();
  expectTypeOf(await eth0.addresses.add('172.16.10.1/26', { broadcast: '+' })).toEqualTypeOf<Address>();
  expectTypeOf(await net.routes.add('default', { via: '172.16.10.2' })).toEqualTypeOf<Route>();
  expectTypeOf(eth0.mtu).toEqualTypeOf<number | undefined>();
  expectTypeOf(await eth0.peer()).toEqualTypeOf<Interface | undefined>();
  await net.routes.add('172.16.10.128/26', { dev: eth0, table: 88, type: 'unicast' });
  await net.rules.add({ from: '10.0.0.0/8', table: 88 });

  // @ts-expect-error an address without its length
  await eth0.addresses.add('172.16.10.1');
  // @ts-expect-error the same among those of a new interface
  await net.links.add({ kind: 'bridge', addresses: ['172.16.10.1'] });
  // @ts-expect-error an address of no interface
  await net.addresses.add('172.16.10.1/26', {});
  // @ts-expect-error an option of another kind
  await net.links.add({ kind: 'bridge', vni: 5 });
  // @ts-expect-error an option that a VLAN needs
  await net.links.add({ kind: 'vlan', link: 'eth0' });
  // @ts-expect-error a kind that there is not
  await net.links.add({ kind: 'vethh' });
  // @ts-expect-error an option that addresses have not
  await eth0.addresses.add('172.16.10.1/26', { brd: '+' });
  // @ts-expect-error an option that routes have not
  await net.routes.add('default', { gateway: '172.16.10.2' });
  // @ts-expect-error a type that routes have not
  await net.routes.add('10.0.0.0/8', { type: 'backhole' });
  // @ts-expect-error a family that there is not
  await net.routes.list({ family: 'ipv4' });
  // @ts-expect-error a setting that interfaces have not
  await eth0.set({ mtuu: 1400 });
  // @ts-expect-error a value of the wrong type
  await eth0.set({ mtu: '1400' });
  // @ts-expect-error a state that there is not
  await eth0.waitFor('upp');
  await eth0.vlans.add({ vid: [10, 20], untagged: true });
  // @ts-expect-error frames without a tag belong to one VLAN
  await eth0.vlans.add({ vid: [10, 20], pvid: true });
  // @ts-expect-error a snapshot is not written to
  eth0.mtu = 1400;
  // @ts-expect-error a rule looks into a table or does something else
  await net.rules.add({ table: 88, action: 'blackhole' });
  // @ts-expect-error what runs inside is synchronous
  net.enter(async () => 1);
}

describe('the compiler', () => {
  it('knows what the object model takes and gives', () => {
    expectTypeOf(uses).toBeFunction();
  });
});
