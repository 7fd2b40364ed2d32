import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where execvp(3) looks when PATH is unset. */
const DEFAULT_PATH = '/bin:/usr/bin';

/** The file that execvp(3) would run for `command`; undefined when there is none that this process may run. */
export function findProgram(command: string, path = DEFAULT_PATH, cwd = '.'): string | undefined {
  if (command === '') return undefined;
  const candidates = command.includes('/')
    ? [command]
    : // An empty folder in PATH is the current one.
      path.split(':').map((folder) => `${folder || '.'}/${command}`);
  return candidates.map((candidate) => resolve(cwd, candidate)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
