import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { killAll, run, start } from './processes.ts';

/** The interface that every benchmark namespace has: a veth end that is up, 10.0.0.1/24 and fd00::1/64. */
export const uplink = 'b0';

/** Namespaces and built programs of one run; all gone when the process ends, however it ends. */
export class Lab {
  /** Whether there is a kernel to measure. */
  readonly hasNetlink: boolean;
  readonly folder = mkdtempSync(join(tmpdir(), 'rtnl-bench-'));
  readonly #namespaces = new Map<string, Promise<string>>();
  readonly #programs = new Map<string, Promise<string>>();

  constructor(hasNetlink: boolean) {
    this.hasNetlink = hasNetlink;
    process.on('exit', () => this.#close());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
  }

  name(label: string): string {
    return `rtnl-bench-${process.pid}-${label}`;
  }

  /** The path of the namespace `label`, made and filled on first use. */
  namespace(label: string, fill?: (path: string) => Promise<void>): Promise<string> {
    let path = this.#namespaces.get(label);
    if (!path) {
      path = this.#make(label, fill);
      this.#namespaces.set(label, path);
    }
    return path;
  }

  /** The binary of a C program beside this file, compiled on first use. */
  compiled(source: string, ...flags: string[]): Promise<string> {
    return this.#program(source, async (binary) => {
      await run(['cc', '-O2', '-Wall', '-Wextra', '-o', binary, join('bench', source), ...flags]);
      return binary;
    });
  }

  /** One of our programs, bundled where the packages that stay outside can be found. */
  bundled(source: string): Promise<string> {
    return this.#program(source, async () => {
      const outfile = join(
        process.cwd(),
        'node_modules/.cache/rtnl',
        source.replace(/\W/g, '-').concat('.mjs'),
      );
      await build({
        entryPoints: [join('bench', source)],
        outfile,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
        external: ['ffi-rs'],
        logLevel: 'warning',
      });
      return outfile;
    });
  }

  /** Empties IPv4 tables: the kernel drops the routes of an interface that goes down. */
  async reset(label: string): Promise<void> {
    await this.#ip(label, 'link', 'set', uplink, 'down');
    await this.#ip(label, 'link', 'set', uplink, 'up');
  }

  async #make(label: string, fill?: (path: string) => Promise<void>): Promise<string> {
    await run(['ip', 'netns', 'add', this.name(label)]);
    await this.#ip(label, 'link', 'add', uplink, 'type', 'veth', 'peer', 'name', 'b1');
    await this.#ip(label, 'link', 'set', 'b1', 'up');
    await this.#ip(label, 'addr', 'add', '10.0.0.1/24', 'dev', uplink);
    await this.#ip(label, 'addr', 'add', 'fd00::1/64', 'dev', uplink, 'nodad');
    await this.#ip(label, 'link', 'set', uplink, 'up');
    const path = `/run/netns/${this.name(label)}`;
    await fill?.(path);
    return path;
  }

  #ip(label: string, ...args: string[]) {
    return run(['ip', '-n', this.name(label), ...args]);
  }

  #program(source: string, make: (binary: string) => Promise<string>): Promise<string> {
    let program = this.#programs.get(source);
    if (!program) {
      program = make(join(this.folder, source.replace(/\W/g, '-')));
      this.#programs.set(source, program);
    }
    return program;
  }

  #close(): void {
    killAll();
    for (const label of this.#namespaces.keys()) {
      try {
        execFileSync('ip', ['netns', 'delete', this.name(label)], { stdio: 'ignore' });
      } catch {
        // It was never made.
      }
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Throws when what every work needs is missing. */
export async function checkTools(): Promise<void> {
  await run(['cc', '--version']).catch(() => {
    throw new Error('The benchmarks need cc (Debian: gcc and libc6-dev).');
  });
}

/** Why this machine can measure nothing that takes a kernel, in a sentence; `undefined` when it can. */
export async function netlinkProblem(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'namespaces are made by root alone';
  if ((await run(['ip', '-V']).catch(() => undefined)) === undefined)
    return 'ip is missing (Debian: iproute2)';
  // A kernel that died holding its RTNL mutex answers no request for ever, and its callers cannot be killed.
  const { child, finished } = start(['ip', 'link', 'show', 'dev', 'lo'], 'ignore');
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    patience = setTimeout(() => {
      child.unref();
      resolve('this kernel does not answer an RTM_GETLINK within 5 s: its RTNL mutex is held; restart it');
    }, 5000);
  });
  const answer = finished.then(
    () => undefined,
    () => 'this kernel answers no netlink request',
  );
  const problem = await Promise.race([answer, late]);
  clearTimeout(patience);
  return problem;
}
