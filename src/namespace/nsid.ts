import { nsid } from '../../protocol/route/index.ts';
import type { Connection } from '../connection/connection.ts';
import { KernelError } from '../connection/kernel-error.ts';
import { InputError } from '../sys/input-error.ts';
import { openName } from './handle.ts';
import { listNamespaces } from './names.ts';

/** An open namespace. */
interface Open {
  readonly fd: number;
}

/**
 * The id by which the connection's namespace calls another (`link-netnsid`); undefined when it has none.
 * @throws KernelError and what else `Connection.request` throws
 */
export async function nsidOf(connection: Connection, { fd }: Open): Promise<number | undefined> {
  const { nsid: id = UNASSIGNED } = await connection.request(nsid, 'RTM_GETNSID', { fd });
  return id === UNASSIGNED ? undefined : id;
}

/**
 * Gives a namespace an id in the connection's namespace, as `ip netns set`: once and for all. With `'auto'` the kernel
 * chooses, and an id that is there already is left.
 * @throws InputError; KernelError with EEXIST when the namespace has an id, or the id is another's
 */
export async function setNsid(connection: Connection, { fd }: Open, id: number | 'auto'): Promise<void> {
  if (id !== 'auto' && !(Number.isInteger(id) && id >= 0 && id <= 0x7fffffff)) {
    throw new InputError(`${id} cannot be the id of a network namespace: 0 to 2147483647, or "auto"`);
  }
  try {
    await connection.request(nsid, 'RTM_NEWNSID', { fd, nsid: id === 'auto' ? UNASSIGNED : id });
  } catch (error) {
    if (id === 'auto' && error instanceof KernelError && error.code === 'EEXIST') return;
    throw error;
  }
}

/** The ids that the connection's namespace has given others, as `ip netns list-id`. @throws as a dump does */
export async function listNsids(connection: Connection): Promise<{ readonly nsid: number }[]> {
  const views = await connection.dump(nsid, 'RTM_GETNSID').all();
  return views.map(({ nsid: id = UNASSIGNED }) => ({ nsid: id }));
}

/**
 * The names in `/run/netns` by the id that their namespaces have in the connection's; of several for one id, the first.
 */
export async function nsidNames(connection: Connection): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const { name } of listNamespaces()) {
    const id = await nsidOfName(connection, name);
    if (id !== undefined && !names.has(id)) names.set(id, name);
  }
  return names;
}

/** As `nsidOf`, of a name; undefined also when it leads nowhere, or to what may not be seen. */
export async function nsidOfName(connection: Connection, name: string): Promise<number | undefined> {
  try {
    using handle = openName(name);
    return await nsidOf(connection, handle);
  } catch {
    // Deleted meanwhile, not ours to see, or a file whose namespace is gone.
    return undefined;
  }
}

/** `NETNSA_NSID_NOT_ASSIGNED` of linux/net_namespace.h. */
const UNASSIGNED = -1;
