import { spawnSync } from 'node:child_process';
import type { Output } from '../../../src/cli/output.ts';
import { run } from '../../../src/cli/run.ts';

/** What a program printed, and how it ended. */
export interface Printed {
  readonly status: number;
  readonly text: string;
  readonly errors: string;
}

/** Runs rtnl-dump in this process, as if its output were a pipe: starting Node takes seconds in an emulated machine. */
export async function rtnlDump(line: readonly string[]): Promise<Printed> {
  const output = new Kept();
  const errors = new Kept();
  const status = await run(line, { output, errors, terminal: () => false, environment: {} });
  return { status, text: output.text, errors: errors.text };
}

/** Runs `ip` or `bridge`, with `input` for `-batch -`. @throws Error with what it complained of, when it fails */
export function iproute2(command: 'ip' | 'bridge', line: readonly string[], input?: string): string {
  const { error, status, stdout, stderr } = spawnSync(command, line, {
    ...(input !== undefined && { input }),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${line.join(' ')}: ${stderr.trim()}`);
  return stdout;
}

class Kept implements Output {
  text = '';

  write(text: string): void {
    this.text += text;
  }

  flush(): void {}

  discard(): void {
    this.text = '';
  }
}
