import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/connection/connection.ts';
import { createNamespace } from '../../../src/namespace/named.ts';
import { listNsids, nsidOf, setNsid } from '../../../src/namespace/nsid.ts';
import { InputError } from '../../../src/sys/input-error.ts';
import { run, withName } from './support.ts';

describe('ids of namespaces', () => {
  it('are given, asked for and listed as ip netns does', () =>
    withName((home) =>
      withName((one) =>
        withName(async (two) => {
          using from = createNamespace(home);
          using first = createNamespace(one);
          using second = createNamespace(two);
          await using connection = connect({ netns: from.fd });
          const theirs = () =>
            (
              JSON.parse(run('ip', ['-n', home, '-j', 'netns', 'list-id']) || '[]') as {
                nsid: number;
                name?: string;
              }[]
            )
              .map(({ nsid, name }) => [nsid, name])
              .sort();
          expect(await nsidOf(connection, first)).toBeUndefined();
          expect(await listNsids(connection)).toEqual([]);
          await setNsid(connection, first, 17);
          run('ip', ['-n', home, 'netns', 'set', two, '18']);
          expect(await nsidOf(connection, first)).toBe(17);
          expect(await nsidOf(connection, second)).toBe(18);
          expect(theirs()).toEqual([
            [17, one],
            [18, two],
          ]);
          expect((await listNsids(connection)).map(({ nsid }) => nsid).sort()).toEqual([17, 18]);
          await setNsid(connection, first, 'auto');
          expect(await nsidOf(connection, first)).toBe(17);
          await expect(setNsid(connection, first, 19)).rejects.toThrow(
            /Peer netns already has a nsid assigned/,
          );
          await expect(setNsid(connection, from, 18)).rejects.toThrow(/The specified nsid is already used/);
          await expect(setNsid(connection, from, -1)).rejects.toThrow(InputError);
          await setNsid(connection, from, 'auto');
          expect(theirs()).toContainEqual([await nsidOf(connection, from), home]);
        }),
      ),
    ));
});
