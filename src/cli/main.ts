import { isatty } from 'node:tty';
import { DescriptorOutput } from './output.ts';
import { run } from './run.ts';

void run(process.argv.slice(2), {
  output: new DescriptorOutput(1),
  errors: new DescriptorOutput(2),
  terminal: () => isatty(1),
  environment: process.env,
}).then((status) => {
  // Everything is written, and nothing that is still open is worth waiting for.
  process.exit(status);
});
