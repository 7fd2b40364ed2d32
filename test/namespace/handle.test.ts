import { readlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findProgram } from '../../src/namespace/find-program.ts';
import { currentNamespace, openNamespace } from '../../src/namespace/handle.ts';
import { runIn } from '../../src/namespace/run.ts';

const here = () => readlinkSync('/proc/thread-self/ns/net');

describe('the namespace of this process', () => {
  it('is the same however it is opened, and entered without privilege', () => {
    using current = currentNamespace();
    using byPid = openNamespace({ pid: process.pid });
    using byPath = openNamespace('/proc/self/ns/net');
    using byFd = openNamespace({ fd: current.fd });
    expect(current.label).toBe('this network namespace');
    expect(current.where).toBe('this network namespace');
    expect(byPid.label).toBe(`/proc/${process.pid}/ns/net`);
    expect(byPath.where).toBe('network namespace /proc/self/ns/net');
    expect(byFd.label).toBe(here());
    for (const handle of [byPid, byPath, byFd]) {
      expect(handle.name).toBeUndefined();
      expect(handle.same(current)).toBe(true);
      expect(handle.fd).not.toBe(current.fd);
      expect(handle.enter(here)).toBe(here());
    }
  });

  it('is used no more once the handle is closed', () => {
    const current = currentNamespace();
    current.close();
    current.close();
    expect(current.closed).toBe(true);
    expect(() => current.fd).toThrow(/^the handle of this network namespace was closed$/);
    expect(() => current.enter(here)).toThrow(/was closed$/);
  });

  it('takes only what is synchronous', () => {
    using current = currentNamespace();
    const later = async () => 1;
    // @ts-expect-error the compiler refuses a promise
    expect(() => current.enter(later)).toThrow(TypeError);
    // @ts-expect-error and what may be one
    expect(() => current.enter((): number | Promise<number> => later())).toThrow(TypeError);
    expect(current.enter(() => 1)).toBe(1);
    expect(current.enter(() => {})).toBeUndefined();
  });

  it('runs commands', async () => {
    using current = currentNamespace();
    expect((await runIn(current, 'readlink', ['/proc/self/ns/net'])).stdout).toBe(`${here()}\n`);
  });
});

describe('findProgram', () => {
  it('finds what execvp would run', () => {
    expect(findProgram('sh', '/no/such:/usr/bin:/bin')).toMatch(/^(\/usr)?\/bin\/sh$/);
    expect(findProgram('sh')).toMatch(/^(\/usr)?\/bin\/sh$/);
    expect(findProgram('sh', '', '/bin')).toBe('/bin/sh');
    expect(findProgram('./sh', '', '/bin')).toBe('/bin/sh');
    expect(findProgram('bin/sh', '/bin', '/')).toBe('/bin/sh');
    expect(findProgram('sh', '/no/such')).toBeUndefined();
    expect(findProgram('passwd', '/etc')).toBeUndefined();
    expect(findProgram('bin', '/')).toBeUndefined();
    expect(findProgram('')).toBeUndefined();
  });
});
