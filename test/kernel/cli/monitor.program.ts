import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { bundle } from '../../socket/program.ts';
import { jsonLines, type Line, waitUntil } from './monitor.support.ts';

/** rtnl-dump in a Node of its own, which can be stopped and go on. */
export class Running {
  text = '';
  errors = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown[]>;

  /** @param before a command that starts it */
  constructor(program: string, line: readonly string[], before: readonly string[] = []) {
    const [file, ...words] = [...before, process.execPath, program, ...line] as [string, ...string[]];
    this.#child = spawn(file, words, {
      env: { ...process.env, NODE_PATH: resolve('node_modules') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#ended = once(this.#child, 'close');
    this.#child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      this.text += more;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (more: string) => {
      this.errors += more;
    });
  }

  get lines(): Line[] {
    return jsonLines(this.text.slice(0, this.text.lastIndexOf('\n') + 1));
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  until(seen: () => boolean, seconds?: number): Promise<void> {
    return waitUntil(seen, () => `${this.text.slice(-2000)}\n${this.errors}`, seconds);
  }

  /** Nobody reads its output any more. */
  hangUp(): void {
    this.#child.stdout?.destroy();
  }

  /** Waits for its end. @returns the exit status, or the signal that killed it */
  async end(): Promise<unknown> {
    const [code, signal] = await this.#ended;
    return code ?? signal;
  }
}

/** Makes the program for the tests of a `describe`. */
export function program(): (line: readonly string[], before?: readonly string[]) => Running {
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-monitor-'));
  let file = '';
  beforeAll(() => {
    file = bundle("import './src/cli/main.ts';", folder, 'cjs', ['ffi-rs']);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return (line, before) => new Running(file, line, before);
}
