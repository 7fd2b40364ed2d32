// Makes a fresh clone ready: installs the packages that are missing, builds what is missing or older than its
// sources, links the command. Does nothing that is done already. Plain Node without packages, since it runs first.
//
//   node .ci/prepare.mjs            what is missing
//   node .ci/prepare.mjs build      the same, and the build in any case
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const manifest = read('package.json');
const oldest = Number(/\d+/.exec(manifest.engines.node)[0]);

const outputs = [
  ...Object.values(manifest.exports).flatMap((entry) => (entry.import ? Object.values(entry.import) : [])),
  ...Object.values(manifest.exports).flatMap((entry) => (entry.require ? Object.values(entry.require) : [])),
  ...Object.values(manifest.bin),
];
const sources = ['protocol', 'src', 'package.json', 'tsconfig.json', 'tsup.config.ts'];

function main() {
  if (Number(process.versions.node.split('.')[0]) < oldest) {
    fail(`rtnl needs Node.js ${oldest} or newer; this is ${process.versions.node}.`);
  }
  process.chdir(root);
  const missing = missingPackages();
  if (missing.length > 0) {
    step('Installing packages', install);
    const still = missingPackages();
    if (still.length > 0) fail(`npm install ended well, yet these are not installed: ${still.join(', ')}`);
  }
  if (process.argv[2] === 'build' || builtAt() < changedAt(sources)) step('Building', build);
  link();
}

/** Versions are pinned, so what is installed can be compared with what is asked for. */
function missingPackages() {
  const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  return wanted.filter(([name, version]) => installedVersion(name) !== version).map(([name]) => name);
}

function installedVersion(name) {
  try {
    return read(`node_modules/${name}/package.json`).version;
  } catch {
    return undefined;
  }
}

function install() {
  const npm = process.env.npm_execpath;
  const flags = [
    'install',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--no-progress',
    '--loglevel=error',
  ];
  const own = npm?.endsWith('.js') ? run(process.execPath, [npm, ...flags]) : run('npm', flags);
  return own;
}

/** Builds beside `dist` and swaps it in, so that nobody ever sees half of a build. */
function build() {
  const fresh = `.dist-${process.pid}`;
  const result = run(process.execPath, ['node_modules/tsup/dist/cli-default.js', '--out-dir', fresh]);
  if (result.status === 0) {
    rmSync('dist', { recursive: true, force: true });
    renameSync(fresh, 'dist');
  } else {
    rmSync(fresh, { recursive: true, force: true });
  }
  return result;
}

function builtAt() {
  return Math.min(...outputs.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

/** The latest change below these paths; a folder's own time tells of files that were removed. */
function changedAt(paths) {
  let latest = 0;
  for (const path of paths) {
    const stat = statSync(path);
    latest = Math.max(latest, stat.mtimeMs);
    if (stat.isDirectory())
      latest = Math.max(latest, changedAt(readdirSync(path).map((name) => join(path, name))));
  }
  return latest;
}

/** `npx rtnl-dump` finds the package's own command here, as it would in a project that installed it. */
function link() {
  for (const [name, path] of Object.entries(manifest.bin)) {
    const place = join('node_modules/.bin', name);
    const target = join('../..', path);
    try {
      if (readlinkSync(place) === target) continue;
    } catch {}
    mkdirSync(dirname(place), { recursive: true });
    rmSync(place, { force: true });
    symlinkSync(target, place);
  }
}

function run(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    status: result.status,
    output: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`,
  };
}

/** Quiet when it works, unless somebody is watching; everything that was said when it does not. */
function step(what, work) {
  const watched = process.stderr.isTTY;
  const started = Date.now();
  if (watched) process.stderr.write(`${what} ...`);
  const { status, output } = work();
  if (watched) process.stderr.write(` ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  if (status !== 0) fail(`${output.trim()}\n\n${what} failed.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

main();
