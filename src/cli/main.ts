import { fstatSync } from 'node:fs';
import type { isatty } from 'node:tty';
import { lazyRequire } from '../sys/require.ts';
import { DescriptorOutput } from './output.ts';
import { run } from './run.ts';

const STDOUT = 1;
const STDERR = 2;

/** `/dev/null` and its like, and terminals of terminal emulators and ssh(1). Source: linux/major.h. */
const MEM_MAJOR = 1;
const UNIX98_PTY_SLAVE_MAJOR = 136;
const UNIX98_PTY_MAJOR_COUNT = 8;

void run(process.argv.slice(2), {
  output: new DescriptorOutput(STDOUT),
  errors: new DescriptorOutput(STDERR),
  terminal: isTerminal,
  environment: process.env,
}).then((status) => {
  // Everything is written, and nothing that is still open is worth waiting for.
  process.exit(status);
});

/**
 * `node:tty` brings half of Node's networking with it, a fifth of Node's own start: only for a character device whose
 * number does not tell what it is.
 */
function isTerminal(): boolean {
  const stat = fstatSync(STDOUT);
  if (!stat.isCharacterDevice()) return false;
  const major = (stat.rdev >> 8) & 0xfff;
  if (major === MEM_MAJOR) return false;
  if (major >= UNIX98_PTY_SLAVE_MAJOR && major < UNIX98_PTY_SLAVE_MAJOR + UNIX98_PTY_MAJOR_COUNT) return true;
  const tty = lazyRequire('node:tty') as { isatty: typeof isatty };
  return tty.isatty(STDOUT);
}
