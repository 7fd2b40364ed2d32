import { type ChildProcess, spawn } from 'node:child_process';

/** The JSON line that every measured program ends with. */
export interface Reading {
  readonly count: number;
  /** How long the work took, start-up and preparation left out. */
  readonly seconds: number;
  readonly bytes?: number;
  readonly lost?: number;
  /** How late the event loop was: p99, milliseconds. */
  readonly delay?: number;
}

export interface Finished {
  readonly stdout: string;
  /** From before the start of the process until its end. */
  readonly wall: number;
}

const running = new Set<ChildProcess>();

/** Starts a program; what it says on standard error is ours to show when it fails. */
export function start(command: readonly string[], stdout: 'pipe' | 'ignore' = 'pipe') {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: ['ignore', stdout, 'pipe'] });
  running.add(child);
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const began = performance.now();
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      const wall = (performance.now() - began) / 1000;
      if (code === 0) resolve({ stdout: out, wall });
      else reject(new Error(`${command.join(' ')}: ${signal ?? `exit code ${code}`}\n${err.trim()}`));
    });
  });
  return { child, finished, said: () => out };
}

export function run(command: readonly string[], stdout?: 'pipe' | 'ignore'): Promise<Finished> {
  return start(command, stdout).finished;
}

export async function read(command: readonly string[]): Promise<Reading> {
  const { stdout } = await run(command);
  return reading(stdout, command);
}

export function reading(stdout: string, command: readonly string[]): Reading {
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(line) as Reading;
  } catch {
    throw new Error(`${command.join(' ')}: expected a line of JSON at the end, got ${JSON.stringify(line)}`);
  }
}

export function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}
