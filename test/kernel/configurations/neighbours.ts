import type { Configuration } from './configuration.ts';
import { pair } from './links.ts';

/** Timers so long that no entry changes state while it is looked at. */
const still = ['ipv4', 'ipv6'].flatMap((family) => [
  `echo 3600 > /proc/sys/net/${family}/neigh/v0/delay_first_probe_time`,
  `echo 3600000 > /proc/sys/net/${family}/neigh/v0/retrans_time_ms`,
  `echo 3600000 > /proc/sys/net/${family}/neigh/v0/base_reachable_time_ms`,
]);

/** Neighbours in every state. */
export const neighbours: readonly Configuration[] = [
  {
    name: 'neigh-ipv4',
    needs: [],
    setup: [
      ...pair,
      ...still,
      'ip addr add 192.0.2.1/24 dev v0',
      ...(['permanent', 'reachable', 'stale', 'noarp', 'delay', 'probe', 'failed'] as const).map(
        (state, n) => `ip neigh add 192.0.2.${n + 10} lladdr 02:00:00:00:01:${n + 10} dev v0 nud ${state}`,
      ),
      'ping -q -c 1 -W 0.1 192.0.2.99 > /dev/null || true',
    ],
  },
  {
    name: 'neigh-ipv6',
    needs: [],
    setup: [
      ...pair,
      ...still,
      'ip addr add 2001:db8::1/64 dev v0 nodad',
      ...(['permanent', 'reachable', 'stale', 'noarp', 'delay', 'probe', 'failed'] as const).map(
        (state, n) => `ip neigh add 2001:db8::${n + 10} lladdr 02:00:00:00:01:${n + 10} dev v0 nud ${state}`,
      ),
      'ip neigh add fe80::77 lladdr 02:00:00:00:01:77 dev v0 router nud permanent',
      'ping -q -c 1 -W 0.1 2001:db8::99 > /dev/null || true',
    ],
  },
  {
    name: 'neigh-flags',
    needs: [],
    setup: [
      ...pair,
      ...still,
      'ip addr add 192.0.2.1/24 dev v0',
      'ip neigh add 192.0.2.2 lladdr 02:00:00:00:01:02 dev v0 extern_learn nud reachable',
      'ip neigh add 192.0.2.3 lladdr 02:00:00:00:01:03 dev v0 protocol static nud permanent',
      'ip neigh add 192.0.2.4 lladdr 02:00:00:00:01:04 dev v0 protocol 99 nud stale',
      'ip neigh add 2001:db8::5 lladdr 02:00:00:00:01:05 dev v0 router extern_learn nud stale',
      'ip neigh add 192.0.2.6 dev v0 managed',
      'ip neigh add 192.0.2.7 dev v0 use || true',
    ],
  },
  {
    name: 'neigh-proxy',
    needs: [],
    setup: [
      ...pair,
      'ip neigh add proxy 192.0.2.50 dev v0',
      'ip neigh add proxy 2001:db8::50 dev v1',
      'ip neigh add proxy 2001:db8::51 dev v1 router',
    ],
  },
];
