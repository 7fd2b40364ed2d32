import type { Configuration } from './configuration.ts';

/** Routing policy. */
export const rules: readonly Configuration[] = [
  {
    name: 'rule-selectors',
    needs: [],
    setup: [
      'ip rule add from 10.0.0.0/8 table 88 pref 100',
      'ip rule add to 10.1.0.0/16 table 88 pref 101',
      'ip rule add from 10.0.0.1 to 10.2.0.0/16 iif lo table main pref 102',
      'ip rule add oif gone0 table 4000 pref 103',
      'ip rule add not from 192.0.2.0/24 table 88 pref 104',
      'ip rule add tos 0x10 table 88 pref 105',
      'ip rule add from all table 5 pref 4294967295',
    ],
  },
  {
    name: 'rule-marks-and-ports',
    needs: [],
    setup: [
      'ip rule add fwmark 7 table 88 pref 200',
      'ip rule add fwmark 0x10/0xff table 88 pref 201',
      'ip rule add ipproto tcp dport 443 table 88 pref 202',
      'ip rule add ipproto udp sport 1000-2000 dport 53-54 table 88 pref 203',
      'ip rule add ipproto 99 table 88 pref 204',
      'ip rule add uidrange 1000-2000 table 88 pref 205',
      'ip rule add tun_id 4294967297 table 88 pref 206',
      'ip rule add protocol 17 from 10.0.0.0/8 table 88 pref 207',
    ],
  },
  {
    name: 'rule-actions',
    needs: [],
    setup: [
      'ip rule add blackhole from 10.1.0.0/16 pref 300',
      'ip rule add unreachable from 10.2.0.0/16 pref 301',
      'ip rule add prohibit from 10.3.0.0/16 pref 302',
      'ip rule add goto 32766 from 10.4.0.0/16 pref 303',
      'ip rule add goto 9999 from 10.5.0.0/16 pref 304',
      'ip rule add nop from 10.6.0.0/16 pref 305',
      'ip rule add table main suppress_prefixlength 0 pref 306',
      'ip rule add table main suppress_ifgroup 42 pref 307',
      'ip rule add from 10.7.0.0/16 table 88 realms 3/4 pref 308',
    ],
  },
  {
    name: 'rule-ipv6',
    needs: [],
    setup: [
      'ip -6 rule add from 2001:db8::/32 table 88 pref 100',
      'ip -6 rule add to 2001:db8:1::1 iif lo fwmark 0xdead/0xffff table 4000 pref 101',
      'ip -6 rule add ipproto ipv6-icmp table 88 pref 102',
      'ip -6 rule add unreachable from 2001:db8:2::/48 pref 103',
      'ip -6 rule add goto 32766 tos 0x08 pref 104',
      'ip -6 rule add sport 80 uidrange 0-0 table main suppress_prefixlength 64 pref 105',
    ],
  },
  {
    name: 'rule-l3mdev',
    needs: ['l3mdev'],
    setup: ['ip rule add l3mdev pref 1000', 'ip -6 rule add l3mdev pref 1000 protocol kernel'],
  },
  {
    name: 'rule-none',
    needs: [],
    setup: ['ip rule flush', 'ip rule del pref 0', 'ip -6 rule del pref 32766'],
  },
];
