import { appendFileSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

const otherLanes = [
  ['kernel', 'npm run test:kernel', 'root, iproute2 and iputils-ping'],
  ['uapi', 'npm run test:uapi', 'a C compiler and apt: the newest kernel headers'],
  ['vm', 'npm run test:vm', 'QEMU and apt: the kernel lane on Linux 6.1, 6.12 and 7.2'],
  ['package', 'npm run test:package', 'the packed tarball, installed elsewhere'],
  ['fuzz', 'npm run fuzz -- SECONDS', 'coverage-guided fuzzing of the decoder'],
  ['bench', 'npm run bench', 'root and a C compiler'],
] as const;

/** Names what was skipped and why, says after `npm test` which lanes did not run, and counts for `.ci/run`. */
export class LaneReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        count[result.state === 'pending' ? 'failed' : result.state] += 1;
        if (result.state === 'skipped') {
          console.log(
            `Skipped: ${module.relativeModuleId}: ${test.fullName}: ${result.note ?? 'no reason given'}`,
          );
        }
      }
    }
    if (process.env['RTNL_TALLY']) {
      appendFileSync(
        process.env['RTNL_TALLY'],
        `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`,
      );
    }
    if (process.env['npm_lifecycle_event'] === 'test') {
      console.log('Not run here:');
      for (const [lane, command, needs] of otherLanes) {
        console.log(`  ${lane.padEnd(8)} ${command.padEnd(24)} ${needs}`);
      }
    }
  }
}
