import { once } from 'node:events';
import { mkdirSync, readdirSync, readlinkSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { currentNamespace, type NamespaceHandle } from '../../../src/namespace/handle.ts';
import { createNamespace } from '../../../src/namespace/named.ts';
import { CommandFailed, runIn, spawnIn } from '../../../src/namespace/run.ts';
import { InputError } from '../../../src/sys/input-error.ts';
import { here, run, withName } from './support.ts';

/** A namespace whose `/etc/netns/NAME/hosts` has one line of its own. */
function withHosts<T>(use: (handle: NamespaceHandle, name: string) => Promise<T>): Promise<T> {
  return withName(async (name) => {
    using handle = createNamespace(name);
    const folder = `/etc/netns/${name}`;
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(`${folder}/hosts`, '192.0.2.7 only-here\n');
      return await use(handle, name);
    } finally {
      rmSync(folder, { recursive: true });
      if (readdirSync('/etc/netns').length === 0) rmdirSync('/etc/netns');
    }
  });
}

function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no error',
    (error: unknown) => error,
  );
}

describe('a command in a namespace', () => {
  it('has the namespace, /sys and /etc that ip netns exec gives it', () =>
    withHosts(async (handle, name) => {
      run('ip', ['-n', name, 'link', 'add', 'here0', 'type', 'veth', 'peer', 'here1']);
      const look = [
        '-c',
        'readlink /proc/self/ns/net; ls /sys/class/net; ls /sys; cat /etc/hosts; pwd; echo $0',
      ];
      const { stdout, stderr, code, signal } = await runIn(handle, 'sh', look);
      expect({ stderr, code, signal }).toEqual({ stderr: '', code: 0, signal: null });
      expect(stdout).toBe(run('ip', ['netns', 'exec', name, 'sh', ...look]));
      expect(stdout).toContain('here0\nhere1\nlo\n');
      expect(stdout).toContain('only-here\n');
    }));

  it('is told of a file whose place is not there, and runs, as with ip', () =>
    withHosts(async (handle, name) => {
      writeFileSync(`/etc/netns/${name}/rtnl-no-such-file`, '');
      const { stdout, stderr } = await runIn(handle, 'cat', ['/etc/hosts']);
      expect(stdout).toBe(run('sh', ['-c', `ip netns exec ${name} cat /etc/hosts 2>/dev/null`]));
      expect(stderr).toMatch(/\/etc\/rtnl-no-such-file/);
    }));

  it('mounts nothing outside, and sees what is mounted later', () =>
    withHosts(async (handle, name) => {
      const mounts = () =>
        run('cat', ['/proc/self/mountinfo'])
          .split('\n')
          .filter((line) => line.includes(name));
      const before = mounts();
      const child = spawnIn(handle, 'sh', [
        '-c',
        'echo; read _; grep -c "$1" /proc/self/mountinfo',
        'sh',
        name,
      ]);
      child.stdout?.setEncoding('utf8');
      await once(child.stdout ?? child, 'data');
      expect(mounts()).toEqual(before);
      child.stdin?.end('\n');
      // The name in /run/netns, /sys, and hosts.
      expect(await once(child.stdout ?? child, 'data')).toEqual(['3\n']);
      await once(child, 'close');
    }));

  it('has its own environment and folder, and no variable of ours', () =>
    withName(async (name) => {
      using handle = createNamespace(name);
      const env = { PATH: '/usr/bin:/bin', name: 'mine', mount: '', MINE: 'a b' };
      const printed = await runIn(handle, 'env', [], { env, cwd: '/usr' });
      const lines = printed.stdout
        .trim()
        .split('\n')
        .filter((line) => !/^(PWD|OLDPWD|SHLVL|_)=/.test(line));
      expect(lines.sort()).toEqual(['MINE=a b', 'PATH=/usr/bin:/bin', 'mount=', 'name=mine']);
      expect((await runIn(handle, 'pwd', [], { cwd: new URL('file:///usr') })).stdout).toBe('/usr\n');
      expect((await runIn(handle, './env', ['true'], { cwd: '/usr/bin' })).code).toBe(0);
      const words = ['', 'a b', "'", '$HOME', '-n', '\\'];
      expect((await runIn(handle, 'printf', ['%s\n', ...words])).stdout).toBe(`${words.join('\n')}\n`);
    }));

  it('is one process, which gets signals and is known by its own name', () =>
    withName(async (name) => {
      using handle = createNamespace(name);
      const child = spawnIn(handle, 'sleep', ['30']);
      expect(child.spawnfile).toBe('sleep');
      expect(child.spawnargs).toEqual(['sleep', '30']);
      for (let tries = 0; readlinkSync(`/proc/${child.pid}/exe`).endsWith('sleep') === false; tries++) {
        expect(tries).toBeLessThan(1000);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(readlinkSync(`/proc/${child.pid}/ns/net`)).toBe(`net:[${handle.inode}]`);
      child.kill('SIGTERM');
      expect(await once(child, 'close')).toEqual([null, 'SIGTERM']);
    }));

  it('runs without mounts when asked, and in the namespace of this process', () =>
    withHosts(async (handle) => {
      const look = ['-c', 'readlink /proc/self/ns/net /proc/self/ns/mnt'];
      const mnt = readlinkSync('/proc/self/ns/mnt');
      const { stdout } = await runIn(handle, 'sh', look, { mounts: false });
      expect(stdout).toBe(`net:[${handle.inode}]\n${mnt}\n`);
      using home = currentNamespace();
      expect((await runIn(home, 'sh', look)).stdout).toBe(`${here()}\n${mnt}\n`);
      const forced = (await runIn(home, 'sh', look, { mounts: true })).stdout;
      expect(forced).toMatch(new RegExp(`^${here().replace(/[[\]]/g, '\\$&')}\nmnt:`));
      expect(forced).not.toContain(mnt);
    }));
});

describe('a command that does not go well', () => {
  it('is an error with its exit status and its first complaint, unless that is not asked for', () =>
    withName(async (name) => {
      using handle = createNamespace(name);
      const words = ['-c', 'echo out; echo first >&2; echo second >&2; exit 3'];
      const error = await failure(runIn(handle, 'sh', words));
      expect(error).toBeInstanceOf(CommandFailed);
      expect(error).toMatchObject({
        message: `"sh ${words.join(' ')}" ended in network namespace ${name} with exit status 3: first`,
        code: 3,
        signal: null,
        stdout: 'out\n',
        stderr: 'first\nsecond\n',
        tooLong: false,
      });
      expect(await runIn(handle, 'sh', words, { check: false })).toEqual({
        code: 3,
        signal: null,
        stdout: 'out\n',
        stderr: 'first\nsecond\n',
      });
      const killed = ['-c', 'kill -9 $$'];
      expect(await failure(runIn(handle, 'sh', killed))).toMatchObject({ code: null, signal: 'SIGKILL' });
      expect(await runIn(handle, 'sh', killed, { check: false })).toMatchObject({
        code: null,
        signal: 'SIGKILL',
      });
    }));

  it.each([true, false])('is ENOENT or EACCES as usual when it cannot be started (mounts: %s)', (mounts) =>
    withName(async (name) => {
      using handle = createNamespace(name);
      const missing = { code: 'ENOENT', syscall: 'spawn no-such-command', path: 'no-such-command' };
      expect(await failure(runIn(handle, 'no-such-command', ['-x'], { mounts }))).toMatchObject(missing);
      const [error] = await once(spawnIn(handle, 'no-such-command', [], { mounts }), 'error');
      expect(error).toMatchObject(missing);
      expect(await failure(runIn(handle, '/etc/passwd', [], { mounts }))).toMatchObject({
        code: 'EACCES',
        syscall: 'spawn /etc/passwd',
      });
      expect(await failure(runIn(handle, 'true', [], { mounts, cwd: '/no/such/folder' }))).toMatchObject({
        code: 'ENOENT',
        syscall: 'spawn true',
      });
      expect(await failure(runIn(handle, 'true', [], { mounts, env: { PATH: tmpdir() } }))).toMatchObject({
        code: 'ENOENT',
      });
    }),
  );

  it('is ended by its time, by a signal, and by writing too much', () =>
    withName(async (name) => {
      using handle = createNamespace(name);
      const late = await failure(runIn(handle, 'sleep', ['30'], { timeout: 100, check: false }));
      expect(late).toMatchObject({
        message: `"sleep 30" took too long in network namespace ${name} and was ended`,
        tooLong: true,
        signal: 'SIGTERM',
      });
      const controller = new AbortController();
      const aborted = failure(runIn(handle, 'sleep', ['30'], { signal: controller.signal }));
      controller.abort();
      expect(await aborted).toMatchObject({ name: 'AbortError' });
      expect(await failure(runIn(handle, 'seq', ['100000'], { maxBuffer: 1000 }))).toMatchObject({
        code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER',
      });
    }));

  it('may leave its input unread', () =>
    withName(async (name) => {
      using handle = createNamespace(name);
      expect((await runIn(handle, 'cat', [], { input: 'in\n' })).stdout).toBe('in\n');
      expect((await runIn(handle, 'cat')).stdout).toBe('');
      expect((await runIn(handle, 'true', [], { input: 'x'.repeat(1_000_000) })).code).toBe(0);
    }));

  it('cannot be another user with mounts, and can without', () =>
    withName(async (name) => {
      using handle = createNamespace(name);
      expect(() => spawnIn(handle, 'id', [], { uid: 65534 })).toThrow(InputError);
      const child = spawnIn(handle, 'id', ['-u'], { uid: 65534, mounts: false });
      child.stdout?.setEncoding('utf8');
      expect(await once(child.stdout ?? child, 'data')).toEqual(['65534\n']);
    }));
});
