import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Why no network namespace can be made and looked at here, in a few words, or nothing when it can. Sandboxes may have
 * no rtnetlink, and a kernel whose rtnetlink lock is stuck does not answer at all.
 */
export function noNamespaces() {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.geteuid() !== 0) return 'not root';
  const tried = spawnSync('unshare', ['--net', 'ip', 'link', 'show', 'lo'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  if (tried.status === 0) return undefined;
  return tried.error?.message ?? tried.stderr.trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const reason = noNamespaces();
  if (reason) console.log(reason);
  process.exit(reason ? 1 : 0);
}
