// node test/vm/run.mjs [KERNEL[@NODE][:FILTER,...]...] [FILTER...]: the kernel lane on other kernels, each in its own QEMU.
//
//   KERNEL  6.1, 6.12 or 7.2; all three when none is named
//   NODE    22, 24 or 26; the Node.js that runs this when none is named
//   FILTER  a part of the path of the test files to run; all when none is named
//
// Every configuration is compared on 6.12 (in CI every third), every fifth on the others; RTNL_SAMPLE=1 for all
// everywhere. MODEL_*, MIRROR_* and LABS_* are what they are outside.
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boot, kernels } from './boot.mjs';
import { bundleLane } from './bundle.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const isKernel = (word) => kernels.includes(word.split(/[@:]/)[0]);
const named = process.argv.slice(2).filter(isKernel);
const filters = process.argv.slice(2).filter((word) => !isKernel(word));
const seconds = Number(process.env.VM_SECONDS ?? 2100);
const atOnce = Number(process.env.VM_AT_ONCE ?? 2);
const bundles = await bundleLane();

async function lane(word, onStart) {
  const [name, parts] = word.split(':');
  const [kernel, line] = name.split('@');
  const node = line
    ? execFileSync(join(root, '.ci/node.sh'), [line], { encoding: 'utf8' })
    : process.execPath;
  const chosen = [...(parts?.split(',') ?? []), ...filters];
  const quoted = [root, dirname(node), bundles, ...chosen].map(
    (each) => `'${each.replaceAll("'", "'\\''")}'`,
  );
  const [folder, bin, ...rest] = quoted;
  const step = Number(process.env.RTNL_SAMPLE ?? (kernel !== '6.12' ? 5 : process.env.CI ? 3 : 1));
  // Inside there is neither a network nor the user's home.
  const cache = dirname(execFileSync(join(root, '.ci/bird.sh'), { encoding: 'utf8' }).trim());
  const seeds = Object.entries(process.env).filter(([key]) => /^(MODEL|MIRROR|LABS)_\w+$/.test(key));
  const settings = [['RTNL_SAMPLE', step], ['RTNL_CACHE', cache], ...seeds];
  const environment = `${settings.map(([key, value]) => `${key}='${value}'`).join(' ')} PATH=`;
  return boot(
    kernel,
    `cd ${folder} && ${environment}${bin}:$PATH exec test/vm/inside.sh ${rest.join(' ')}`,
    seconds,
    onStart,
  );
}

/** Runs one lane and says how it went; whatever goes wrong is a failure of that lane alone. */
async function report(word) {
  let started = Date.now();
  const onStart = () => {
    started = Date.now();
  };
  const result = await lane(word, onStart).catch((error) => ({ text: '', why: error.message }));
  const [name] = word.split(':');
  const tally = /^VM tally (\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(result.text);
  const [passed, failed, skipped] = tally?.slice(1).map(Number) ?? [0, 0, 0];
  const ok = result.status === 0 && passed > 0;
  const took = ((Date.now() - started) / 1000).toFixed(0);
  const counts = `${passed} passed, ${Math.max(failed, ok ? 0 : 1)} failed, ${skipped} skipped`;
  console.log(`\n--- Linux ${name} in QEMU ---\n${result.text.replace(/^VM tally.*\n/m, '').trim()}`);
  console.log(`--- Linux ${name}: ${ok ? 'ok' : `FAILED (${result.why})`}: ${counts}, ${took} s ---`);
  if (process.env.RTNL_TALLY) appendFileSync(process.env.RTNL_TALLY, `${counts}\n`);
  return ok;
}

const waiting = named.length > 0 ? named : [...kernels];
let failures = 0;
async function worker() {
  for (let word = waiting.shift(); word !== undefined; word = waiting.shift()) {
    if (!(await report(word))) failures += 1;
  }
}
await Promise.all(Array.from({ length: atOnce }, worker));
process.exit(failures === 0 ? 0 : 1);
