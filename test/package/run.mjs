// node test/package/run.mjs: packs the project, installs the tarball in an empty folder, and uses it there as others
// will: import, require, types under both module resolutions, the command; then what two linters for packages say.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noNamespaces } from '../../.ci/namespaces.mjs';
import { boot } from '../vm/boot.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = mkdtempSync(join(tmpdir(), 'rtnl-package-'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--no-progress', '--loglevel=error'];

const types = `
import * as rtnl from 'rtnl';
import * as protocol from 'rtnl/protocol';
// An import that resolves to nothing or to "any" would let anything pass.
type Any<T> = 0 extends 1 & T ? true : false;
const typed: [Any<typeof rtnl>, Any<typeof protocol>] = [false, false];
// @ts-expect-error: there is no such export
rtnl.noSuchExport;
// @ts-expect-error: there is no such export
protocol.noSuchExport;
console.log(typed);
`;

/** The same names must come out of both module systems, and the command must be there. */
const names = (load) => `
const check = (rtnl, protocol) => {
  const all = (module) => Object.keys(module).filter((name) => name !== 'default').sort();
  if (all(rtnl).length === 0 || all(protocol).length === 0) throw new Error('no exports');
  console.log(JSON.stringify([all(rtnl), all(protocol)]));
};
${load}
`;

const tarball = () => {
  const packed = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (packed.length !== 1) throw new Error(`npm pack left ${packed.length} tarballs`);
  return join(folder, packed[0]);
};
const app = join(folder, 'app');
const exported = {};

const steps = {
  'npm pack': () => run(root, ...npm, 'pack', '--pack-destination', folder, ...quiet),
  'install in an empty folder': () => {
    mkdirSync(app);
    write('package.json', '{ "name": "app", "private": true }');
    run(app, ...npm, 'install', tarball(), ...quiet);
  },
  'import (ESM)': () => {
    write('use.mjs', names(`check(await import('rtnl'), await import('rtnl/protocol'));`));
    exported.esm = run(app, process.execPath, 'use.mjs');
  },
  'require (CJS)': () => {
    write('use.cjs', names(`check(require('rtnl'), require('rtnl/protocol'));`));
    exported.cjs = run(app, process.execPath, 'use.cjs');
    if (exported.cjs !== exported.esm)
      throw new Error(`other names than import:\n${exported.esm}${exported.cjs}`);
  },
  // Where there is no file, and yet a `__filename`.
  'import and require (node -e)': () => {
    run(app, process.execPath, '-e', "import('rtnl').then(({ Namespace }) => Namespace.current())");
    run(app, process.execPath, '-e', "require('rtnl').Namespace.current()");
  },
  'types (nodenext, ESM)': () => compile('use-types.mts', 'nodenext'),
  'types (nodenext, CJS)': () => compile('use-types.cts', 'nodenext'),
  'types (bundler)': () => compile('use-bundler.ts', 'bundler'),
  'protocol loads nothing native': () => {
    write('pure.cjs', `require('rtnl/protocol'); console.log(Object.keys(require.cache).join('\\n'));`);
    const loaded = run(app, process.execPath, 'pure.cjs');
    if (loaded.includes('ffi-rs')) throw new Error(`rtnl/protocol loads ffi-rs:\n${loaded}`);
  },
  'npx rtnl-dump --version': () => {
    const said = run(app, 'npx', '--no-install', 'rtnl-dump', '--version');
    if (!said.includes(version)) throw new Error(`says ${said}instead of ${version}`);
  },
  'npx rtnl-dump -j link': async () => {
    const reason = noNamespaces();
    if (reason) console.log(`        (in a virtual machine, since here: ${reason})`);
    const command = ['npx', '--no-install', 'rtnl-dump', '-j', 'link'];
    const said = reason ? await inMachine(command) : run(app, ...command);
    const links = JSON.parse(said);
    if (!links.some((link) => link.ifname === 'lo')) throw new Error(`no lo among ${said}`);
  },
  'rtnl-dump keeps compiled code, and runs with it': () => {
    const caches = join(folder, 'caches');
    mkdirSync(caches, { mode: 0o700 });
    const installed = join(app, 'node_modules/rtnl/dist/rtnl-dump.cjs');
    const command = ['env', `XDG_CACHE_HOME=${caches}`, process.execPath, installed, '-j', 'netns'];
    const first = run(app, ...command);
    const { size, ino } = statSync(join(caches, 'rtnl-dump/netns'));
    if (size < 10_000) throw new Error(`only ${size} bytes were kept`);
    if (run(app, ...command) !== first) throw new Error('prints something else the second time');
    if (statSync(join(caches, 'rtnl-dump/netns')).ino !== ino)
      throw new Error('what was kept is not what V8 takes');
  },
  publint: () => run(root, ...tool('publint/src/cli.js'), '--strict', tarball()),
  // node16: not the resolution of before "exports", which no Node.js that this package supports has.
  '@arethetypeswrong/cli': () =>
    run(root, ...tool('@arethetypeswrong/cli/dist/index.js'), tarball(), '--profile', 'node16', '--no-emoji'),
};

async function inMachine(command) {
  const { text, status, why } = await boot('6.12', `cd ${app} && ${command.join(' ')}`, 120);
  if (status !== 0) throw new Error(`${text}\n${why}`);
  return text;
}

function write(name, text) {
  writeFileSync(join(app, name), text);
}

function compile(name, resolution) {
  write(name, types);
  const module = resolution === 'nodenext' ? 'nodenext' : 'esnext';
  const options = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--lib',
    'es2022,esnext.disposable',
    '--module',
    module,
  ];
  const typeRoots = join(root, 'node_modules/@types');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  run(
    app,
    process.execPath,
    tsc,
    ...options,
    '--moduleResolution',
    resolution,
    '--types',
    'node',
    '--typeRoots',
    typeRoots,
    name,
  );
}

function tool(path) {
  const packages = ['publint@0.3.25', '@arethetypeswrong/cli@0.18.5'];
  const place = execFileSync(join(root, '.ci/tool.sh'), ['packaging', ...packages], {
    encoding: 'utf8',
  }).trim();
  return [process.execPath, join(place, 'node_modules', path)];
}

function run(cwd, command, ...args) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 180_000 });
  if (result.status !== 0) {
    throw new Error(`${[command, ...args].join(' ')}\n${result.stdout}${result.stderr}${result.error ?? ''}`);
  }
  return result.stdout;
}

let passed = 0;
let failed = 0;
for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.message}`);
  }
}
rmSync(folder, { recursive: true, force: true });
console.log(`package: ${passed} passed, ${failed} failed`);
if (process.env.RTNL_TALLY) appendFileSync(process.env.RTNL_TALLY, `${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
