import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/index.ts';
import { has } from '../configurations/build.ts';
import { Twins } from './kinds/twins.ts';

describe("a port's options", () => {
  it('of a bridge are what ip makes of them', async () => {
    await using twins = new Twins();
    const { ours, theirs } = twins;
    const bridge = await ours.links.add({ kind: 'bridge', name: 'k0', mac: '02:00:00:00:00:01', up: true });
    const port = await ours.links.get('v0');
    await expect(port.configurePort('bridge', { cost: 5 })).rejects.toThrow(
      new InputError(`interface v0 in ${ours} is no port of a bridge`),
    );
    expect(port.portOptionsOf('bridge')).toBeUndefined();
    await port.setMaster(bridge);
    const options = {
      priority: 7,
      cost: 100,
      guard: true,
      hairpin: true,
      fastleave: true,
      rootBlock: true,
      learning: false,
      flood: false,
      proxyArp: true,
      proxyArpWifi: true,
      mcastRouter: 'perm',
      mcastFlood: false,
      mcastToUnicast: true,
      bcastFlood: false,
      groupFwdMask: 0x4000,
      neighSuppress: true,
      vlanTunnel: true,
      isolated: true,
    } as const;
    await port.configurePort('bridge', options);
    twins.ip('link add name k0 address 02:00:00:00:00:01 type bridge');
    twins.ip('link set k0 up');
    twins.ip('link set v0 master k0');
    twins.ip(
      'link set dev v0 type bridge_slave priority 7 cost 100 guard on hairpin on fastleave on root_block on ' +
        'learning off flood off proxy_arp on proxy_arp_wifi on mcast_router 2 mcast_flood off mcast_to_unicast on ' +
        'bcast_flood off group_fwd_mask 16384 neigh_suppress on vlan_tunnel on isolated on',
    );
    const made = await twins.difference('v0');
    expect(made.ours).toEqual(made.theirs);
    expect(port.portOptionsOf('bridge')).toMatchObject(options);
    const its = await theirs.links.get('v0');
    expect(its.portOptionsOf('bridge')).toEqual(port.portOptionsOf('bridge'));
    expect(port.portOptionsOf('bond')).toBeUndefined();

    // A second port, to take over from the first.
    await (await ours.links.get('v1')).setMaster('k0');
    twins.ip('link set v1 master k0');
    await port.configurePort('bridge', {
      state: 'blocking',
      learning: true,
      locked: true,
      backupPort: 'v1',
      fdbFlush: true,
    });
    twins.ip('link set dev v0 type bridge_slave state 4 learning on locked on backup_port v1 fdb_flush');
    const changed = await twins.difference('v0');
    expect(changed.ours).toEqual(changed.theirs);
    const v1 = await ours.links.get('v1');
    expect(port.portOptionsOf('bridge')).toMatchObject({ cost: 100, locked: true, backupPort: v1.index });
    await port.configurePort('bridge', { backupPort: null });
    twins.ip('link set dev v0 type bridge_slave nobackup_port');
    const without = await twins.difference('v0');
    expect(without.ours).toEqual(without.theirs);
    expect(port.portOptionsOf('bridge')?.backupPort).toBeUndefined();
  });

  it('that a bridge has not are refused, with the nearest that it has', async () => {
    await using twins = new Twins();
    const port = await twins.ours.links.get('v0');
    await expect(port.configurePort('bridge', { isolate: true } as never)).rejects.toThrow(
      new InputError('a port of a bridge has no option "isolate"; did you mean "isolated"?'),
    );
    await expect(port.configurePort('bridge', { cost: 65536 })).rejects.toThrow(
      new InputError('cost: a whole number from 1 to 65535 is needed, got 65536'),
    );
  });

  it('of a bond are what ip makes of them', async ({ skip }) => {
    if (!has('bond')) skip('this machine lacks bond');
    await using twins = new Twins();
    const { ours, theirs } = twins;
    const options = { mode: 'active-backup', miimon: 100, mac: '02:00:00:00:00:01' } as const;
    const bond = await ours.links.add({ kind: 'bond', name: 'k0', ...options });
    twins.ip('link add name k0 address 02:00:00:00:00:01 type bond mode active-backup miimon 100');
    for (const name of ['v0', 'v1']) {
      const port = await ours.links.get(name);
      await port.down();
      await port.setMaster(bond);
      twins.ip(`link set ${name} down`);
      twins.ip(`link set ${name} master k0`);
    }
    await bond.up();
    twins.ip('link set k0 up');
    const port = await ours.links.get('v1');
    await port.configurePort('bond', { queueId: 3, prio: -5 });
    twins.ip('link set dev v1 type bond_slave queue_id 3 prio -5');
    await bond.configure('bond', { primary: port, primaryReselect: 'always', activeSlave: 'v1' });
    twins.ip('link set dev k0 type bond primary v1 primary_reselect always active_slave v1');
    for (const name of ['k0', 'v0', 'v1']) {
      const made = await twins.difference(name);
      expect(made.ours).toEqual(made.theirs);
    }
    expect((await port.refresh()).portOptionsOf('bond')).toMatchObject({ queueId: 3, prio: -5 });
    expect((await bond.refresh()).optionsOf('bond')).toMatchObject({
      primary: port.index,
      activeSlave: port.index,
    });
    await bond.configure('bond', { primary: null });
    expect(bond.optionsOf('bond')?.primary).toBeUndefined();
    const its = await theirs.links.get('v1');
    expect(its.portOptionsOf('bond')).toEqual(port.portOptionsOf('bond'));
  });

  it('of a VRF are the table', async ({ skip }) => {
    if (!has('vrf')) skip('this machine lacks vrf');
    await using twins = new Twins();
    const { ours } = twins;
    await ours.links.add({ kind: 'vrf', name: 'k0', table: 4000 });
    const port = await (await ours.links.get('v0')).setMaster('k0');
    expect(port.portOptionsOf('vrf')).toEqual({ table: 4000 });
  });
});
