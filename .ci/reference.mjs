// node .ci/reference.mjs [FOLDER]: the API reference from the docstrings, as HTML in dist/reference (or FOLDER).
// A link that leads nowhere is a failure.
import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// The plugin documents types that are named by what is public, and are not exported themselves.
const PACKAGES = ['typedoc@0.28.20', 'typedoc-plugin-missing-exports@4.1.4', 'typescript@5.9.3'];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = process.argv[2] ?? join(root, 'dist/reference');
const tool = execFileSync(join(root, '.ci/tool.sh'), ['reference', ...PACKAGES], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
}).trim();
const modules = join(tool, 'node_modules');
const { status } = spawnSync(
  process.execPath,
  [
    join(modules, 'typedoc/bin/typedoc'),
    '--options',
    join(root, 'docs/typedoc.json'),
    '--plugin',
    pathToFileURL(join(modules, 'typedoc-plugin-missing-exports/index.js')).href,
    '--out',
    out,
  ],
  { cwd: root, stdio: 'inherit' },
);
if (status === 0) console.log(`The reference is in ${out}/index.html`);
process.exit(status ?? 1);
