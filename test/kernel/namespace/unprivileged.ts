import { spawnSync } from 'node:child_process';
import { type Ended, runProgram } from '../../socket/program.ts';

/** Containers and distributions may forbid them: user_namespaces(7). */
export const userNamespaces = spawnSync('unshare', ['-Ur', 'true']).status === 0;
export const LACK = 'this machine does not allow user namespaces';

/** A process that is root by number and has no capability, nor can get one. */
export const WITHOUT_CAPABILITIES = ['setpriv', '--bounding-set=-all', '--inh-caps=-all'];

/** Runs a program as `command` starts it. Its imports are relative to the root of the project. */
export function runBehind(command: readonly string[], imports: string, body: string): Promise<Ended> {
  return runProgram(`
    import { spawn, spawnSync } from 'node:child_process';
    import { once } from 'node:events';
    ${imports}
    const told = (act) => { try { return act(); } catch (error) { return String(error); } };
    if (process.env['BEHIND'] === undefined) {
      const [file, ...words] = [...${JSON.stringify(command)}, process.execPath, process.argv[1]];
      const env = { ...process.env, BEHIND: '1' };
      const { status, error } = spawnSync(file, words, { stdio: 'inherit', env });
      if (error) throw error;
      process.exitCode = status ?? 1;
    } else {
      ${body}
    }
  `);
}
