// node test/vm/run.mjs [6.1] [6.12] [7.2] [VITEST ARGUMENTS]: the kernel lane on other kernels, each in its own QEMU.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const known = ['6.1', '6.12', '7.2'];
const asked = process.argv.slice(2);
const named = asked.filter((word) => known.includes(word));
const filters = asked.filter((word) => !known.includes(word));
const kernels = named.length > 0 ? named : known;
const atOnce = Number(process.env.VM_AT_ONCE ?? 2);
const bootSeconds = 90;
const wholeSeconds = Number(process.env.VM_SECONDS ?? 900);

process.env.PATH += ':/usr/sbin:/sbin';

function checkTools() {
  const tools = {
    'qemu-system-x86_64': 'qemu-system-x86',
    busybox: 'busybox-static',
    cpio: 'cpio',
    modprobe: 'kmod',
  };
  const found = (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
  const missing = Object.keys({ ...tools, ip: 'iproute2', ping: 'iputils-ping' }).filter(
    (tool) => !found(tool),
  );
  if (missing.length > 0) {
    const packages = missing.map((tool) => tools[tool] ?? { ip: 'iproute2', ping: 'iputils-ping' }[tool]);
    console.error(`The VM lane needs ${missing.join(', ')}: apt-get install ${packages.join(' ')}`);
    process.exit(1);
  }
}

/** Boots one kernel; ends with what was printed between "VM up" and the power-off. */
function boot(folder, command) {
  return new Promise((resolve) => {
    const child = spawn(join(here, 'boot.sh'), [folder, command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, VM_SECONDS: String(wholeSeconds) },
    });
    let text = '';
    let late = false;
    const timer = setTimeout(() => {
      if (text.includes('VM up')) return;
      late = true;
      child.kill();
    }, bootSeconds * 1000);
    const take = (chunk) => {
      text += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ text: plain(text), code, late });
    });
  });
}

/** Without the firmware's escape sequences and the console's carriage returns. */
function plain(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is removed
  return text.replace(/\x1b\[[0-9;?]*[a-zA-Z]|\x1bc|\r/g, '');
}

async function lane(name) {
  const started = Date.now();
  const made = spawnSync(join(here, 'kernel.sh'), [name], { encoding: 'utf8' });
  if (made.status !== 0)
    return { name, ok: false, text: `${made.stdout}${made.stderr}`, seconds: seconds(started) };
  const folder = made.stdout.trim();
  const quoted = filters.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const command = `cd '${root}' && PATH='${dirname(process.execPath)}':$PATH exec test/vm/inside.sh ${quoted}`;
  let result = await boot(folder, command);
  if (!result.text.includes('VM up')) {
    console.log(`Linux ${name}: did not boot, once more. It had printed:\n${result.text}`);
    result = await boot(folder, command);
  }
  const [, body = result.text] = /VM up [\d.]+\n([\s\S]*)/.exec(result.text) ?? [];
  const status = /^VM status (\d+)$/m.exec(body)?.[1];
  const tally = [...body.matchAll(/^VM tally (\d+) (\d+) (\d+)$/gm)][0]?.slice(1).map(Number);
  const text = body.replace(/^VM tally.*\n/m, '').replace(/^VM status[\s\S]*/m, '');
  const why =
    status === '0'
      ? ''
      : status === undefined
        ? `no end within ${wholeSeconds} s, or a crash`
        : `status ${status}`;
  return { name, ok: status === '0' && (tally?.[0] ?? 0) > 0, why, text, tally, seconds: seconds(started) };
}

function seconds(started) {
  return ((Date.now() - started) / 1000).toFixed(0);
}

checkTools();
const waiting = [...kernels];
const results = [];
async function worker() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const result = await lane(name);
    results.push(result);
    console.log(`\n--- Linux ${name} in QEMU ---\n${result.text.trim()}`);
    const [passed = 0, failed = 1, skipped = 0] = result.tally ?? [];
    const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
    console.log(
      `--- Linux ${name}: ${result.ok ? 'ok' : `FAILED (${result.why})`}, ${counts}, ${result.seconds} s ---`,
    );
    if (process.env.RTNL_TALLY) appendFileSync(process.env.RTNL_TALLY, `${passed} ${failed} ${skipped}\n`);
  }
}
await Promise.all(Array.from({ length: atOnce }, worker));
process.exit(results.every((result) => result.ok) ? 0 : 1);
