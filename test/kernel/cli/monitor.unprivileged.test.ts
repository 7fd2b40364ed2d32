import { describe, expect, it } from 'vitest';
import { LACK, userNamespaces, WITHOUT_CAPABILITIES } from '../namespace/unprivileged.ts';
import { program, type Running } from './monitor.program.ts';

describe('monitor -a without the right to enter all namespaces', () => {
  const start = program();

  /** Behind a shell script that ends with `exec "$@"`, in a mount namespace with a `/run` of its own. */
  const watch = (script: string): Running =>
    start(
      ['monitor', '-a', 'rule'],
      ['unshare', '-m', 'sh', '-c', `mount -t tmpfs tmpfs /run && ${script}`, 'sh'],
    );

  it('names those that it cannot open, and goes on with the others', async ({ skip }) => {
    if (!userNamespaces) skip(LACK);
    const changes =
      'n=100; while kill -0 $$ && sleep 0.1; do ip -n inner rule add pref $n table 77; n=$((n+1)); done';
    const inner = `ip netns add inner && { (${changes}) & exec "$@"; }`;
    const monitor = watch(
      `ip netns add outer && ip netns add other && exec unshare -Urnm sh -c '${inner}' sh "$@"`,
    );
    try {
      await monitor.until(() => /^\[netns inner\]\d+:\tfrom all lookup 77$/m.test(monitor.text), 30);
      const problems = monitor.errors.trim().split('\n').sort();
      expect(problems).toEqual(
        ['other', 'outer'].map((name) =>
          expect.stringMatching(
            new RegExp(
              `the network namespace "${name}" cannot be watched: .*not permitted.*EPERM from setns`,
            ),
          ),
        ),
      );
    } finally {
      monitor.kill('SIGTERM');
    }
    // Not all went well.
    expect(await monitor.end()).toBe(1);
    expect(monitor.text).not.toMatch(/\[netns (outer|other)\]/);
  });

  it('says which when it can open none', async () => {
    const monitor = watch(
      `ip netns add outer && ip netns add other && exec ${WITHOUT_CAPABILITIES.join(' ')} "$@"`,
    );
    expect(await monitor.end()).toBe(1);
    for (const name of ['outer', 'other'])
      expect(monitor.errors).toContain(`the network namespace "${name}" cannot be watched: `);
    expect(monitor.errors).toContain('no network namespace can be watched');
    expect(monitor.text).toBe('');
  });
});
