import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { iproute2 } from '../support/rtnl-dump.ts';
import { program, type Running } from './monitor.program.ts';
import { asked, replay } from './monitor.state.ts';
import { type Line, shell, withCable } from './monitor.support.ts';

/** Routes that come, change and go: far more events than 8 KiB of kernel memory hold. */
function storm(netns: string): void {
  const lines: string[] = [];
  for (let n = 0; n < 300; n++) lines.push(`route add 10.${n >> 8}.${n & 255}.0/24 dev v0`);
  for (let n = 0; n < 300; n += 3) lines.push(`route del 10.${n >> 8}.${n & 255}.0/24 dev v0`);
  for (let n = 1; n < 300; n += 3) lines.push(`route replace blackhole 10.${n >> 8}.${n & 255}.0/24`);
  for (let n = 0; n < 50; n++) lines.push(`route del 10.99.${n}.0/24 dev v0`);
  lines.push(
    'rule add pref 77 table 77',
    'neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev v0',
    'link set v0 mtu 1400',
  );
  iproute2('ip', ['-n', netns, '-batch', '-'], `${lines.join('\n')}\n`);
}

function prepare(netns: string): void {
  shell(netns, 'ip link set v0 up', 'ip link set v1 up', 'ip addr add 192.0.2.1/24 dev v0');
  const lines = Array.from({ length: 50 }, (_, n) => `route add 10.99.${n}.0/24 dev v0`);
  iproute2('ip', ['-n', netns, '-batch', '-'], `${lines.join('\n')}\n`);
}

/** What the program prints of a storm that comes while it is stopped, until all that was lost is healed. */
async function throughStorm(netns: string, running: Running, begun: () => boolean): Promise<void> {
  await running.until(begun);
  running.kill('SIGSTOP');
  storm(netns);
  running.kill('SIGCONT');
  await running.until(() => running.errors.includes('healed'));
  shell(netns, 'ip rule add pref 4242 table 4242', 'ip route add 10.250.0.0/24 dev v0');
  await running.until(() => running.text.includes('10.250.0.0'));
}

describe('monitor in a storm', () => {
  const start = program();

  it('says what was lost and healed, and ends with what is there', async () => {
    await withCable(async (netns) => {
      prepare(netns);
      const running = start(['-n', netns, '-j', '-rcvbuf', '8k', 'monitor', '--follow-state']);
      try {
        await throughStorm(netns, running, () => running.text.includes('"10.99.49.0/24"'));
        await running.until(() => JSON.stringify(replay(running.lines)) === JSON.stringify(asked(netns)));
        expect(running.lines.some((line) => line['resynchronised'] === true)).toBe(true);
        const [lost, healed, ...others] = running.errors.trimEnd().split('\n');
        expect(lost).toBe(
          `rtnl-dump: events were lost in the network namespace "${netns}": they came faster than they could be read; asking the kernel what changed`,
        );
        expect(healed).toMatch(
          /^rtnl-dump: healed in the network namespace ".*" after \d+\.\d\d s.*: .*route: \d+ added/,
        );
        expect(others).toEqual([]);
        running.kill('SIGINT');
        expect(await running.end()).toBe(0);
      } finally {
        running.kill('SIGKILL');
      }
    });
  });

  it('prints plainly what nobody told, and only that', async () => {
    await withCable(async (netns) => {
      prepare(netns);
      const running = start(['-n', netns, '-j', '-rcvbuf', '8k', 'monitor', 'route']);
      try {
        const begun = () => {
          shell(netns, 'ip route add 10.251.0.0/24 dev v0', 'ip route del 10.251.0.0/24 dev v0');
          return running.text.includes('10.251.0.0');
        };
        await throughStorm(netns, running, begun);
        running.kill('SIGINT');
        expect(await running.end()).toBe(0);
        const { lines, errors } = running;
        const healed = lines.filter((line) => line['resynchronised'] === true);
        const count = (change: string) => healed.filter((line) => line['change'] === change).length;
        // Some of what changed was told before the buffer was full.
        expect(healed.length).toBeGreaterThan(200);
        expect(healed.length).toBeLessThan(lines.length);
        const found = ['added', 'changed', 'removed'].map((change) => [count(change), change] as const);
        const told = found.filter(([number]) => number > 0).map(([number, change]) => `${number} ${change}`);
        expect(errors).toContain(`: route: ${told.join(', ')}\n`);
        expect(destinations(start10(netns), lines)).toEqual(start10(netns, 'now'));
      } finally {
        running.kill('SIGKILL');
      }
    });
  });

  it('ends quietly when nobody reads', async () => {
    await withCable(async (netns) => {
      const running = start(['-n', netns, 'monitor', '--follow-state']);
      try {
        await running.until(() => running.text.includes('lo:'));
        running.hangUp();
        await sleep(50);
        shell(netns, 'ip link set v0 mtu 1400');
        expect(await running.end()).toBe(0);
        expect(running.errors).toBe('');
      } finally {
        running.kill('SIGKILL');
      }
    });
  });
});

/** The destinations and types of routes below 10.0.0.0/8 that there were, or are now. */
function start10(netns: string, when: 'before' | 'now' = 'before'): string[] {
  if (when === 'before') return Array.from({ length: 50 }, (_, n) => `unicast 10.99.${n}.0/24`).sort();
  const routes = JSON.parse(iproute2('ip', ['-n', netns, '-j', 'route', 'show'])) as Line[];
  return routes
    .map(nameOf)
    .filter((name) => name.includes(' 10.'))
    .sort();
}

/** What lines of `monitor route` make of them. */
function destinations(routes: readonly string[], lines: readonly Line[]): string[] {
  const there = new Map(routes.map((name) => [name.split(' ')[1], name]));
  for (const line of lines) {
    if (line['deleted'] === true) there.delete(String(line['dst']));
    else there.set(String(line['dst']), nameOf(line));
  }
  return [...there.values()].filter((name) => name.includes(' 10.')).sort();
}

function nameOf({ type = 'unicast', dst }: Line): string {
  return `${String(type)} ${String(dst)}`;
}
