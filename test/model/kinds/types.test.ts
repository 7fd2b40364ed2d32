import { describe, expectTypeOf, it } from 'vitest';
import type { Interface } from '../../../src/model/interface.ts';
import type { ConfigurableKind, KindOptions } from '../../../src/model/kinds/index.ts';
import type { NewLink } from '../../../src/model/link-options.ts';
import type { Namespace } from '../../../src/model/namespace.ts';

/** Never called: the compiler's opinion of it is the test (`npm run lint`). */
async function uses({ links }: Namespace, lower: Interface): Promise<void> {
  await links.add({ kind: 'bridge', name: 'br0', stpState: true, ageingTime: 30, up: true });
  await links.add({ kind: 'vlan', link: 'eth0', id: 101, protocol: '802.1ad', egressQosMap: { 1: 5 } });
  await links.add({ kind: 'vxlan', vni: 42, dev: lower, remote: '192.0.2.1', ttl: 'inherit' });
  await links.add({ kind: 'vxlan', external: true });
  await links.add({ kind: 'macvlan', link: lower, mode: 'source', macaddr: ['02:00:5e:10:00:01'] });
  await links.add({ kind: 'bond', mode: 'active-backup', miimon: 100, primary: null });
  await links.add({ kind: 'vrf', table: 10 });
  await links.add({ kind: 'dummy' });
  await links.add({ kind: 'veth', peer: { name: 'eth1' } });
  await links.add({ kind: 'tun', mode: 'tap', user: 1000, mtu: 1400 });

  // @ts-expect-error a tun is of one mode or the other
  await links.add({ kind: 'tun' });
  // @ts-expect-error a tun's index can't be chosen
  await links.add({ kind: 'tun', mode: 'tun', index: 5 });
  // @ts-expect-error a tun stays as it was born
  await lower.configure('tun', { mode: 'tap' });
  // @ts-expect-error a word that the enumeration has not
  await links.add({ kind: 'macvlan', link: lower, mode: 'bridged' });
  // @ts-expect-error a word that iproute2 has not
  await links.add({ kind: 'bond', mode: 'activebackup' });
  // @ts-expect-error a flag that there is not
  await links.add({ kind: 'macvlan', link: lower, flags: ['promisc'] });
  // @ts-expect-error a misspelled option
  await links.add({ kind: 'bridge', ageingTme: 30 });
  // @ts-expect-error a value of the wrong type
  await links.add({ kind: 'bridge', ageingTime: '30' });
  // @ts-expect-error an option of another kind
  await links.add({ kind: 'bridge', id: 5 });
  // @ts-expect-error an option of another kind
  await links.add({ kind: 'vlan', link: lower, id: 5, vni: 5 });
  // @ts-expect-error an option of another kind
  await links.add({ kind: 'vxlan', vni: 5, miimon: 100 });
  // @ts-expect-error a kind without options
  await links.add({ kind: 'dummy', id: 5 });
  // @ts-expect-error a VLAN needs its id
  await links.add({ kind: 'vlan', link: lower });
  // @ts-expect-error a VLAN needs an interface below
  await links.add({ kind: 'vlan', id: 5 });
  // @ts-expect-error a macvlan needs an interface below
  await links.add({ kind: 'macvlan', mode: 'bridge' });
  // @ts-expect-error a VXLAN needs its VNI
  await links.add({ kind: 'vxlan', dev: lower });
  // @ts-expect-error also when it is said not to be external
  await links.add({ kind: 'vxlan', external: false });
  await links.add({ kind: 'geneve', vni: 100, remote: '192.0.2.1' });
  // @ts-expect-error a Geneve tunnel needs its other end
  await links.add({ kind: 'geneve', vni: 100 });
  await links.add({ kind: 'gre', remote: '192.0.2.1', key: 7, csum: true, ttl: 'inherit', encap: 'gue' });
  await links.add({ kind: 'ip6tnl', remote: '2001:db8::1', mode: 'any', encaplimit: 'none' });
  await links.add({ kind: 'sit', '6rdPrefix': '2001:db8::/32' });
  await links.add({ kind: 'macsec', link: lower, sci: 5n, cipher: 'gcm-aes-256' });
  await links.add({ kind: 'hsr', slave1: 'eth0', slave2: lower, proto: 'prp' });
  // @ts-expect-error HSR needs two ports
  await links.add({ kind: 'hsr', slave1: 'eth0' });
  // @ts-expect-error macsec needs an interface below
  await links.add({ kind: 'macsec', encrypt: true });
  // @ts-expect-error an option of tunnels over IPv6
  await links.add({ kind: 'gre', hoplimit: 64 });
  // @ts-expect-error the ends of a sit tunnel can not come with the packets
  await links.add({ kind: 'sit', external: true });
  // @ts-expect-error a mode of another kind
  await links.add({ kind: 'ipip', mode: 'ip6ip6' });
  // @ts-expect-error a VRF needs its table
  await links.add({ kind: 'vrf' });
  // @ts-expect-error a bridge has no interface below
  await links.add({ kind: 'bridge', link: lower });
  // @ts-expect-error a kind that there is not
  await links.add({ kind: 'bridgge' });

  await lower.configure('bridge', { priority: 5 });
  await lower.configure('vlan', { gvrp: true });
  await lower.configure('vxlan', { learning: false });
  // @ts-expect-error an option of another kind
  await lower.configure('bridge', { vni: 5 });
  // @ts-expect-error a word that the enumeration has not
  await lower.configure('macvlan', { mode: 'l2' });

  await lower.configurePort('bridge', { cost: 5, isolated: true, backupPort: null });
  // @ts-expect-error an option of another kind of port
  await lower.configurePort('bond', { cost: 5 });
  // @ts-expect-error nothing of a VRF's port can be changed
  await lower.configurePort('vrf', { table: 5 });
  expectTypeOf(lower.portOptionsOf('vrf')?.table).toEqualTypeOf<number | undefined>();
  expectTypeOf(lower.optionsOf('tun')?.mode).toEqualTypeOf<'tun' | 'tap' | undefined>();
  expectTypeOf(lower.optionsOf('vlan')?.id).toEqualTypeOf<number | undefined>();
  expectTypeOf(lower.optionsOf('vlan')?.protocol).toEqualTypeOf<'802.1Q' | '802.1ad' | undefined>();
  expectTypeOf(lower.optionsOf('bridge')?.stpState).toEqualTypeOf<boolean | undefined>();
  expectTypeOf(lower.optionsOf('macvlan')?.flags).toEqualTypeOf<
    readonly ('nopromisc' | 'nodst')[] | undefined
  >();
}

/** What every interface has goes by the same name for all kinds. */
type Taken = {
  [K in ConfigurableKind]: Extract<keyof KindOptions[K], keyof NewLink | 'kind' | 'link'>;
}[ConfigurableKind];

describe('the options of a kind', () => {
  it('have other names than those of all interfaces', () => {
    expectTypeOf<Taken>().toBeNever();
  });

  it('are known to the compiler', () => {
    expectTypeOf(uses).returns.resolves.toBeVoid();
  });
});
