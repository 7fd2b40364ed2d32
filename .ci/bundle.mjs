// node .ci/bundle.mjs FILE.ts [ARGS]: bundles a TypeScript program and runs it, on any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles into the clone's own node_modules, where the packages that stay outside can be found. */
export async function bundle(file, options = {}) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const outfile = join(root, 'node_modules/.cache/rtnl', `${basename(file, '.ts')}.mjs`);
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['ffi-rs', 'esbuild'],
    sourcemap: 'inline',
    logLevel: 'warning',
    ...options,
  });
  return options.outfile ?? outfile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2);
  const flags = ['--enable-source-maps', ...process.execArgv];
  const { status, signal } = spawnSync(process.execPath, [...flags, await bundle(file), ...args], {
    stdio: 'inherit',
  });
  process.exit(signal ? 1 : (status ?? 1));
}
