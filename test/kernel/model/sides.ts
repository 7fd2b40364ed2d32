import { spawnSync } from 'node:child_process';
import { Namespace } from '../../../src/index.ts';
import { iproute2 } from '../support/rtnl-dump.ts';

/** Two namespaces that begin alike: in one we do what `ip` and `bridge` do in the other. */
export class Sides implements AsyncDisposable {
  readonly ours: Namespace;
  readonly theirs: Namespace;

  /** @param setup lines for a shell in each of them */
  constructor(setup: readonly string[]) {
    made += 1;
    const [ours, theirs] = ['a', 'b'].map((side) =>
      Namespace.create(`rtnl-sides-${process.pid}-${made}${side}`),
    );
    if (ours === undefined || theirs === undefined) throw new Error('two namespaces are needed');
    this.ours = ours;
    this.theirs = theirs;
    try {
      for (const namespace of [ours, theirs]) for (const line of setup) shell(namespace, line);
    } catch (error) {
      for (const { name } of [ours, theirs]) Namespace.delete(`${name}`);
      throw error;
    }
  }

  /** Does in theirs what a line of `ip` or `bridge` says. @throws Error with its complaint */
  do(line: string): void {
    shell(this.theirs, line);
  }

  /** What `ip` or `bridge` shows of both, as JSON, in an order of its own, without what a test does not care for. */
  shown(line: string, without: readonly string[] = []): { ours: unknown[]; theirs: unknown[] } {
    return { ours: shown(this.ours, line, without), theirs: shown(this.theirs, line, without) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const namespace of [this.ours, this.theirs]) await namespace.delete();
  }
}

let made = 0;

/** Runs a line in a namespace. @throws Error with its complaint */
export function shell({ name }: Namespace, line: string): void {
  const { status, stderr } = spawnSync('ip', ['netns', 'exec', `${name}`, 'sh', '-c', line], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${line}: ${stderr.trim()}`);
}

/** What `ip` or `bridge` shows, with options for JSON, in an order of its own. */
export function shown({ name }: Namespace, line: string, without: readonly string[] = []): unknown[] {
  const [command = '', ...words] = line.split(' ').filter(Boolean);
  const text = iproute2(command as 'ip' | 'bridge', ['-n', `${name}`, ...words]);
  // bridge prints nothing at all for nothing.
  const entries = JSON.parse(text.trim() || '[]', (key, value) =>
    without.includes(key) ? undefined : value,
  );
  return (entries as object[])
    .filter((entry) => Object.keys(entry).length > 0)
    .sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
}
