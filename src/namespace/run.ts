import type { ChildProcess, ExecFileException, SpawnOptions as NodeSpawnOptions } from 'node:child_process';
import { lazyRequire } from '../sys/require.ts';
import { CommandFailed, type RunResult } from './command-failed.ts';
import { lineFor } from './command-line.ts';
import type { NamespaceHandle } from './handle.ts';

export { CommandFailed, type RunResult } from './command-failed.ts';

/** What `child_process.spawn` takes, and `mounts`. */
export interface SpawnOptions extends Omit<NodeSpawnOptions, 'argv0' | 'shell'> {
  /**
   * Give the command the /sys of the namespace and the files of `/etc/netns/NAME`, as `ip netns exec` does; default
   * true, and false for the namespace that the thread is in. Without, the command starts some milliseconds sooner.
   */
  readonly mounts?: boolean | undefined;
}

/** How to run a command to its end; the names are those of `child_process.execFile`. */
export interface RunOptions {
  readonly mounts?: boolean | undefined;
  /** Take a non-zero exit status, or an end by a signal, for an error; default true. */
  readonly check?: boolean | undefined;
  /** What the command reads; default nothing. */
  readonly input?: string | Uint8Array | undefined;
  readonly cwd?: string | URL | undefined;
  /** The whole environment; default that of this process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Milliseconds after which the command is ended with `killSignal`, which is an error; default never. */
  readonly timeout?: number | undefined;
  readonly killSignal?: NodeJS.Signals | undefined;
  /** Ends the command when it is aborted, which is an error. */
  readonly signal?: AbortSignal | undefined;
  /** Bytes that it may write to either output, more of which is an error; default 64 MiB. */
  readonly maxBuffer?: number | undefined;
}

/**
 * Starts a command in a namespace, as `ip netns exec` does and `child_process.spawn`: a command that cannot be started
 * is told by the event `error`.
 *
 * @throws SystemError when the namespace cannot be entered; InputError for `uid` or `gid` together with mounts, for
 * which it takes root; Error when the programs for the mounts are not there
 */
export function spawnIn(
  handle: NamespaceHandle,
  command: string,
  args: readonly string[] = [],
  options: SpawnOptions = {},
): ChildProcess {
  const { mounts, ...rest } = options;
  const { spawn } = childProcess();
  const [file = command, ...words] = lineFor(handle, command, args, options);
  const child = handle.enter(() => spawn(file, words, rest));
  return Object.assign(child, { spawnfile: command, spawnargs: [command, ...args] });
}

/**
 * Runs a command in a namespace to its end, as `ip netns exec` does.
 *
 * @throws CommandFailed when it ends otherwise than with 0, or takes too long; what `execFile` throws: ENOENT when
 * there is no such command, AbortError, ERR_CHILD_PROCESS_STDIO_MAXBUFFER; what `spawnIn` throws
 */
export async function runIn(
  handle: NamespaceHandle,
  command: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<RunResult> {
  const { mounts, check = true, input, maxBuffer = MAX_BUFFER, ...rest } = options;
  const { execFile } = childProcess();
  const [file = command, ...words] = lineFor(handle, command, args, options);
  return new Promise((resolve, reject) => {
    const ended = (error: ExecFileException | null, stdout: string, stderr: string) => {
      if (error === null) resolve({ stdout, stderr, code: 0, signal: null });
      // A string is the name of what kept it from running, or from running on.
      else if (typeof error.code === 'string') reject(error);
      else {
        const { code, signal = null, killed: tooLong = false } = error;
        const result = { stdout, stderr, code: code ?? null, signal };
        if (check || tooLong) reject(new CommandFailed([command, ...args], handle.where, result, tooLong));
        else resolve(result);
      }
    };
    const child = handle.enter(() => execFile(file, words, { ...rest, maxBuffer, encoding: 'utf8' }, ended));
    // It need not read what it is given.
    child.stdin?.on('error', () => {}).end(input);
  });
}

function childProcess(): typeof import('node:child_process') {
  return lazyRequire('node:child_process') as typeof import('node:child_process');
}

const MAX_BUFFER = 64 * 1024 * 1024;
