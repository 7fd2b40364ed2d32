import { spawnSync } from 'node:child_process';
import { Namespace } from '../../../../src/index.ts';
import { iproute2 } from '../../support/rtnl-dump.ts';

/** Two namespaces with the same cable in each: in one we make what `ip` makes in the other. */
export class Twins implements AsyncDisposable {
  readonly ours: Namespace;
  readonly theirs: Namespace;

  constructor() {
    made += 1;
    this.ours = Namespace.create(`rtnl-kinds-${process.pid}-${made}a`);
    this.theirs = Namespace.create(`rtnl-kinds-${process.pid}-${made}b`);
    for (const namespace of [this.ours, this.theirs]) {
      ip(namespace, 'link set lo up');
      ip(namespace, 'link add v0 address 02:00:00:00:00:10 type veth peer name v1 address 02:00:00:00:00:11');
      // Without IPv6 nothing is sent, and so nothing changes, without being asked.
      for (const name of ['v0', 'v1']) {
        ip(namespace, `link set ${name} addrgenmode none`);
        ip(namespace, `link set ${name} up`);
      }
    }
  }

  /** Does in theirs what a line of `ip` says. @throws Error with its complaint */
  ip(line: string): void {
    ip(this.theirs, line);
  }

  /** What differs between an interface of ours and theirs, as `ip` shows them; patient, for what takes a moment. */
  async difference(name: string): Promise<{ ours: unknown; theirs: unknown }> {
    for (let attempts = 1; ; attempts++) {
      const [ours, theirs] = [this.ours, this.theirs].map((namespace) => shown(namespace, name));
      const same = JSON.stringify(ours) === JSON.stringify(theirs);
      if (same || attempts === ATTEMPTS) return { ours, theirs };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const namespace of [this.ours, this.theirs]) await namespace.delete();
  }
}

let made = 0;
const ATTEMPTS = 20;

function ip({ name }: Namespace, line: string): void {
  const { status, stderr } = spawnSync('ip', ['-n', `${name}`, ...line.split(' ')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${line}: ${stderr.trim()}`);
}

/** All that `ip` shows of it, but numbers that are given in turn, clocks and what is random. */
function shown({ name: namespace }: Namespace, name: string): unknown {
  const text = iproute2('ip', ['-n', `${namespace}`, '-d', '-j', 'link', 'show', 'dev', name]);
  return JSON.parse(text, (key, value) =>
    /^(ifindex|.*_timer|seq_nr|permaddr)$/.test(key) ? undefined : value,
  );
}
