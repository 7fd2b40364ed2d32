// The kernel lane as plain JavaScript: an emulated machine would spend most of its time on finding, reading and
// transforming hundreds of files. One file a test, and what they share in files of its own.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
// In the clone's own node_modules, where the packages that stay outside can be found.
const cache = 'node_modules/.cache/rtnl';

/** Writes the bundles to a folder of this process, which goes with it, and returns its path from the root of the clone. */
export async function bundleLane() {
  removeLeft();
  const folder = join(cache, `lane-${process.pid}`);
  process.on('exit', () => rmSync(join(root, folder), { recursive: true, force: true }));
  const tests = readdirSync(join(root, 'test/kernel'), { recursive: true }).filter((name) =>
    name.endsWith('.test.ts'),
  );
  await build({
    absWorkingDir: root,
    entryPoints: ['.ci/reporter.ts', ...tests.map((name) => join('test/kernel', name))],
    outbase: '.',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  });
  return folder;
}

/** What a process left that was killed. */
function removeLeft() {
  if (!existsSync(join(root, cache))) return;
  for (const name of readdirSync(join(root, cache))) {
    const pid = /^lane-(\d+)$/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(join(root, cache, name), { recursive: true, force: true });
  }
}
