import { readlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inNetworkNamespace } from '../../src/sys/setns.ts';

describe('inNetworkNamespace', () => {
  it('names the namespace that does not exist, and runs nothing', () => {
    let ran = false;
    expect(() =>
      inNetworkNamespace('/run/netns/no-such-namespace', () => {
        ran = true;
      }),
    ).toThrow(
      /^cannot open network namespace \/run\/netns\/no-such-namespace: no such file or directory \(ENOENT from open\)$/,
    );
    expect(ran).toBe(false);
  });

  it('refuses a file that is no namespace', () => {
    expect(() => inNetworkNamespace('/proc/self/stat', () => {})).toThrow(
      /^cannot use \/proc\/self\/stat as a network namespace, which it is not: invalid argument \(EINVAL/,
    );
  });

  it('needs no privilege for the namespace that the thread is in, and refuses a promise there too', () => {
    const here = () => readlinkSync('/proc/thread-self/ns/net');
    expect(inNetworkNamespace('/proc/thread-self/ns/net', here)).toBe(here());
    expect(() => inNetworkNamespace('/proc/self/ns/net', async () => {})).toThrow(TypeError);
  });
});
