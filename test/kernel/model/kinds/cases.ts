import { a, type KindCase } from './case.ts';

/** Kinds with few options, and bridges. */
export const cases: readonly KindCase[] = [
  a('bridge', {
    name: 'bridge',
    needs: [],
    options: {
      forwardDelay: 4.5,
      helloTime: 1,
      maxAge: 7,
      ageingTime: 60.2,
      stpState: true,
      priority: 4096,
      groupFwdMask: 0x4000,
      groupAddress: '01:80:c2:00:00:0e',
      noLinklocalLearn: true,
    },
    words:
      'forward_delay 450 hello_time 100 max_age 700 ageing_time 6020 stp_state 1 priority 4096 ' +
      'group_fwd_mask 16384 group_address 01:80:c2:00:00:0e no_linklocal_learn 1',
    changes: { ageingTime: 0, stpState: false, noLinklocalLearn: false, fdbFlush: true },
    changeWords: 'ageing_time 0 stp_state 0 no_linklocal_learn 0 fdb_flush',
    reads: { fdbFlush: undefined },
  }),
  a('bridge', {
    name: 'bridge and multicast',
    needs: [],
    options: {
      mcastSnooping: true,
      mcastRouter: 'perm',
      mcastQueryUseIfaddr: true,
      mcastQuerier: true,
      mcastHashMax: 512,
      mcastLastMemberCount: 3,
      mcastStartupQueryCount: 4,
      mcastLastMemberInterval: 2.5,
      mcastMembershipInterval: 300,
      mcastQuerierInterval: 200.02,
      mcastQueryInterval: 100,
      mcastQueryResponseInterval: 5,
      mcastStartupQueryInterval: 30,
      mcastStatsEnabled: true,
      mcastIgmpVersion: 3,
      mcastMldVersion: 2,
    },
    words:
      'mcast_snooping 1 mcast_router 2 mcast_query_use_ifaddr 1 mcast_querier 1 mcast_hash_max 512 ' +
      'mcast_last_member_count 3 mcast_startup_query_count 4 mcast_last_member_interval 250 ' +
      'mcast_membership_interval 30000 mcast_querier_interval 20002 mcast_query_interval 10000 ' +
      'mcast_query_response_interval 500 mcast_startup_query_interval 3000 mcast_stats_enabled 1 ' +
      'mcast_igmp_version 3 mcast_mld_version 2',
    changes: { mcastSnooping: false, mcastRouter: 'disabled' },
    changeWords: 'mcast_snooping 0 mcast_router 0',
  }),
  a('bridge', {
    name: 'bridge and VLANs',
    needs: ['bridge vlan_filtering'],
    options: {
      vlanFiltering: true,
      vlanProtocol: '802.1ad',
      vlanDefaultPvid: 7,
      vlanStatsEnabled: true,
      vlanStatsPerPort: true,
    },
    words:
      'vlan_filtering 1 vlan_protocol 802.1ad vlan_default_pvid 7 vlan_stats_enabled 1 vlan_stats_per_port 1',
    changes: { vlanFiltering: false, vlanProtocol: '802.1Q', vlanDefaultPvid: 0 },
    changeWords: 'vlan_filtering 0 vlan_protocol 802.1Q vlan_default_pvid 0',
  }),
  a('dummy', { name: 'dummy', needs: ['dummy'], options: {}, words: '' }),
  a('ifb', { name: 'ifb', needs: ['ifb'], options: {}, words: '' }),
  a('nlmon', { name: 'nlmon', needs: ['nlmon'], mac: false, options: {}, words: '' }),
  a('team', { name: 'team', needs: ['team'], options: {}, words: '' }),
  a('wireguard', { name: 'wireguard', needs: ['wireguard'], mac: false, options: {}, words: '' }),
  a('macvlan', {
    name: 'macvlan',
    needs: ['macvlan'],
    link: 'v0',
    options: { mode: 'bridge', bcqueuelen: 77 },
    words: 'mode bridge bcqueuelen 77',
    changes: { mode: 'private', bcqueuelen: 0 },
    changeWords: 'mode private bcqueuelen 0',
  }),
  a('macvlan', {
    name: 'macvlan of mode passthru',
    needs: ['macvlan'],
    link: 'v0',
    mac: false,
    options: { mode: 'passthru', flags: ['nopromisc'] },
    words: 'mode passthru nopromisc',
    changes: { flags: [] },
    changeWords: 'mode passthru flag null',
  }),
  a('macvlan', {
    name: 'macvlan of mode source',
    needs: ['macvlan'],
    link: 'v0',
    options: { mode: 'source', flags: ['nodst'], macaddr: ['02:00:00:00:0b:02'] },
    words: 'mode source nodst macaddr set 02:00:00:00:0b:02',
    changes: { macaddr: [] },
    changeWords: 'macaddr flush',
  }),
  a('macvtap', {
    name: 'macvtap',
    needs: ['macvtap'],
    link: 'v0',
    options: { mode: 'vepa' },
    words: 'mode vepa',
    changes: { mode: 'bridge' },
    changeWords: 'mode bridge',
  }),
  ...(['l2', 'l3', 'l3s'] as const).map((mode, at) => {
    const flag = (['private', 'vepa', 'bridge'] as const)[at] ?? 'bridge';
    return a('ipvlan', {
      name: `ipvlan of mode ${mode}`,
      needs: ['ipvlan'],
      link: 'v0',
      mac: false,
      options: { mode, flag },
      words: `mode ${mode} ${flag}`,
      changes: { mode: 'l3', flag: 'private' },
      changeWords: 'mode l3 private',
    });
  }),
  a('vlan', {
    name: 'vlan',
    needs: ['vlan'],
    link: 'v0',
    options: { id: 101 },
    words: 'id 101',
    changes: { gvrp: true },
    changeWords: 'gvrp on',
  }),
  a('vlan', {
    name: 'vlan with flags and priorities',
    needs: ['vlan'],
    link: 'v0',
    options: {
      id: 4094,
      protocol: '802.1ad',
      reorderHdr: false,
      gvrp: true,
      mvrp: true,
      looseBinding: true,
      ingressQosMap: { 1: 2, 5: 6 },
      egressQosMap: { 2: 1, 100: 7 },
    },
    words:
      'id 4094 protocol 802.1ad reorder_hdr off gvrp on mvrp on loose_binding on ' +
      'ingress-qos-map 1:2 5:6 egress-qos-map 2:1 100:7',
    changes: { reorderHdr: true, looseBinding: false, ingressQosMap: { 1: 3 } },
    changeWords: 'reorder_hdr on loose_binding off ingress-qos-map 1:3',
    reads: { ingressQosMap: { 1: 3, 5: 6 } },
  }),
  a('vrf', { name: 'vrf', needs: ['vrf'], options: { table: 4000 }, words: 'table 4000' }),
  a('vrf', {
    name: 'vrf with a named table',
    needs: ['vrf'],
    options: { table: 'main' },
    words: 'table 254',
    reads: { table: 254 },
  }),
];
