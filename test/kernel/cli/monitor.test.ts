import { describe, expect, it } from 'vitest';
import { shell, untilAllIsTold, type Watching, watched, withCable } from './monitor.support.ts';

/** What is printed while command lines run in a namespace of their own. */
function told(
  words: readonly string[],
  lines: readonly string[],
  options: Parameters<typeof watched>[3] = {},
): Promise<Watching> {
  return withCable((netns) =>
    watched(
      netns,
      words,
      async (watching) => {
        shell(netns, ...lines);
        await untilAllIsTold(netns, watching);
      },
      options,
    ),
  );
}

const last = '4242:\tfrom all lookup 4242\n';

describe('monitor', () => {
  it('tells what comes and goes, and what it is about', async () => {
    const { text, problems } = await told(
      [],
      [
        'ip link set v0 up',
        'ip addr add 192.0.2.1/24 dev v0',
        'ip route add blackhole 10.0.0.0/8',
        'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev v0',
        'ip rule add from 192.0.2.0/24 table 88 pref 100',
        'ip rule del pref 100',
        'ip route del blackhole 10.0.0.0/8',
      ],
    );
    expect(problems).toEqual([]);
    for (const line of [
      /^\[LINK\]\d+: v0@v1: </m,
      /^\[ADDR\]\d+: v0 {4}inet 192\.0\.2\.1\/24 scope global v0$/m,
      /^\[ROUTE\]blackhole 10\.0\.0\.0\/8 $/m,
      /^\[NEIGH\]192\.0\.2\.9 dev v0 lladdr 02:00:00:00:00:09 PERMANENT $/m,
      /^\[RULE\]100:\tfrom 192\.0\.2\.0\/24 lookup 88$/m,
      /^\[RULE\]Deleted 100:\tfrom 192\.0\.2\.0\/24 lookup 88$/m,
      /^\[ROUTE\]Deleted blackhole 10\.0\.0\.0\/8 $/m,
    ]) {
      expect(text).toMatch(line);
    }
  });

  it('knows a link by its new name', async () => {
    const { text } = await told(
      [],
      [
        'ip link set v0 name w0',
        'ip link set w0 up',
        'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev w0',
      ],
    );
    expect(text).toMatch(/^\[NEIGH\]192\.0\.2\.9 dev w0 /m);
  });

  it('tells of one subject without a label', async () => {
    const { text } = await told(['rule'], ['ip link set v0 up', 'ip rule add pref 7 table 5']);
    expect(text).toBe(`7:\tfrom all lookup 5\n${last}`);
  });

  it('tells of one interface, also when it has another name', async () => {
    await withCable(async (netns) => {
      const { text } = await watched(netns, ['link', 'rule', 'dev', 'v0'], async (watching) => {
        shell(netns, 'ip link set v1 mtu 1300', 'ip rule add pref 7 table 5', 'ip link set v0 mtu 1400');
        shell(netns, 'ip link set v0 name w0', 'ip link set w0 mtu 1234');
        await watching.until((text) => text.includes('1234'));
      });
      expect(text).toMatch(/: v0@v1: .* mtu 1400/);
      expect(text).toMatch(/: w0@v1: .* mtu 1234/);
      expect(text).not.toMatch(/mtu 1300|RULE/);
    });
  });

  it('tells of one family', async () => {
    const lines = ['ip rule add pref 7 table 5', 'ip -6 rule add pref 8 table 5', 'ip -6 rule add pref 4242'];
    const { text } = await told(['rule'], lines, { family: 10 });
    expect(text.startsWith('8:\tfrom all lookup 5\n4242:')).toBe(true);
  });

  it('prints an object on a line of its own for each event', async () => {
    const { lines } = await told(['rule'], ['ip rule add pref 7 table 5', 'ip rule del pref 7'], {
      json: true,
      timestamp: 'short',
    });
    const rule = {
      object: 'rule',
      timestamp: expect.any(String),
      family: 'inet',
      priority: 7,
      src: 'all',
      table: '5',
    };
    expect(lines.slice(0, 2)).toEqual([rule, { ...rule, deleted: true }]);
  });
});
