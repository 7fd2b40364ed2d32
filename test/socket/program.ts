import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs a TypeScript program in a Node of its own, as an ES module or as CommonJS. Its imports are relative to
 * the root of the project. It is killed after `seconds`, and then `signal` is SIGKILL.
 */
export async function runProgram(
  source: string,
  format: 'esm' | 'cjs' = 'esm',
  seconds = 20,
): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-test-'));
  try {
    const outfile = bundle(source, folder, format);
    const env = { ...process.env, NODE_PATH: resolve('node_modules') };
    return await ended(spawn(process.execPath, [outfile], { env }), seconds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Makes one file of a program, whose imports are relative to the root of the project; `external` are left to be found
 * through `NODE_PATH`, which CommonJS alone looks at.
 */
export function bundle(
  source: string,
  folder: string,
  format: 'esm' | 'cjs' = 'esm',
  external: readonly string[] = [],
): string {
  const outfile = join(folder, format === 'esm' ? 'program.mjs' : 'program.cjs');
  buildSync({
    stdin: { contents: source, loader: 'ts', resolveDir: process.cwd() },
    outfile,
    bundle: true,
    platform: 'node',
    format,
    target: 'node20',
    external: [...external],
    logLevel: 'error',
  });
  return outfile;
}

function ended(child: ChildProcess, seconds: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, stdout, stderr });
    });
  });
}
