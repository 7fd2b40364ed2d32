// lane.mjs FOLDER [VITEST FILTERS]: the kernel lane from the bundles in a folder of bundle.mjs's.
import { resolve } from 'node:path';
import { startVitest } from 'vitest/node';
import setup from '../../.ci/kernel-lane.mjs';

const [folder, ...filters] = process.argv.slice(2);
const { LaneReporter } = await import(resolve(folder, '.ci/reporter.mjs'));
setup();
// One process for all files: starting one costs seconds here. Emulation is some ten times slower than the machine.
const vitest = await startVitest('test', filters, {
  config: false,
  root: folder,
  include: ['test/kernel/**/*.test.mjs'],
  exclude: [],
  watch: false,
  isolate: false,
  fileParallelism: false,
  testTimeout: 300_000,
  hookTimeout: 300_000,
  reporters: ['default', new LaneReporter()],
});
await vitest.close();
