import { spawn } from 'node:child_process';
import { type Mirror, mirror } from '../../../src/mirror/mirror.ts';
import type { NamespaceMirror } from '../../../src/mirror/namespace-mirror.ts';
import type { MirrorOptions } from '../../../src/mirror/options.ts';
import { listNamespaces } from '../../../src/namespace/names.ts';
import { iproute2 } from '../support/rtnl-dump.ts';
import { type Lost, lossy } from './lossy.ts';
import { Replica } from './replica.ts';
import { differencesAtRest } from './rest.ts';
import { type Burst, beginningOf, COMING } from './soak-operations.ts';
import { calm } from './support.ts';

/** A mirror of the two namespaces, and what somebody holds who listens to it. */
interface Watcher {
  readonly label: string;
  readonly mirror: Mirror;
  readonly replica: Replica;
}

/** Two namespaces, some that come and go, and mirrors of them. */
export class SoakLab implements AsyncDisposable {
  readonly sides: readonly [string, string];
  readonly guests: readonly string[];
  readonly losses: Lost = { dropped: 0, spoiled: 0, interrupted: 0 };
  readonly #prefix = `rtnl-soak-${process.pid}-`;
  readonly #watchers: Watcher[] = [];
  #all: Mirror | undefined;
  /** Operations that were given to `ip` and `bridge`, and those that were refused. */
  operations = 0;
  refused = 0;

  constructor() {
    this.sides = [`${this.#prefix}a`, `${this.#prefix}b`];
    this.guests = Array.from({ length: COMING }, (_, n) => `${this.#prefix}guest${n}`);
  }

