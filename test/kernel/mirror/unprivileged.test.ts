import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../socket/program.ts';
import { WITHOUT_CAPABILITIES } from '../namespace/unprivileged.ts';

/** Containers and distributions may forbid them: user_namespaces(7). */
const userNamespaces = spawnSync('unshare', ['-Ur', 'true']).status === 0;
const LACK = 'this machine does not allow user namespaces';

const folder = mkdtempSync(join(tmpdir(), 'rtnl-unprivileged-'));
let file = '';
beforeAll(() => {
  file = bundle("import './src/cli/main.ts';", folder, 'cjs', ['ffi-rs']);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** `rtnl-dump monitor -a` behind a shell script that ends with `exec "$@"`, in a mount namespace with a `/run` of its own. */
class Monitor implements AsyncDisposable {
  text = '';
  errors = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown[]>;

  constructor(script: string) {
    const command = [process.execPath, file, 'monitor', '-a', 'rule'];
    const whole = `mount -t tmpfs tmpfs /run && ${script}`;
    this.#child = spawn('unshare', ['-m', 'sh', '-c', whole, 'sh', ...command], {
      env: { ...process.env, NODE_PATH: resolve('node_modules') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#ended = once(this.#child, 'close');
    this.#child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      this.text += more;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (more: string) => {
      this.errors += more;
    });
  }

  async until(seen: () => boolean): Promise<void> {
    for (let waited = 0; !seen(); waited++) {
      if (waited > 3000) throw new Error(`did not happen within 30 s: ${this.text}\n${this.errors}`);
      await sleep(10);
    }
  }

  /** @returns the exit status */
  async end(): Promise<unknown> {
    const [status] = await this.#ended;
    return status;
  }

  async stop(): Promise<unknown> {
    this.#child.kill('SIGTERM');
    return this.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

describe('monitor -a without the right to enter all namespaces', () => {
  it('names those that it cannot open, and goes on with the others', async ({ skip }) => {
    if (!userNamespaces) skip(LACK);
    const changes =
      'n=100; while kill -0 $$ && sleep 0.1; do ip -n inner rule add pref $n table 77; n=$((n+1)); done';
    const inner = `ip netns add inner && { (${changes}) & exec "$@"; }`;
    await using monitor = new Monitor(
      `ip netns add outer && ip netns add other && exec unshare -Urnm sh -c '${inner}' sh "$@"`,
    );
    await monitor.until(() => /^\[netns inner\]\d+:\tfrom all lookup 77$/m.test(monitor.text));
    const problems = monitor.errors.trim().split('\n').sort();
    expect(problems).toEqual(
      ['other', 'outer'].map((name) =>
        expect.stringMatching(
          new RegExp(`the network namespace "${name}" cannot be watched: .*not permitted.*EPERM from setns`),
        ),
      ),
    );
    // Not all went well.
    expect(await monitor.stop()).toBe(1);
    expect(monitor.text).not.toMatch(/\[netns (outer|other)\]/);
  });

  it('says which when it can open none', async () => {
    await using monitor = new Monitor(
      `ip netns add outer && ip netns add other && exec ${WITHOUT_CAPABILITIES.join(' ')} "$@"`,
    );
    expect(await monitor.end()).toBe(1);
    for (const name of ['outer', 'other'])
      expect(monitor.errors).toContain(`the network namespace "${name}" cannot be watched: `);
    expect(monitor.errors).toContain('no network namespace can be watched');
    expect(monitor.text).toBe('');
  });
});
