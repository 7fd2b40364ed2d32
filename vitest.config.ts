import { defineConfig } from 'vitest/config';
import { LaneReporter } from './.ci/reporter.ts';

// One project a lane. The timeouts are for a busy machine: nothing here should come near them.
export default defineConfig({
  test: {
    reporters: ['default', new LaneReporter()],
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{kernel,uapi,vm,package}/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'uapi',
          include: ['test/uapi/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'kernel',
          include: ['test/kernel/**/*.test.ts'],
          globalSetup: '.ci/kernel-lane.mjs',
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
