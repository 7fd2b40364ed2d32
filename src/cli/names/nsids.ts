import { closeSync, openSync } from 'node:fs';
import { nsid } from '../../../protocol/route/netns.ts';
import type { Connection } from '../../connection/connection.ts';
import { namedNamespaces } from '../namespaces.ts';

/** The names of namespaces by the nsid that they have in the connection's namespace. */
export async function nsidNames(connection: Connection): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const { name, path } of namedNamespaces()) {
    const id = await nsidOf(connection, path);
    if (id !== undefined && id >= 0 && !names.has(id)) names.set(id, name);
  }
  return names;
}

/** The nsid that a namespace has in the connection's; -1 for none, `undefined` when it cannot be asked for. */
export async function nsidOf(connection: Connection, path: string): Promise<number | undefined> {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    // Deleted meanwhile, or not ours to see.
    return undefined;
  }
  try {
    return (await connection.request(nsid, 'RTM_GETNSID', { fd })).nsid;
  } catch {
    // A name whose namespace is gone is a plain file.
    return undefined;
  } finally {
    closeSync(fd);
  }
}
