import { fstatSync } from 'node:fs';
import type { isatty } from 'node:tty';
import { lazyRequire } from '../sys/require.ts';
import { DescriptorOutput } from './output.ts';
import { run } from './run.ts';

const STDOUT = 1;
const STDERR = 2;

void run(process.argv.slice(2), {
  output: new DescriptorOutput(STDOUT),
  errors: new DescriptorOutput(STDERR),
  terminal: isTerminal,
  environment: process.env,
}).then((status) => {
  // Everything is written, and nothing that is still open is worth waiting for.
  process.exit(status);
});

/** `node:tty` brings half of Node's networking with it, a tenth of Node's own start: not for a pipe or a file. */
function isTerminal(): boolean {
  if (!fstatSync(STDOUT).isCharacterDevice()) return false;
  const tty = lazyRequire('node:tty') as { isatty: typeof isatty };
  return tty.isatty(STDOUT);
}