  async begin(random: () => number): Promise<void> {
    for (const [at, netns] of this.sides.entries()) {
      iproute2('ip', ['netns', 'add', netns]);
      const lines = beginningOf(at === 0 ? 0 : 1);
      iproute2('ip', ['-n', netns, '-batch', '-'], `${lines.join('\n')}\n`);
    }
    await this.#watch('as it is', {});
    const rates = { drop: 0.05, spoil: 0.02, interrupt: 0.1 };
    await this.#watch('with losses', {
      receiveBuffer: 4096,
      through: (source) => lossy(source, rates, random, this.losses),
    });
    this.#all = await mirror('all', { objects: ['link'], scanInterval: 200 });
  }

  /** All namespaces of the mirrors but the one of all. */
  get members(): NamespaceMirror[] {
    return this.#watchers.flatMap(({ mirror: each }) => each.namespaces);
  }

  /** How many namespaces the mirror of all has. */
  get followed(): number {
    return this.#all?.namespaces.length ?? 0;
  }

  /** Events that were read, and those that stood for several. */
  get readings(): { applied: number; merged: number } {
    const all = this.#watchers.map(({ replica }) => replica);
    const sum = (of: (replica: Replica) => number) => all.reduce((count, each) => count + of(each), 0);
    return { applied: sum(({ applied }) => applied), merged: sum(({ merged }) => merged) };
  }

  /** Runs lines in another process; settles when it has ended. */
  run({ program, side, lines }: Burst): Promise<void> {
    const own = this.sides[side];
    const other = this.sides[side === 0 ? 1 : 0];
    const guest = this.guests[lines.length % this.guests.length] ?? own;
    const words: Record<string, string> = { OWN: own, OTHER: other, GUEST: guest };
    const text = `${lines.join('\n')}\n`.replace(/\$([A-Z]+)/g, (_, word: string) => words[word] ?? word);
    this.operations += lines.length;
    return new Promise((resolve, reject) => {
      const child = spawn(program, ['-n', own, '-force', '-batch', '-'], {
        stdio: ['pipe', 'ignore', 'pipe'],
      });
      let errors = '';
      child.stderr.setEncoding('utf8').on('data', (part: string) => {
        errors += part;
      });
      child.on('error', reject).on('close', () => {
        this.refused += errors.match(/^Command failed/gm)?.length ?? 0;
        resolve();
      });
      child.stdin.on('error', reject).end(text);
    });
  }

  /** Makes or deletes a namespace, by another process. */
  turn(which: number, comes: boolean): void {
    const name = this.guests[which];
    const there = listNamespaces().some((each) => each.name === name);
    if (name === undefined || there === comes) return;
    this.operations++;
    iproute2('ip', ['netns', comes ? 'add' : 'delete', name]);
    if (!comes) return;
    iproute2('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
    iproute2('ip', ['-n', name, 'link', 'add', 'g0', 'type', 'veth', 'peer', 'name', 'g1']);
  }

  /** Lets those who listen read so many events. */
  async read(count: number): Promise<void> {
    for (const { replica } of this.#watchers) await replica.apply(count);
  }

  /** What is not as it should be when nothing happens any more; a line each. @param late whether late readers read, too */
  async differences(late: boolean): Promise<string[]> {
    const problems: string[] = [];
    await Promise.all(this.members.map((each) => calm(each)));
    for (const { label, mirror: live, replica } of this.#watchers) {
      for (const netns of this.sides) {
        const member = live.of(netns);
        if (member === undefined) problems.push(`${label}: ${netns} is not mirrored any more`);
        else
          for (const found of await differencesAtRest(netns, member))
            problems.push(`${label}: ${netns}: ${found}`);
      }
      if (!late && label === 'as it is') continue;
      for (const found of await replica.differences()) problems.push(`${label}: events: ${found}`);
    }
    problems.push(...(await this.#differencesOfAll()));
    return problems;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    for (const { name } of listNamespaces())
      if (name.startsWith(this.#prefix)) iproute2('ip', ['netns', 'delete', name]);
  }

  /** Ends the mirrors. */
  async close(): Promise<void> {
    for (const { mirror: each } of this.#watchers) await each.close();
    await this.#all?.close();
  }

  async #watch(label: string, options: MirrorOptions): Promise<void> {
    const live = await mirror(this.sides, options);
    for (const each of live.namespaces) await calm(each);
    this.#watchers.push({
      label,
      mirror: live,
      replica: new Replica(live.namespaces, live[Symbol.asyncIterator]()),
    });
  }

  /** Whether all namespaces are mirrored that have a name, and their links are. Others on this machine do not count. */
  async #differencesOfAll(): Promise<string[]> {
    let problems: string[] = [];
    for (let attempt = 0; attempt < 20; attempt++) {
      problems = this.#lookAtAll();
      if (problems.length === 0) return [];
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return problems;
  }

  #lookAtAll(): string[] {
    const named = listNamespaces().filter(({ name }) => name.startsWith(this.#prefix));
    const mirrored = (this.#all?.namespaces ?? []).filter(({ namespace }) =>
      String(namespace).startsWith(this.#prefix),
    );
    const problems = mirrored
      .filter(({ namespace }) => !named.some(({ identity }) => identity?.inode === namespace.inode))
      .map(({ namespace }) => `all: ${namespace} is mirrored, and is gone`);
    for (const { name, identity } of named) {
      const member = mirrored.find(({ namespace }) => namespace.inode === identity?.inode);
      if (member === undefined) {
        problems.push(`all: ${name} is not mirrored`);
        continue;
      }
      const shown = JSON.parse(iproute2('ip', ['-n', name, '-j', 'link', 'show'])) as Record<
        string,
        unknown
      >[];
      const theirs = shown.map((each) => `${each['ifindex']} ${each['ifname']} ${each['operstate']}`);
      const ours = [...member.links].map(({ index, name: own, operstate }) => `${index} ${own} ${operstate}`);
      if (theirs.sort().join() !== ours.sort().join())
        problems.push(`all: ${name}: ip shows ${theirs.join()}, the mirror has ${ours.join()}`);
    }
    return problems;
  }
}
