import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const bootSeconds = 90;
const tools = {
  'qemu-system-x86_64': 'qemu-system-x86',
  busybox: 'busybox-static',
  cpio: 'cpio',
  modprobe: 'kmod',
  ip: 'iproute2',
  ping: 'iputils-ping',
  setpriv: 'util-linux',
};

export const kernels = ['6.1', '6.12', '7.2'];

/**
 * Boots a kernel, runs a shell command in it over this machine's files, and ends with what it printed and its exit
 * status, or without a status when it did not come to its end. A boot that does not get as far as the command is
 * tried once more: emulation on a busy machine may stall before the system is up. Other machines may have to end first:
 * `onStart` is called when its turn has come, from which on its `seconds` count.
 */
export async function boot(kernel, command, seconds, onStart = () => {}) {
  checkTools();
  const folder = execFileSync(join(here, 'kernel.sh'), [kernel], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
  let console = await once(folder, command, seconds, onStart);
  if (!console.includes('VM up ')) console = await once(folder, command, seconds, onStart);
  const [, text] = /^VM up [\d.]+\n([\s\S]*)/m.exec(console) ?? [];
  if (text === undefined) return { text: console, why: `Linux ${kernel} did not boot, twice` };
  const [end, status] = /\nVM status (\d+)\n[\s\S]*/.exec(text) ?? [];
  if (end === undefined) return { text, why: `no end within ${seconds} s, or a crash` };
  return { text: text.slice(0, -end.length), status: Number(status), why: `exit status ${status}` };
}

function checkTools() {
  process.env.PATH += ':/usr/sbin:/sbin';
  const found = (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
  const missing = Object.keys(tools).filter((tool) => !found(tool));
  if (missing.length === 0) return;
  const packages = missing.map((tool) => tools[tool]).join(' ');
  throw new Error(`a virtual machine needs ${missing.join(', ')}: apt-get install ${packages}`);
}

function once(folder, command, seconds, onStart) {
  return new Promise((resolve, reject) => {
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', join(here, 'boot.sh'), folder, command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, VM_SECONDS: String(seconds) },
    });
    let text = '';
    let timer;
    const take = (chunk) => {
      text += chunk;
      if (timer || !text.includes('VM slot ')) return;
      timer = setTimeout(() => text.includes('VM up ') || child.kill(), bootSeconds * 1000);
      onStart();
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', reject).on('close', () => {
      clearTimeout(timer);
      resolve(plain(text));
    });
  });
}

/** Without the firmware's escape sequences and the console's carriage returns. */
function plain(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is removed
  return text.replace(/\x1b\[[0-9;?]*[a-zA-Z]|\x1bc|\r/g, '');
}
