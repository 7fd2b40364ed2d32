import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputError } from '../sys/input-error.ts';
import { findProgram } from './find-program.ts';
import type { NamespaceHandle } from './handle.ts';
import { launcherFor } from './launcher.ts';
import { identityOf, sameIdentity } from './names.ts';

/** What of a command's options decides how it is started. */
export interface Start {
  readonly mounts?: boolean | undefined;
  readonly cwd?: string | URL | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

/** The words to start, in the namespace, so that the command runs there. @throws as `spawnIn` does */
export function lineFor(
  handle: NamespaceHandle,
  command: string,
  args: readonly string[],
  { mounts, cwd, env = process.env, uid, gid }: Start,
): string[] {
  const line = [command, ...args];
  if (!(mounts ?? !isHere(handle))) return line;
  if (uid !== undefined || gid !== undefined) {
    throw new InputError('another user cannot mount: uid and gid go with mounts: false');
  }
  const folder = cwd instanceof URL ? fileURLToPath(cwd) : cwd;
  // What cannot be started is started as it is, to fail as Node.js lets it fail.
  const startable = isFolder(folder ?? '.') && findProgram(command, env['PATH'], folder) !== undefined;
  return startable ? [...launcherFor(handle), ...line] : line;
}

function isHere(handle: NamespaceHandle): boolean {
  const here = identityOf('/proc/thread-self/ns/net');
  return here !== undefined && sameIdentity(here, handle);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
