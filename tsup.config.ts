import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { defineConfig, type Options } from 'tsup';

const cli = join(process.cwd(), 'src/cli');

/** What the command loads when it is needed: each an object, with all that it needs in one file. */
const parts = new Map(
  readdirSync(cli, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/run.ts') || path === 'raw/raw.ts')
    .map((path) => [join(cli, path), basename(dirname(path))]),
);

/** CommonJS, which Node.js starts 5 ms sooner than an ES module. */
const command: Options = {
  format: ['cjs'],
  target: 'node20',
  external: ['ffi-rs', /^\.\/\w+\.cjs$/],
  minify: true,
  esbuildOptions: (options) => {
    // `require` in place of `import()`, which would start the loader of ES modules.
    options.supported = { ...options.supported, 'dynamic-import': false };
  },
};

/**
 * Turns `import('./objects/link/run.ts')` into what loads that part's file: in the command itself with compiled code
 * that was kept, in a part, which has what it needs but rarely elsewhere, plainly.
 */
function loadParts(load: (part: string) => string): NonNullable<Options['esbuildPlugins']> {
  return [
    {
      name: 'load-parts',
      setup: ({ onResolve, onLoad }) => {
        onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) => {
          const part = parts.get(join(resolveDir, path));
          return kind === 'dynamic-import' ? { path: `${part}`, namespace: 'part' } : undefined;
        });
        onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({
          contents: `module.exports = ${load(path)};`,
          resolveDir: cli,
        }));
      },
    },
  ];
}

export default defineConfig([
  {
    entry: { index: 'src/index.ts', protocol: 'protocol/index.ts' },
    format: ['esm', 'cjs'],
    dts: true,
    target: 'node20',
    external: ['ffi-rs'],
  },
  {
    ...command,
    entry: { 'rtnl-dump': 'src/cli/main.ts' },
    banner: { js: '#!/usr/bin/env node' },
    esbuildPlugins: loadParts((part) => `require('./parts/load.ts').loadPart('${part}')`),
  },
  {
    ...command,
    entry: Object.fromEntries([...parts].map(([path, name]) => [`rtnl-dump/${name}`, path])),
    esbuildPlugins: loadParts((part) => `require('./${part}.cjs')`),
  },
]);
