import { describe, expect, it } from 'vitest';
import { currentNamespace } from '../../../src/namespace/handle.ts';
import { createNamespace } from '../../../src/namespace/named.ts';
import { readSysctl, writeSysctl } from '../../../src/namespace/sysctl.ts';
import { run, thrown, withName } from './support.ts';

describe('a setting of a namespace', () => {
  it('is written where sysctl reads it, and read where sysctl writes it', () =>
    withName((name) => {
      using handle = createNamespace(name);
      using home = currentNamespace();
      const key = 'net.ipv4.ip_forward';
      const theirs = (then = '') =>
        run('ip', ['netns', 'exec', name, 'sh', '-c', `cd /proc/sys/net/ipv4; ${then} cat ip_forward`]);
      const before = readSysctl(home, key);
      writeSysctl(handle, key, true);
      expect(theirs()).toBe('1\n');
      expect(theirs('echo 0 >ip_forward;')).toBe('0\n');
      expect(readSysctl(handle, key)).toBe('0');
      writeSysctl(handle, key, 1);
      expect(theirs()).toBe('1\n');
      writeSysctl(handle, 'net.ipv4.ip_local_port_range', '30000 40000');
      expect(readSysctl(handle, 'net/ipv4/ip_local_port_range')).toBe('30000\t40000');
      writeSysctl(handle, 'net.ipv4.ip_local_reserved_ports', '8080');
      writeSysctl(handle, 'net.ipv4.ip_local_reserved_ports', '');
      expect(readSysctl(handle, 'net.ipv4.ip_local_reserved_ports')).toBe('');
      expect(readSysctl(home, key)).toBe(before);
    }));

  it('of an interface whose name has dots is named as in sysctl(8)', () =>
    withName((name) => {
      using handle = createNamespace(name);
      run('ip', ['-n', name, 'link', 'add', 'a.1.b', 'type', 'veth', 'peer', 'c']);
      writeSysctl(handle, 'net/ipv4/conf/a.1.b/forwarding', true);
      writeSysctl(handle, 'net.ipv4.conf.c.forwarding', false);
      expect(readSysctl(handle, 'net.ipv4.conf.a/1/b.forwarding')).toBe('1');
      expect(run('ip', ['netns', 'exec', name, 'sysctl', '-n', 'net.ipv4.conf.a/1/b.forwarding'])).toBe(
        '1\n',
      );
      expect(String(thrown(() => readSysctl(handle, 'net.ipv4.conf.a.1.b.forwarding')))).toMatch(
        /ENOENT from open\); did you mean "net\/ipv4\/conf\/a\.1\.b\/forwarding"\?$/,
      );
    }));

  it('is refused with the nearest that exists, with what is wrong, and with where it is', () =>
    withName((name) => {
      using handle = createNamespace(name);
      const told = (key: string) => String(thrown(() => readSysctl(handle, key)));
      expect(told('net.ipv4.ip_forwrad')).toBe(
        `SystemError: cannot read sysctl net.ipv4.ip_forwrad in network namespace ${name}: no such file or directory (ENOENT from open); /proc/sys/net/ipv4 has no "ip_forwrad"; did you mean "ip_forward"?`,
      );
      expect(told('net.ipv4.conf.loo.forwarding')).toMatch(/\/conf has no "loo"; did you mean "lo"\?$/);
      expect(told('net.ipv4.conf')).toMatch(/is a directory \(EISDIR from read\)$/);
      expect(told('net')).toMatch(/EISDIR/);
      expect(told('net.netfilter.nf_conntrack_max_of_nobody')).toMatch(/ENOENT/);
      expect(String(thrown(() => writeSysctl(handle, 'net.ipv4.ip_forward', 'perhaps')))).toBe(
        `SystemError: cannot set sysctl net.ipv4.ip_forward to "perhaps" in network namespace ${name}: invalid argument (EINVAL from write)`,
      );
      expect(String(thrown(() => writeSysctl(handle, 'net.ipv4.ip_froward', 1)))).toMatch(/"ip_forward"\?$/);
      // In the first namespace alone.
      expect(told('net.ipv4.tcp_mem')).toMatch(/; it is one for all, which is seen in the first namespace$/);
    }));
});
