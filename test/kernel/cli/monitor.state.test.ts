import { describe, expect, it, vi } from 'vitest';
import { type Asked, asked, replay } from './monitor.state.ts';
import { type Line, shell, untilAllIsTold, watched, withCable } from './monitor.support.ts';

/** Milliseconds: asking blocks what is waited for, and takes a second where all is emulated. */
const UNHURRIED = { timeout: 30_000, interval: 300 };

/** What happens in one test, between two whole states. */
const first = [
  'ip link set v0 up',
  'ip link set v1 up',
  'ip addr add 192.0.2.1/24 dev v0',
  'ip route add 10.0.0.0/8 dev v0',
];
const then = [
  'ip route add 10.1.0.0/16 via 192.0.2.2 metric 5',
  'ip route add blackhole 10.2.0.0/16 table 88',
  'ip -6 route add 2001:db8::/32 dev v0 metric 7',
  'ip route replace 10.1.0.0/16 via 192.0.2.3 metric 5',
  'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev v0',
  'ip neigh replace 192.0.2.9 lladdr 02:00:00:00:00:0a dev v0',
  'ip link add br0 type bridge',
  'ip link set v1 master br0',
  'ip link set v0 mtu 1400',
  'ip addr add 198.51.100.1/24 dev br0',
  'ip addr del 198.51.100.1/24 dev br0',
  'ip rule add from 10.0.0.0/8 table 88 pref 100',
  'ip -6 rule add iif v0 table 88 pref 100',
  'ip link set v0 down',
  'ip link set v0 up',
  'ip nexthop add id 5 dev v0',
];

describe('monitor --follow-state', () => {
  it('prints what is there, then all that makes it what it is', async () => {
    await withCable(async (netns) => {
      shell(netns, ...first);
      const before = asked(netns);
      let after: Asked = {};
      const { lines, problems } = await watched(
        netns,
        ['--follow-state'],
        async (watching) => {
          await watching.until((text) => text.includes('snapshot'));
          const there = watching.lines;
          expect(there.every((line) => line['snapshot'] === true)).toBe(true);
          expect(replay(there)).toEqual(before);
          shell(netns, ...then);
          await untilAllIsTold(netns, watching);
          // The kernel is silent of some of it, which is asked for a little later.
          await vi.waitFor(() => expect(replay(watching.lines)).toEqual(asked(netns)), UNHURRIED);
          after = asked(netns);
        },
        { json: true },
      );
      expect(problems).toEqual([]);
      expect(replay(lines)).toEqual(after);
      const marked = (mark: string) => lines.filter((line) => line[mark] === true);
      expect(marked('inferred').map((line) => [line['dst'], line['change'], line['deleted']])).toContainEqual(
        ['10.0.0.0/8', 'removed', true],
      );
      expect(lines.some((line) => line['object'] === 'nexthop' && line['id'] === 5)).toBe(true);
    });
  });

  it('says in text what is of the state', async () => {
    await withCable(async (netns) => {
      const { text } = await watched(netns, ['--follow-state', 'link', 'rule'], async (watching) => {
        await watching.until((text) => text.includes('snapshot'));
        shell(netns, 'ip link set v0 mtu 1400');
        await untilAllIsTold(netns, watching);
      });
      expect(text).toMatch(/^\[LINK\]\[snapshot\]1: lo: /);
      expect(text).toMatch(/^\[RULE\]\[snapshot\]0:\tfrom all lookup local$/m);
      expect(text).toMatch(/^\[LINK\](\[merged\])?\d+: v0@v1: .* mtu 1400 /m);
    });
  });
});

describe('monitor --changes', () => {
  const printed = (lines: readonly Line[], object: string, key: string) =>
    lines.filter(
      (line) => line['object'] === object && (line['changes'] as Line | undefined)?.[key] !== undefined,
    );

  it('prints only what changed, old -> new', async () => {
    await withCable(async (netns) => {
      shell(netns, ...first, 'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev v0');
      const { text, problems } = await watched(netns, ['--changes'], async (watching) => {
        shell(netns, 'ip link set v0 mtu 1400');
        await watching.until((text) => text.includes('1400'));
        shell(netns, 'ip neigh replace 192.0.2.9 lladdr 02:00:00:00:00:0a dev v0');
        // It goes with the address, which would be merged with this.
        await watching.until((text) => text.includes('02:00:00:00:00:0a'));
        shell(
          netns,
          'ip route replace blackhole 10.0.0.0/8',
          'ip rule add pref 7 table 5',
          'ip rule del pref 7',
        );
        shell(netns, 'ip link set v0 alias uplink', 'ip addr del 192.0.2.1/24 dev v0');
        await untilAllIsTold(netns, watching);
      });
      expect(problems).toEqual([]);
      // A check may see it before it is told, and events may be merged.
      const marks = '(\\[\\w+\\])*';
      for (const line of [
        '\\[LINK\\]MARKS\\d+: v0: mtu 1500 -> 1400$',
        '\\[LINK\\]MARKS\\d+: v0: .*ifalias none -> uplink$',
        '\\[NEIGH\\]MARKS192\\.0\\.2\\.9 dev v0: lladdr 02:00:00:00:00:09 -> 02:00:00:00:00:0a$',
        '\\[ROUTE\\]MARKSblackhole 10\\.0\\.0\\.0/8: type unicast -> blackhole; dev v0 -> none; scope link -> global$',
        '\\[ADDR\\]MARKSDeleted \\d+: v0 {4}inet 192\\.0\\.2\\.1/24 scope global v0$',
        '\\[ROUTE\\]MARKSDeleted 192\\.0\\.2\\.0/24 dev v0 ',
      ]) {
        expect(text).toMatch(new RegExp(`^${line.replace('MARKS', marks)}`, 'm'));
      }
    });
  });

  it('prints what changed for programs', async () => {
    await withCable(async (netns) => {
      const { lines } = await watched(
        netns,
        ['--changes', 'link', 'rule'],
        async (watching) => {
          shell(netns, 'ip link set v0 mtu 1400');
          await untilAllIsTold(netns, watching);
        },
        { json: true, timestamp: 'short' },
      );
      expect(printed(lines, 'link', 'mtu')).toEqual([
        {
          object: 'link',
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/),
          change: 'changed',
          key: expect.any(String),
          ifindex: expect.any(Number),
          ifname: 'v0',
          changes: { mtu: { old: 1500, new: 1400 } },
        },
      ]);
    });
  });

  it('is silent of what the kernel tells without a change', async () => {
    await withCable(async (netns) => {
      const { text } = await watched(netns, ['--changes', 'link', 'rule'], async (watching) => {
        shell(netns, 'ip link set v0 mtu 1500', 'ip link set v0 up', 'ip link set v0 up');
        await untilAllIsTold(netns, watching);
      });
      const lines = text.split('\n').filter((line) => line.includes('v0'));
      for (const line of lines) expect(line).toContain(' -> ');
    });
  });
});
