import { describe, expect, it } from 'vitest';
import { currentNamespace, openNamespace } from '../../src/namespace/handle.ts';
import { createNamespace, deleteNamespace, namespaceOfPid } from '../../src/namespace/named.ts';
import { readSysctl, writeSysctl } from '../../src/namespace/sysctl.ts';
import { InputError } from '../../src/sys/input-error.ts';

describe('what cannot be a name', () => {
  it.each([
    ['', 'it is empty'],
    ['.', 'it means a folder'],
    ['..', 'it means a folder'],
    ['a\0b', 'it holds a NUL'],
    ['é'.repeat(128), 'it has 256 bytes, and 255 is the limit'],
  ])('is refused before anything is done: %j', (name, problem) => {
    const message = `${JSON.stringify(name)} cannot be the name of a network namespace: ${problem}`;
    for (const act of [createNamespace, deleteNamespace, openNamespace]) {
      expect(() => act(name)).toThrow(new InputError(message));
    }
  });

  it('is a path where a name is made or deleted', () => {
    for (const act of [createNamespace, deleteNamespace]) {
      expect(() => act('a/b')).toThrow(/^"a\/b" cannot be the name of a network namespace: it holds a "\/"$/);
    }
  });

  it('is a process or descriptor that is not a natural number', () => {
    expect(() => openNamespace({ pid: -1 })).toThrow(InputError);
    expect(() => openNamespace({ fd: 0.5 })).toThrow(InputError);
    expect(() => namespaceOfPid(0)).toThrow(InputError);
  });
});

describe('what leads to no namespace', () => {
  it('is told as what was asked for', () => {
    expect(() => openNamespace('/proc/self/stat')).toThrow(
      /^cannot use \/proc\/self\/stat as a network namespace, which it is not/,
    );
    expect(() => openNamespace('/proc/self/ns/mnt')).toThrow(/which it is not: invalid argument \(EINVAL/);
    expect(() => openNamespace('/no/such/file')).toThrow(
      /^cannot open network namespace \/no\/such\/file: no such file/,
    );
    expect(() => openNamespace({ pid: 0x7fffffff })).toThrow(
      /\/proc\/2147483647\/ns\/net: no such file .*ENOENT/,
    );
    expect(() => openNamespace({ fd: 99_999 })).toThrow(/^cannot open descriptor 99999: no such file/);
    expect(() => namespaceOfPid(0x7fffffff)).toThrow(
      /^cannot see the network namespace of process 2147483647: no such/,
    );
  });
});

describe('a setting', () => {
  it.each(['kernel.hostname', '', 'net..x', 'net.ipv4.', 'net/../kernel/hostname', 'net.//.x', '/net/ipv4'])(
    'is refused before anything is done where it is none of a namespace: %j',
    (key) => {
      using here = currentNamespace();
      expect(() => readSysctl(here, key)).toThrow(InputError);
      expect(() => writeSysctl(here, key, 1)).toThrow(InputError);
    },
  );
});
