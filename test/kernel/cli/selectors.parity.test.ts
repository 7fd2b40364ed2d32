import { describe, expect, it } from 'vitest';
import { build, lacking } from '../configurations/build.ts';
import { configurations } from '../configurations/index.ts';
import { differences } from '../support/parity.ts';

/** What is asked, by the configuration in which it has an answer. */
const questions: Readonly<Record<string, readonly string[]>> = {
  'route-ipv4': [
    'ip route show dev v0',
    'ip route show via 192.0.2.2',
    'ip route show proto static',
    'ip route show scope link',
    'ip route show 10.1.0.0/16',
    'ip route show root 10.0.0.0/8',
    'ip route show match 10.1.2.3',
    'ip route show default',
    'ip route show metric 500',
    'ip route show src 192.0.2.1',
    'ip route get 10.1.2.3',
    'ip route get 10.1.2.3 from 192.0.2.1 oif v0 mark 7',
    'ip route get fibmatch 10.1.2.3',
    'ip -d route get 192.0.2.1',
    'ip route get 192.0.2.255',
  ],
  'route-ipv4-types': ['ip route show type blackhole', 'ip route show table 77', 'ip route show table local'],
  'route-ipv4-tables-and-tos': ['ip route show tos 0x10', 'ip route show table 4294967295'],
  'route-ipv4-multipath': ['ip route show dev v2 table all type local', 'ip route show root 10.1.0.0/16'],
  'route-ipv6': [
    'ip -6 route show proto ra',
    'ip -6 route show dev v2',
    'ip -6 route get 2001:db8:a::1',
    'ip -6 route get fibmatch 2001:db8:a::1',
  ],
  vrf: [
    'ip route show vrf vrf-blue',
    'ip -6 route show vrf vrf-blue',
    'ip route get 198.51.100.1 vrf vrf-blue',
  ],
  'neigh-ipv4': [
    'ip neigh show nud permanent',
    'ip neigh show nud stale nud failed',
    'ip neigh show 192.0.2.12',
    'ip -4 neigh show nud all',
    'ip neigh show nomaster',
    'ip -br neigh',
  ],
  'neigh-flags': ['ip neigh show proto static', 'ip -6 neigh'],
  'rule-selectors': [
    'ip rule show pref 100',
    'ip rule show from 10.0.0.0/8',
    'ip rule show table 88',
    'ip rule show not',
  ],
  'rule-marks-and-ports': [
    'ip rule show fwmark 7',
    'ip rule show ipproto tcp',
    'ip rule show sport 1000-2000',
  ],
  'bridge-fdb': ['bridge fdb show br br0', 'bridge fdb show brport v0', 'bridge fdb show state permanent'],
  'bridge-fdb-vlans': ['bridge fdb show vlan 10'],
  'nsid-set': ['ip netns list-id nsid 100'],
};

const chosen = configurations.filter(({ name }) => questions[name] !== undefined);

/** Keys of newer versions of iproute2 than the 6.1 that this was made after, for what newer kernels tell. */
const extra = ['sport_mask', 'dport_mask'];

describe('selectors choose as those of iproute2', () => {
  it('name configurations that there are', () => {
    expect(chosen.map(({ name }) => name).sort()).toEqual(Object.keys(questions).sort());
  });

  it.for(chosen)('$name', { timeout: 300_000 }, async (configuration, { skip }) => {
    const missing = lacking(configuration);
    if (missing.length > 0) skip(`this machine lacks ${missing.join(', ')}`);
    const { namespace, remove } = build(configuration);
    try {
      const found: string[] = [];
      for (const question of questions[configuration.name] ?? []) {
        const [command, ...words] = question.split(' ');
        for (const line of [words, ['-j', ...words]]) {
          const different = await differences({
            extra,
            command: command as 'ip' | 'bridge',
            namespace,
            line,
          });
          if (different.length > 0) found.push(`${command} ${line.join(' ')}:`, ...different);
        }
      }
      expect(found.join('\n')).toBe('');
    } finally {
      remove();
    }
  });
});
