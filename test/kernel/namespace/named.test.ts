import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { currentNamespace, openNamespace } from '../../../src/namespace/handle.ts';
import {
  createNamespace,
  deleteNamespace,
  listNamespaces,
  nameNamespace,
  namesOf,
  namespaceOfPid,
} from '../../../src/namespace/named.ts';
import { descriptors, here, mountsOn, run, thrown, withName } from './support.ts';

const inode = (name: string) => statSync(`/run/netns/${name}`, { bigint: true }).ino;

describe('a named namespace', () => {
  it('is mounted as ip mounts its own, and each opens what the other made', () =>
    withName((ours) =>
      withName((ips) => {
        const home = here();
        using handle = createNamespace(ours);
        run('ip', ['netns', 'add', ips]);
        expect(here()).toBe(home);
        expect(mountsOn(`/run/netns/${ours}`)).toEqual(mountsOn(`/run/netns/${ips}`));
        expect(mountsOn(`/run/netns/${ours}`)).toHaveLength(1);
        const seen = run('ip', ['netns', 'exec', ours, 'readlink', '/proc/self/ns/net']).trim();
        expect(seen).toBe(`net:[${handle.inode}]`);
        expect(handle.enter(here)).toBe(seen);
        using opened = openNamespace(ips);
        expect(opened.enter(here)).toBe(
          run('ip', ['netns', 'exec', ips, 'readlink', '/proc/self/ns/net']).trim(),
        );
        expect(statSync(`/run/netns/${ours}`).mode).toBe(statSync(`/run/netns/${ips}`).mode);
        expect(run('ip', ['-n', ours, '-j', 'link'])).toEqual(run('ip', ['-n', ips, '-j', 'link']));
        deleteNamespace(ips);
        run('ip', ['netns', 'delete', ours]);
        for (const name of [ours, ips]) {
          expect(mountsOn(`/run/netns/${name}`)).toEqual([]);
          expect(readdirSync('/run/netns')).not.toContain(name);
        }
      }),
    ));

  it('is listed, and its names found, as ip does', () =>
    withName((one) =>
      withName((two) => {
        using handle = createNamespace(one);
        nameNamespace(handle, two);
        // Others may come and go meanwhile.
        const both = (names: (string | undefined)[]) => names.filter((word) => word === one || word === two);
        const words = run('ip', ['netns', 'list']).split(/\s/);
        expect(both(listNamespaces().map(({ name }) => name))).toEqual(both(words));
        expect(listNamespaces().find(({ name }) => name === two)).toEqual({
          name: two,
          path: `/run/netns/${two}`,
          identity: { device: handle.device, inode: handle.inode },
        });
        expect(namesOf(handle).sort()).toEqual([one, two].sort());
        using home = currentNamespace();
        expect(namesOf(home)).not.toContain(one);
        expect(namespaceOfPid(process.pid)).toEqual(
          run('ip', ['netns', 'identify', `${process.pid}`])
            .trim()
            .split('\n')
            .filter(Boolean),
        );
      }),
    ));

  it('is refused when the name is taken, and what has it is left alone', () =>
    withName((name) => {
      using handle = createNamespace(name);
      const open = descriptors();
      const error = thrown(() => createNamespace(name));
      expect(error).toMatchObject({ code: 'EEXIST' });
      expect(String(error)).toBe(
        `SystemError: cannot make network namespace ${name}: file exists (EEXIST from open)`,
      );
      expect(thrown(() => nameNamespace(handle, name))).toMatchObject({ code: 'EEXIST' });
      expect(descriptors()).toBe(open);
      expect(inode(name)).toBe(handle.inode);
    }));

  it('left half-made by who was killed is told, and can be deleted', () =>
    withName((name) => {
      createNamespace(name).close();
      deleteNamespace(name);
      writeFileSync(`/run/netns/${name}`, '');
      expect(String(thrown(() => createNamespace(name)))).toMatch(
        /EEXIST from open\); \/run\/netns\/\S+ leads to no namespace, so it may be deleted$/,
      );
      expect(listNamespaces().find((one) => one.name === name)?.identity).toBeUndefined();
      expect(String(thrown(() => openNamespace(name)))).toMatch(
        /^SystemError: cannot use \/run\/netns\/\S+ as a network namespace, which it is not/,
      );
      deleteNamespace(name);
      createNamespace(name).close();
    }));

  it('that does not exist is told with its neighbour', () =>
    withName((name) => {
      using _handle = createNamespace(name);
      const wrong = `${name}x`;
      for (const [verb, call, act] of [
        ['open', 'open', openNamespace],
        ['delete', 'umount2', deleteNamespace],
      ] as const) {
        expect(String(thrown(() => act(wrong)))).toBe(
          `SystemError: cannot ${verb} network namespace ${wrong}: no such file or directory (ENOENT from ${call}); did you mean "${name}"?`,
        );
      }
    }));

  it('goes on when its name is deleted, as long as it is open', () =>
    withName((name) => {
      const handle = createNamespace(name);
      const inside = handle.enter(here);
      deleteNamespace(name);
      expect(handle.enter(here)).toBe(inside);
      nameNamespace(handle, name);
      expect(inode(name)).toBe(handle.inode);
      handle.close();
    }));
});

describe('a namespace without a name', () => {
  it('is another one, leaves no trace, and closes with its handle', () => {
    const before = descriptors();
    const handle = createNamespace();
    expect(handle.name).toBeUndefined();
    expect(handle.label).toBe(`net:[${handle.inode}]`);
    expect(handle.enter(here)).toBe(handle.label);
    expect(namesOf(handle)).toEqual([]);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(handle.label);
    handle.close();
    handle.close();
    expect(() => handle.fd).toThrow(/was closed$/);
    expect(descriptors()).toBe(before);
  });
});
