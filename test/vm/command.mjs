// node test/vm/command.mjs KERNEL COMMAND...: one command of the clone in a virtual machine, with its exit status.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boot } from './boot.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const [kernel, ...words] = process.argv.slice(2);
const quote = (word) => `'${word.replaceAll("'", "'\\''")}'`;
const bin = dirname(process.execPath);
const command = `ip link set lo up; cd ${quote(root)} && PATH=${quote(bin)}:$PATH ${words.map(quote).join(' ')} 2>&1`;
const { text, status, why } = await boot(kernel, command, Number(process.env.VM_SECONDS ?? 240));
console.log(text.trimEnd());
if (status !== 0) console.log(`Linux ${kernel} in QEMU: ${why}`);
process.exit(status ?? 1);
