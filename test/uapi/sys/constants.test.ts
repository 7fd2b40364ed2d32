import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import * as constants from '../../../src/sys/constants.ts';
import { errnoName } from '../../../src/sys/errno.ts';

/** What the C preprocessor makes of each word after `#include`s of the C library's and the kernel's headers. */
function preprocess(includes: string[], words: string[]): string[] {
  const source = `${includes.map((name) => `#include <${name}>\n`).join('')}\nBEGIN\n${words.join('\n')}\n`;
  const text = execFileSync('cc', ['-E', '-P', '-D_GNU_SOURCE', '-'], { input: source, encoding: 'utf8' });
  return text
    .slice(text.indexOf('BEGIN') + 6)
    .trim()
    .split('\n');
}

describe('constants of src/sys', () => {
  it('are those of the headers', () => {
    const entries = Object.entries(constants);
    const asserts = entries.map(
      ([name, value]) => `_Static_assert(${name} == ${value}, "${name} is not ${value}");`,
    );
    const headers = [
      'sys/socket.h',
      'sys/file.h',
      'sys/mount.h',
      'linux/netlink.h',
      'linux/capability.h',
      'linux/nsfs.h',
      'linux/if.h',
      'linux/if_tun.h',
      'fcntl.h',
      'sched.h',
      'errno.h',
    ];
    const source = `${headers.map((name) => `#include <${name}>\n`).join('')}${asserts.join('\n')}\n`;
    const options = { input: source, encoding: 'utf8' as const };
    expect(entries.length).toBeGreaterThan(15);
    execFileSync('cc', ['-fsyntax-only', '-D_GNU_SOURCE', '-x', 'c', '-'], options);
  });

  it('name every error number as asm-generic does', () => {
    const numbers = Array.from({ length: 133 }, (_, index) => index + 1).filter((n) => n !== 41 && n !== 58);
    const values = preprocess(['errno.h'], numbers.map(errnoName)).map(Number);
    expect(values).toEqual(numbers);
  });
});
