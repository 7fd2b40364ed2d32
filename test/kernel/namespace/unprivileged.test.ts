import { describe, expect, it } from 'vitest';
import { LACK, runBehind, userNamespaces, WITHOUT_CAPABILITIES } from './unprivileged.ts';

const imports = `
  import { existsSync, readFileSync, readlinkSync, readdirSync, writeFileSync } from 'node:fs';
  import { connect } from './src/connection/connection.ts';
  import { currentNamespace, openNamespace } from './src/namespace/handle.ts';
  import { createNamespace, deleteNamespace, listNamespaces, namesOf } from './src/namespace/named.ts';
  import { nsidOf, setNsid } from './src/namespace/nsid.ts';
  import { pidsIn } from './src/namespace/pids.ts';
  import { runIn } from './src/namespace/run.ts';
  import { readSysctl, writeSysctl } from './src/namespace/sysctl.ts';
  import { deletePersistentTun, openTun } from './src/namespace/tun.ts';
  const here = () => readlinkSync('/proc/thread-self/ns/net');
`;

async function printed(command: readonly string[], body: string): Promise<string[]> {
  const { stdout, stderr } = await runBehind(command, imports, body);
  return (stdout + stderr).trim().split('\n');
}

describe('without capabilities', () => {
  it('the namespace of the process itself can be used, and others are refused in a sentence', async () => {
    const lines = await printed(
      WITHOUT_CAPABILITIES,
      `
      const current = currentNamespace();
      const home = here();
      console.log(current.enter(here) === home, openNamespace({ pid: process.pid }).enter(here) === home);
      console.log((await runIn(current, 'echo', ['ran'])).stdout.trim(), readSysctl(current, 'net.ipv4.ip_forward').length);
      console.log(pidsIn(current).includes(process.pid));
      console.log(told(() => createNamespace()));
      console.log(told(() => createNamespace('rtnl-ns-nobody')));
      console.log(existsSync('/run/netns/rtnl-ns-nobody'), here() === home);
      `,
    );
    expect(lines).toEqual([
      'true true',
      'ran 1',
      'true',
      'SystemError: cannot make a network namespace: operation not permitted (EPERM from setns); it needs CAP_SYS_ADMIN',
      'SystemError: cannot make /run/netns, where names of network namespaces are kept: operation not permitted (EPERM from mount); it needs root, or CAP_SYS_ADMIN in the user namespace that the mount namespace belongs to',
      'false true',
    ]);
  });
});

describe('in a user namespace with a network namespace of its own', () => {
  it('all works but names, which need a mount namespace too', async ({ skip }) => {
    if (!userNamespaces) skip(LACK);
    const lines = await printed(
      ['unshare', '-Urn'],
      `
      const current = currentNamespace();
      const home = here();
      writeSysctl(current, 'net.ipv4.ip_forward', true);
      const other = createNamespace();
      console.log(readSysctl(current, 'net.ipv4.ip_forward'), readSysctl(other, 'net.ipv4.conf.lo.forwarding'));
      writeSysctl(other, 'net.ipv4.ip_default_ttl', 7);
      console.log(readSysctl(other, 'net.ipv4.ip_default_ttl'), here() === home, other.enter(here) !== home);
      const tap = openTun(other, { mode: 'tap', name: 'wire' });
      const run = await runIn(other, 'sh', ['-c', 'readlink /proc/self/ns/net; ls -d /sys/class/net/*/']);
      console.log(run.stdout === other.enter(here) + '\\n/sys/class/net/lo/\\n/sys/class/net/wire/\\n');
      tap.close();
      const connection = connect({ netns: current.fd });
      await setNsid(connection, other, 5);
      console.log(await nsidOf(connection, other), await nsidOf(connect({ netns: other.fd }), current));
      console.log(String(told(() => createNamespace('rtnl-ns-nobody'))).includes('EPERM from mount'));
      console.log(existsSync('/run/netns/rtnl-ns-nobody'), here() === home);
      `,
    );
    expect(lines).toEqual(['1 0', '7 true true', 'true', '5 undefined', 'true', 'false true']);
  });

  it('and a /sys that may only be read, a command has its like', async ({ skip }) => {
    if (!userNamespaces) skip(LACK);
    const lines = await printed(
      ['unshare', '-m', 'sh', '-c', 'mount -o remount,ro,bind /sys && exec unshare -Urn "$@"', 'sh'],
      `
      const run = await runIn(createNamespace(), 'sh', ['-c', 'ls -d /sys/class/net/*/; grep -c " /sys ro," /proc/self/mountinfo']);
      console.log(run.stdout.trim());
      `,
    );
    expect(lines).toEqual(['/sys/class/net/lo/', '2']);
  });

  it('and a mount namespace, with names as ip makes them', async ({ skip }) => {
    if (!userNamespaces) skip(LACK);
    const lines = await printed(
      ['unshare', '-Urnm'],
      `
      const ip = (...words) => spawnSync('ip', words, { encoding: 'utf8' });
      spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', '/run']);
      const shape = (text) => text.split('\\n').filter((line) => line.includes('/run/netns'))
        .map((line) => line.replace(/^\\d+ \\d+ |net:\\[\\d+\\]|:\\d+/g, '')).join();
      // Those of the outer /run are still there, below.
      const before = shape(readFileSync('/proc/self/mountinfo', 'utf8'));
      const first = createNamespace('first');
      const ours = shape(readFileSync('/proc/self/mountinfo', 'utf8'));
      console.log(ip('netns', 'exec', 'first', 'readlink', '/proc/self/ns/net').stdout.trim() === first.label.replace('first', first.enter(here)));
      console.log(namesOf(first).join());
      deleteNamespace('first');
      spawnSync('umount', ['/run/netns']);
      console.log(shape(readFileSync('/proc/self/mountinfo', 'utf8')) === before, readdirSync('/run/netns').length);
      ip('netns', 'add', 'first');
      console.log(ours === shape(readFileSync('/proc/self/mountinfo', 'utf8')), ours.length > before.length);
      writeFileSync('/proc/sys/user/max_net_namespaces', '1');
      console.log(told(() => createNamespace('second')));
      console.log(listNamespaces().map(({ name }) => name).join());
      `,
    );
    expect(lines).toEqual([
      'true',
      'first',
      'true 0',
      'true true',
      'SystemError: cannot make a network namespace: no space left on device (ENOSPC from unshare)',
      'first',
    ]);
  });
});

describe("in a user namespace whose network namespace is another's", () => {
  it('nobody leaves it, since there would be no way back', async ({ skip }) => {
    if (!userNamespaces) skip(LACK);
    const lines = await printed(
      ['unshare', '-Ur'],
      `
      const child = spawnSync('unshare', ['-n', 'true']);
      console.log(child.status, currentNamespace().enter(here) === here());
      console.log(told(() => createNamespace()));
      const other = spawn('unshare', ['-n', 'sh', '-c', 'echo; read _']);
      await once(other.stdout, 'data');
      console.log(told(() => openNamespace({ pid: other.pid }).enter(here)));
      other.stdin.end();
      `,
    );
    const reason =
      'operation not permitted (EPERM from setns); it needs CAP_SYS_ADMIN where the network namespace of this process belongs, or there is no way back to it; unshare --user --net gives it one of its own';
    expect(lines).toEqual([
      '0 true',
      `SystemError: cannot make a network namespace: ${reason}`,
      expect.stringMatching(/^SystemError: cannot enter network namespace \/proc\/\d+\/ns\/net: /),
    ]);
    expect(lines[2]).toContain(reason);
  });
});
