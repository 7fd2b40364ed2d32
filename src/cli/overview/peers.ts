import { link } from '../../../protocol/route/link/link.ts';
import { type Connection, connect } from '../../connection/connection.ts';
import { nsidNames } from '../../namespace/nsid.ts';
import type { Context } from '../context.ts';
import { namedNamespaces } from '../namespaces.ts';
import type { LinkView } from '../objects/link/view.ts';

/** What a link in another namespace is called: `eth0 in web`, or what little can be said of it. */
export type NameElsewhere = (nsid: number, index: number) => string;

/** Asks the named namespaces that these links lead to for the names at the other end. */
export async function readElsewhere(context: Context, links: readonly LinkView[]): Promise<NameElsewhere> {
  const wanted = new Map<number, number[]>();
  for (const { link: index, linkNetnsid: nsid } of links) {
    if (nsid !== undefined && index !== undefined) wanted.set(nsid, [...(wanted.get(nsid) ?? []), index]);
  }
  if (wanted.size === 0) return () => '';
  const namespaces = await nsidNames(context.connection());
  const names = new Map<number, ReadonlyMap<number, string>>();
  for (const [nsid, indexes] of wanted) {
    const path = namedNamespaces().find(({ name }) => name === namespaces.get(nsid))?.path;
    if (path !== undefined) names.set(nsid, await namesIn(path, indexes));
  }
  return (nsid, index) => {
    const name = names.get(nsid)?.get(index) ?? `if${index}`;
    return `${name} in ${namespaces.get(nsid) ?? `nsid ${nsid}`}`;
  };
}

async function namesIn(path: string, indexes: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  let connection: Connection | undefined;
  try {
    connection = connect({ netns: path });
    for (const index of indexes) {
      const { ifname } = await connection.request(link, 'RTM_GETLINK', { header: { index } });
      if (ifname !== undefined) names.set(index, ifname);
    }
  } catch {
    // To look into another namespace takes CAP_SYS_ADMIN, and links go; the index has to do then.
  } finally {
    await connection?.close();
  }
  return names;
}
