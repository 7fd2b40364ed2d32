import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Context } from '../../../src/cli/context.ts';
import { Everywhere } from '../../../src/cli/monitor/everywhere.ts';
import { parseWatch } from '../../../src/cli/monitor/subjects.ts';
import { Watcher } from '../../../src/cli/monitor/watch.ts';
import { defaults, type Options } from '../../../src/cli/options.ts';
import { plain } from '../../../src/cli/print/color.ts';
import { TextPrinter } from '../../../src/cli/print/text.ts';
import { Words } from '../../../src/cli/words.ts';
import { NameTables } from '../../../src/model/names/tables.ts';
import { build } from '../configurations/build.ts';

/** A line of JSON. */
export type Line = Readonly<Record<string, unknown>>;

/** What is printed by a monitor in this process. */
export class Watching {
  text = '';
  readonly problems: string[] = [];
  readonly context: Context;

  constructor(options: Partial<Options>, name?: string) {
    const output = {
      write: (more: string) => {
        this.text += more;
      },
      flush() {},
      discard() {},
    };
    this.context = new Context({
      options: { ...defaults, ...options },
      printer: new TextPrinter(output, plain, false),
      output,
      warn: (problem) => this.problems.push(problem),
      tables: new NameTables(false),
      netns: name === undefined ? undefined : { name, path: `/run/netns/${name}` },
    });
  }

  /** The lines of JSON so far. */
  get lines(): Line[] {
    return jsonLines(this.text);
  }

  /** Waits until that is printed. */
  async until(printed: (text: string) => boolean): Promise<void> {
    await waitUntil(
      () => printed(this.text),
      () => `not printed: ${this.text}\n${this.problems.join('\n')}`,
    );
  }
}

/** Waits until something is true. */
export async function waitUntil(
  seen: () => boolean,
  what: () => string = () => 'it',
  seconds = 20,
): Promise<void> {
  for (const deadline = Date.now() + seconds * 1000; !seen(); ) {
    if (Date.now() > deadline) throw new Error(`did not happen within ${seconds} s: ${what()}`);
    await sleep(10);
  }
}

export function jsonLines(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** Runs shell commands in a namespace. @throws Error with what the failing one complained of */
export function shell(netns: string, ...lines: string[]): void {
  for (const line of lines) {
    const { status, stderr } = spawnSync('ip', ['netns', 'exec', netns, 'sh', '-c', line], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${line}: ${stderr}`);
  }
}

/** Runs a test in a namespace of its own, with a cable `v0`-`v1`. */
export async function withCable<T>(use: (netns: string) => Promise<T>): Promise<T> {
  const setup = ['ip link add v0 type veth peer name v1'];
  const { namespace, remove } = build({ name: 'watched', needs: [], setup });
  try {
    return await use(namespace);
  } finally {
    remove();
  }
}

/** What a monitor prints while something happens in a namespace. */
export async function watched(
  netns: string,
  words: readonly string[],
  happens: (watching: Watching) => Promise<void> | void,
  options: Partial<Options> = {},
): Promise<Watching> {
  const watching = new Watching(options, netns);
  const site = { context: watching.context, namespace: netns };
  try {
    const watcher = await Watcher.begin(site, parseWatch(new Words(words)));
    const running = watcher.run();
    try {
      await happens(watching);
    } finally {
      await watcher.stop();
    }
    await running;
    return watching;
  } finally {
    await watching.context.close();
  }
}

/** The same of all namespaces; says too whether all went well. */
export async function watchedEverywhere(
  words: readonly string[],
  happens: (watching: Watching) => Promise<void>,
  options: Partial<Options> = {},
): Promise<Watching & { readonly well: boolean }> {
  const watching = new Watching({ ...options, allNetns: true });
  const stopping = new AbortController();
  const watch = parseWatch(new Words(words));
  const running = new Everywhere(watching.context, watch, stopping.signal).run();
  try {
    await happens(watching);
  } finally {
    stopping.abort();
  }
  return Object.assign(watching, { well: await running });
}

/** Makes a last change, and waits until it has been told. */
export async function untilAllIsTold(netns: string, watching: Watching): Promise<void> {
  shell(netns, 'ip rule add pref 4242 table 4242');
  await watching.until((text) => text.includes('4242'));
}
