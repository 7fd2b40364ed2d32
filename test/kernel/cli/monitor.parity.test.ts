import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { iproute2 } from '../support/rtnl-dump.ts';
import { shell, untilAllIsTold, waitUntil, watched, withCable } from './monitor.support.ts';

/** What `ip monitor` prints while something happens, from the first time that it prints the mark. */
async function ipMonitor(
  netns: string,
  line: readonly string[],
  happens: () => Promise<void>,
): Promise<string> {
  const child = spawn('ip', ['-n', netns, ...line]);
  const ended = new Promise((resolve) => child.once('close', resolve));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  try {
    // It does not say when it has subscribed.
    await waitUntil(() => {
      shell(netns, 'ip rule add pref 4240 table 4240', 'ip rule del pref 4240');
      return text.includes('4240');
    });
    shell(netns, 'ip rule add pref 4241 table 4241');
    await happens();
    await waitUntil(() => text.includes('4242'));
    return text;
  } finally {
    child.kill();
    await ended;
  }
}

/** No renaming: `ip monitor` goes on with the old name, or has both. */
const script = [
  'ip link set v0 up',
  'ip addr add 192.0.2.1/24 dev v0',
  'ip link set v1 up',
  'ip route add blackhole 10.0.0.0/8',
  'ip route replace 10.0.0.0/8 dev v0 metric 7',
  'ip route add table 88 10.1.0.0/16 via 192.0.2.2 dev v0',
  'ip -6 route add 2001:db8::/32 dev v0',
  'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev v0',
  'ip neigh replace 192.0.2.9 lladdr 02:00:00:00:00:0a dev v0',
  'ip nexthop add id 5 via 192.0.2.7 dev v0',
  'ip rule add from 192.0.2.0/24 table 88 pref 100',
  'ip -6 rule add iif v0 table 88 pref 100',
  'ip link set v0 mtu 1400',
  'ip addr del 192.0.2.1/24 dev v0',
  'ip link add br0 type bridge',
  'ip link set v1 master br0',
  'ip link set v1 nomaster',
  'ip rule del pref 100',
  'ip link set v0 down',
  'ip link del v0',
  'ip link del br0',
];

const objects = ['link', 'address', 'route', 'rule', 'nexthop'];

/** What of both comes after the mark and is comparable. */
function comparable(text: string): string {
  const from = text.slice(text.indexOf('4241:'));
  return from
    .slice(0, from.indexOf('4242'))
    .replace(
      /^Timestamp: [A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} \d{1,6} usec$/gm,
      'Timestamp: long',
    )
    .replace(/^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\] /gm, '[short] ');
}

describe('monitor prints what ip monitor prints', () => {
  for (const [name, options, timestamp] of [
    ['with labels', [], 'none'],
    ['with times', ['-t'], 'long'],
    ['with short times', ['-ts'], 'short'],
  ] as const) {
    it(name, async () => {
      await withCable(async (netns) => {
        let theirs = '';
        const { text, problems } = await watched(
          netns,
          [...objects, 'label'],
          async (watching) => {
            theirs = await ipMonitor(netns, [...options, 'monitor', 'label', ...objects], async () => {
              shell(netns, ...script);
              await untilAllIsTold(netns, watching);
            });
          },
          { timestamp },
        );
        expect(problems).toEqual([]);
        expect(comparable(theirs).split('\n').length).toBeGreaterThan(40);
        expect(comparable(text)).toBe(comparable(theirs));
      });
    });
  }

  it('as JSON, with the keys and values of ip -j', async () => {
    await withCable(async (netns) => {
      const watching = await watched(
        netns,
        [],
        async (watching) => {
          shell(netns, ...script.slice(0, 13));
          await untilAllIsTold(netns, watching);
        },
        { json: true },
      );
      const { lines } = watching;
      const lastOf = (object: string, key: string, value: unknown) => {
        const found = lines.findLast((line) => line['object'] === object && line[key] === value) ?? {};
        const { object: _, ...rest } = found;
        return rest;
      };
      const asked = <T>(...line: string[]) => JSON.parse(iproute2('ip', ['-n', netns, '-j', ...line])) as T[];
      // As in ip monitor, a link is shown as ip addr shows it.
      const [{ addr_info: addresses = [], ...link } = {}] = asked<{ addr_info?: object[] }>(
        '-4',
        'addr',
        'show',
        'v0',
      );
      const { link_type: _type, address: _mac, broadcast: _brd, ...shown } = lastOf('link', 'ifname', 'v0');
      expect(shown).toEqual(link);
      const [route] = asked<{ metric?: number }>('route', 'show', '10.0.0.0/8').filter(
        ({ metric }) => metric === 7,
      );
      expect(lastOf('route', 'metric', 7)).toEqual({ family: 'inet', ...route });
      const [rule] = asked<object>('rule', 'show', 'from', '192.0.2.0/24');
      expect(lastOf('rule', 'src', '192.0.2.0')).toEqual({ family: 'inet', ...rule });
      expect(lastOf('neigh', 'dst', '192.0.2.9')).toEqual(asked('neigh', 'show', '192.0.2.9')[0]);
      const { index, dev, protocol: _, ...address } = lastOf('addr', 'local', '192.0.2.1');
      expect(dev).toBe('v0');
      expect(index).toEqual(lastOf('link', 'ifname', 'v0')['ifindex']);
      expect([address]).toEqual(addresses);
    });
  });
});
