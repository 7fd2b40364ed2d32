import { a, type KindCase } from './case.ts';

/** Bridges; what they say of ports is in kinds-ports.test.ts. */
export const bridgeCases: readonly KindCase[] = [
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
  a('bridge', {
    name: 'bridge and netfilter',
    needs: [],
    options: { nfCallIptables: true, nfCallIp6tables: true, nfCallArptables: true },
  }),
  a('bridge', {
    name: 'bridge with what newer kernels know',
    needs: [],
    options: {
      stpMode: 'kernel',
      fdbMaxLearned: 1000,
      fdbLocalVlan0: true,
      mstEnabled: true,
      mdbOffloadFailNotification: true,
      mcastVlanSnooping: true,
    },
  }),
];
