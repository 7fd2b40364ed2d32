// node fuzz/run.mjs [SECONDS] [TARGET...]     fuzzes every fuzz/*.fuzz.ts, or those named, 60 seconds each by default
// node fuzz/run.mjs TARGET FILE...            gives saved inputs to one target, without the engine
//
// A target exports `fuzz(data: Buffer): void`, which throws on what is wrong, and `seeds(): Iterable<Uint8Array>`.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../.ci/bundle.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const require = createRequire(import.meta.url);
const engine = '@jazzer.js/core@4.0.0';
const crashes = join(here, 'crashes');
const work = mkdtempSync(join(tmpdir(), 'rtnl-fuzz-'));

async function main() {
  process.env.RTNL_ROOT = root; // targets are bundled elsewhere and find the captures by this
  const args = process.argv.slice(2);
  const files = args.filter((word) => existsSync(word));
  const numbers = args.filter((word) => /^\d+$/.test(word));
  const named = args.filter((word) => !files.includes(word) && !numbers.includes(word));
  const all = readdirSync(here)
    .filter((name) => name.endsWith('.fuzz.ts'))
    .map((name) => basename(name, '.fuzz.ts'));
  const unknown = named.filter((name) => !all.includes(name));
  if (unknown.length > 0 || all.length === 0) {
    throw new Error(`no fuzz target ${unknown.join(', ')}; there are: ${all.join(', ') || 'none'}`);
  }
  const targets = await Promise.all((named.length > 0 ? named : all).map(load));
  if (files.length > 0) return replay(targets, files);

  const seconds = Number(numbers[0] ?? 60);
  const command = engineCommand();
  const waiting = [...targets];
  let failed = 0;
  async function worker() {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
      if (!(await run(target, command, seconds))) failed += 1;
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  console.log(`${targets.length - failed} of ${targets.length} fuzz targets without a finding`);
  if (process.env.RTNL_TALLY)
    appendFileSync(process.env.RTNL_TALLY, `${targets.length - failed} passed, ${failed} failed\n`);
  return failed === 0;
}

/** Bundled outside node_modules, which the engine does not instrument. */
async function load(name) {
  const file = join(work, `${name}.cjs`);
  await bundle(join(here, `${name}.fuzz.ts`), { outfile: file, format: 'cjs' });
  const { fuzz, seeds } = require(file);
  if (typeof fuzz !== 'function' || typeof seeds !== 'function') {
    throw new Error(`fuzz/${name}.fuzz.ts does not export fuzz() and seeds()`);
  }
  return { name, file, fuzz, seeds };
}

function replay(targets, files) {
  for (const { name, fuzz } of targets) {
    for (const file of files) {
      fuzz(readFileSync(file));
      console.log(`${name}: ${file}: nothing wrong`);
    }
  }
  return true;
}

/** The engine needs glibc 2.38: where the machine's is older, Node is started by a newer C library from the cache. */
function engineCommand() {
  const tool = (name, ...args) => execFileSync(join(root, '.ci', name), args, { encoding: 'utf8' }).trim();
  const cli = join(tool('tool.sh', 'jazzer', engine), 'node_modules/@jazzer.js/core/dist/cli.js');
  const [major = 0, minor = 0] = (process.report.getReport().header.glibcVersionRuntime ?? '')
    .split('.')
    .map(Number);
  if (major > 2 || minor >= 38) return [process.execPath, cli];
  const libraries = join(tool('libc.sh'), 'usr/lib/x86_64-linux-gnu');
  return [join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', libraries, process.execPath, cli];
}

async function run({ name, file, seeds }, [program, ...args], seconds) {
  const corpus = join(work, name);
  mkdirSync(corpus);
  mkdirSync(crashes, { recursive: true });
  let count = 0;
  for (const seed of seeds()) {
    writeFileSync(join(corpus, createHash('sha1').update(seed).digest('hex')), seed);
    count += 1;
  }
  if (count === 0)
    throw new Error(`fuzz/${name}.fuzz.ts gives no seed: it would take the engine hours to find one`);

  const options = [
    `-max_total_time=${seconds}`,
    `-artifact_prefix=${crashes}/${name}-`,
    '-timeout=20',
    '-rss_limit_mb=3072',
  ];
  const child = spawn(program, [...args, file, corpus, '--sync', '--', ...options, '-print_final_stats=1'], {
    cwd: work,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const take = (chunk) => {
    log = (log + chunk).slice(-1_000_000);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  const late = setTimeout(() => child.kill('SIGKILL'), (seconds + 120) * 1000);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearTimeout(late);

  // The engine's last lines can be lost in a pipe that is full; the count of inputs also stands before them.
  const runs = /number_of_executed_units: (\d+)/.exec(log)?.[1] ?? [...log.matchAll(/^#(\d+)/gm)].at(-1)?.[1];
  if (code === 0 && runs !== undefined) {
    const coverage = [...log.matchAll(/cov: (\d+)/g)].at(-1)?.[1];
    const grown = readdirSync(corpus).length;
    console.log(
      `${name}: no finding in ${seconds} s: ${runs} inputs, ${coverage} edges, corpus ${count} -> ${grown}`,
    );
    return true;
  }
  console.log(log.slice(-8000));
  console.log(`${name}: FAILED (exit ${code})`);
  const saved = /written to (\S+)/.exec(log)?.[1];
  if (saved) {
    console.log(`input: ${saved}\nhex:   ${readFileSync(saved).toString('hex')}`);
    console.log(`again: npm run fuzz -- ${name} ${saved}`);
  }
  return false;
}

let ok = false;
try {
  ok = await main();
} catch (error) {
  console.error(error);
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(ok ? 0 : 1);
