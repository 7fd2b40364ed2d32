import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Context } from '../../../src/cli/context.ts';
import { type Subject, subjects } from '../../../src/cli/monitor/subjects.ts';
import { Watcher } from '../../../src/cli/monitor/watch.ts';
import { defaults, type Options } from '../../../src/cli/options.ts';
import { plain } from '../../../src/cli/print/color.ts';
import { TextPrinter } from '../../../src/cli/print/text.ts';
import { NameTables } from '../../../src/model/names/tables.ts';
import { build } from '../configurations/build.ts';

interface Watched {
  readonly text: string;
  readonly problems: readonly string[];
}

/** What is printed while command lines run in a namespace of their own. */
async function watched(
  lines: readonly string[],
  {
    chosen = subjects,
    labels = true,
    options = {},
  }: { chosen?: readonly Subject[]; labels?: boolean; options?: Partial<Options> } = {},
): Promise<Watched> {
  const { namespace, remove } = build({
    name: 'watched',
    needs: [],
    setup: ['ip link add v0 type veth peer name v1'],
  });
  let text = '';
  const problems: string[] = [];
  const output = {
    write(more: string) {
      text += more;
    },
    flush() {},
    discard() {},
  };
  const context = new Context({
    options: { ...defaults, ...options },
    printer: new TextPrinter(output, plain, false),
    output,
    warn: (problem) => problems.push(problem),
    tables: new NameTables(false),
    netns: { name: namespace, path: `/run/netns/${namespace}` },
  });
  try {
    const watcher = await Watcher.begin(context, { subjects: new Set(chosen), labels, dev: undefined });
    const running = watcher.run();
    for (const line of lines) {
      const { status, stderr } = spawnSync('ip', ['netns', 'exec', namespace, 'sh', '-c', line], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${line}: ${stderr}`);
    }
    // The last change comes last: when it has been told, all have.
    spawnSync('ip', ['-n', namespace, 'link', 'set', 'v1', 'mtu', '1234']);
    const deadline = Date.now() + 20_000;
    const told = () => text.includes('1234') || !chosen.includes('link');
    while (!told() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    if (!chosen.includes('link')) await new Promise((resolve) => setTimeout(resolve, 1000));
    await watcher.stop();
    await running;
    return { text, problems };
  } finally {
    await context.close();
    remove();
  }
}

describe('monitor', () => {
  it('tells what comes and goes, and what it is about', { timeout: 60_000 }, async () => {
    const { text, problems } = await watched([
      'ip link set v0 up',
      'ip addr add 192.0.2.1/24 dev v0',
      'ip route add blackhole 10.0.0.0/8',
      'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev v0',
      'ip rule add from 192.0.2.0/24 table 88 pref 100',
      'ip rule del pref 100',
      'ip route del blackhole 10.0.0.0/8',
    ]);
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

  it('knows a link by its new name', { timeout: 60_000 }, async () => {
    const { text } = await watched([
      'ip link set v0 name w0',
      'ip link set w0 up',
      'ip neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev w0',
    ]);
    expect(text).toMatch(/^\[NEIGH\]192\.0\.2\.9 dev w0 /m);
  });

  it('tells of one subject without a label', { timeout: 60_000 }, async () => {
    const { text } = await watched(['ip link set v0 up', 'ip rule add pref 7 table 5'], {
      chosen: ['rule'],
      labels: false,
    });
    expect(text).toBe('7:\tfrom all lookup 5\n');
  });

  it('tells of one family', { timeout: 60_000 }, async () => {
    const lines = ['ip rule add pref 7 table 5', 'ip -6 rule add pref 8 table 5'];
    const { text } = await watched(lines, { chosen: ['rule'], labels: false, options: { family: 10 } });
    expect(text).toBe('8:\tfrom all lookup 5\n');
  });

  it('prints an object on a line of its own for each event', { timeout: 60_000 }, async () => {
    const { text } = await watched(['ip rule add pref 7 table 5', 'ip rule del pref 7'], {
      chosen: ['rule'],
      options: { json: true, timestamp: 'short' },
    });
    const events = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toEqual([
      { object: 'rule', timestamp: expect.any(String), priority: 7, src: 'all', table: '5' },
      { object: 'rule', timestamp: expect.any(String), deleted: true, priority: 7, src: 'all', table: '5' },
    ]);
  });
});
