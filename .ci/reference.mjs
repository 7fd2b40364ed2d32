// node .ci/reference.mjs [FOLDER]: the API reference from the docstrings, as HTML in dist/reference (or FOLDER).
// What is public and has no docstring, or a link that leads nowhere, is a failure.
import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = process.argv[2] ?? join(root, 'dist/reference');
const tool = execFileSync(join(root, '.ci/tool.sh'), ['typedoc', 'typedoc@0.28.20', 'typescript@5.9.3'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
}).trim();
const { status } = spawnSync(
  process.execPath,
  [
    join(tool, 'node_modules/typedoc/bin/typedoc'),
    '--options',
    join(root, 'docs/typedoc.json'),
    '--out',
    out,
  ],
  { cwd: root, stdio: 'inherit' },
);
if (status === 0) console.log(`The reference is in ${out}/index.html`);
process.exit(status ?? 1);
