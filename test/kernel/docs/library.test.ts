import { describe, expect, it } from 'vitest';
import { labs, needsKernel, programs, resolved } from '../../docs/blocks.ts';
import { runProgram } from '../../socket/program.ts';

describe('the code in the docs, on a kernel', () => {
  // Labs give namespaces names that others on the machine may use, too: their tests run them.
  const here = programs().filter((each) => needsKernel(each) && !labs.includes(each.place));

  it.each(here)('runs: $place', async ({ code }) => {
    const { code: status, stderr, stdout } = await runProgram(resolved(code), 'esm', 60);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    // What a comment promises after `//` is what is printed.
    for (const [, promised = ''] of code.matchAll(/console\.log\(error\.message\); \/\/ (.*)$/gm)) {
      expect(stdout).toContain(promised);
    }
  });
});
