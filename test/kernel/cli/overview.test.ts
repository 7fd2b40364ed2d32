import { describe, expect, it } from 'vitest';
import { build } from '../configurations/build.ts';
import { rtnlDump } from '../support/rtnl-dump.ts';

const setup = [
  'ip link add br0 type bridge',
  'ip link add v0 type veth peer name eth0 netns NS-b',
  'ip link set v0 master br0 up',
  'ip -n NS-b link set eth0 up',
  'ip link set br0 up',
  'ip addr add 192.0.2.1/24 dev br0',
  'ip route add 10.0.0.0/8 via 192.0.2.9',
  'ip route add 10.0.0.0/8 via 192.0.2.9 table 88',
  'ip rule add from 192.0.2.0/24 table 88 pref 100',
  'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev br0',
];

describe('the overview of a live namespace', () => {
  it('draws what is there', { timeout: 60_000 }, async () => {
    const { namespace, remove } = build({ name: 'overview', needs: [], setup });
    try {
      const { status, text, errors } = await rtnlDump(['-n', namespace]);
      expect([status, errors]).toEqual([0, '']);
      expect(text).toMatch(/^br0 .* bridge .*\n│ +192\.0\.2\.1\/24$/m);
      expect(text).toContain(`└─ v0@eth0 in ${namespace}-b `);
      expect(text).toMatch(/^IPv4 routes\n/m);
      expect(text).toMatch(/^10\.0\.0\.0\/8 via 192\.0\.2\.9 dev br0 $/m);
      expect(text).toMatch(/^\(other tables: .*1 in 88/m);
      expect(text).toMatch(/^IPv4 rules\n0:.*\n100:\tfrom 192\.0\.2\.0\/24 lookup 88$/m);
      expect(text).not.toContain('IPv6 rules');
      expect(text).toMatch(/^Neighbours\n192\.0\.2\.9 dev br0 lladdr 02:00:00:00:00:09 PERMANENT $/m);
    } finally {
      remove();
    }
  });

  it('says the same as the objects in JSON', { timeout: 60_000 }, async () => {
    const { namespace, remove } = build({ name: 'overview', needs: [], setup });
    try {
      const json = async (...words: string[]) =>
        JSON.parse((await rtnlDump(['-n', namespace, '-j', ...words])).text);
      const [all] = await json();
      expect(all.routes).toEqual([
        ...(await json('-4', 'route', 'show', 'table', 'all')),
        ...(await json('-6', 'route', 'show', 'table', 'all')),
      ]);
      expect(all.rules).toEqual([...(await json('rule')), ...(await json('-6', 'rule'))]);
      expect(all.neighbours.map(({ dst }: { dst: string }) => dst)).toEqual(
        (await json('neigh')).map(({ dst }: { dst: string }) => dst),
      );
      expect(all.links.map(({ ifname }: { ifname: string }) => ifname).sort()).toEqual(['br0', 'lo', 'v0']);
    } finally {
      remove();
    }
  });
});
