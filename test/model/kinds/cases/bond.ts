import { a, type KindCase } from './case.ts';

/** Bonds; what they say of ports is in kinds-ports.test.ts. */
export const bondCases: readonly KindCase[] = [
  a('bond', {
    name: 'bond of mode active-backup',
    needs: ['bond'],
    options: {
      mode: 'active-backup',
      miimon: 200,
      updelay: 400,
      downdelay: 600,
      peerNotifyDelay: 200,
      useCarrier: true,
      failOverMac: 'active',
      numGratArp: 3,
      resendIgmp: 5,
      allSlavesActive: true,
      primaryReselect: 'better',
      minLinks: 1,
    },
    words:
      'mode active-backup miimon 200 updelay 400 downdelay 600 peer_notify_delay 200 use_carrier 1 ' +
      'fail_over_mac active num_grat_arp 3 resend_igmp 5 all_slaves_active 1 primary_reselect better min_links 1',
    changes: { miimon: 100, updelay: 0, numGratArp: 0, allSlavesActive: false },
    changeWords: 'miimon 100 updelay 0 num_grat_arp 0 all_slaves_active 0',
    // The kernel keeps delays as so many times miimon, which was halved.
    reads: { downdelay: 300, peerNotifyDelay: 100 },
  }),
  a('bond', {
    name: 'bond with ARP monitoring',
    needs: ['bond'],
    options: {
      mode: 'active-backup',
      arpInterval: 300,
      arpIpTarget: ['192.0.2.7', '192.0.2.8'],
      arpValidate: 'backup',
      arpAllTargets: 'all',
      arpMissedMax: 4,
    },
    words:
      'mode active-backup arp_interval 300 arp_ip_target 192.0.2.7,192.0.2.8 arp_validate backup ' +
      'arp_all_targets all arp_missed_max 4',
    changes: {
      arpIpTarget: ['192.0.2.9'],
      nsIp6Target: ['2001:db8::7', '2001:db8::8'],
      arpValidate: 'filter_active',
    },
    changeWords: 'arp_ip_target 192.0.2.9 ns_ip6_target 2001:db8::7,2001:db8::8 arp_validate filter_active',
  }),
  a('bond', {
    name: 'bond of mode 802.3ad',
    needs: ['bond'],
    options: {
      mode: '802.3ad',
      miimon: 100,
      xmitHashPolicy: 'layer3+4',
      lacpRate: 'fast',
      lacpActive: true,
      adSelect: 'bandwidth',
      adUserPortKey: 7,
      adActorSysPrio: 11,
      adActorSystem: '02:00:00:00:0c:01',
      lpInterval: 3,
    },
    words:
      'mode 802.3ad miimon 100 xmit_hash_policy layer3+4 lacp_rate fast lacp_active on ad_select bandwidth ' +
      'ad_user_port_key 7 ad_actor_sys_prio 11 ad_actor_system 02:00:00:00:0c:01 lp_interval 3',
    changes: { xmitHashPolicy: 'encap2+3' },
    changeWords: 'xmit_hash_policy encap2+3',
  }),
  a('bond', {
    name: 'bond of mode balance-rr',
    needs: ['bond'],
    options: { mode: 'balance-rr', packetsPerSlave: 0 },
    words: 'mode balance-rr packets_per_slave 0',
    changes: { packetsPerSlave: 9 },
    changeWords: 'packets_per_slave 9',
  }),
  a('bond', {
    name: 'bond of mode balance-tlb',
    needs: ['bond'],
    options: { mode: 'balance-tlb', miimon: 100, tlbDynamicLb: false },
    words: 'mode balance-tlb miimon 100 tlb_dynamic_lb 0',
  }),
  a('bond', {
    name: 'bond whose ports are named',
    needs: ['bond'],
    options: { primary: 'v0', activeSlave: 'v1' },
  }),
  a('bond', {
    name: 'bond with what newer kernels know',
    needs: ['bond'],
    options: { coupledControl: false, broadcastNeighbor: true, lacpStrict: true },
  }),
  ...(['balance-xor', 'broadcast', 'balance-alb'] as const).map((mode) =>
    a('bond', { name: `bond of mode ${mode}`, needs: ['bond'], options: { mode }, words: `mode ${mode}` }),
  ),
];
