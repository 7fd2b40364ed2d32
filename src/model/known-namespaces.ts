import { readdirSync, readlinkSync } from 'node:fs';
import type { Connection } from '../connection/connection.ts';
import { type NamespaceHandle, type NamespaceReference, openNamespace } from '../namespace/handle.ts';
import { listNamespaces } from '../namespace/named.ts';
import { nsidOf } from '../namespace/nsid.ts';

/** Namespaces that are held by an object of this process; an unnamed one may have no other trace. */
const held = new Set<WeakRef<NamespaceHandle>>();

/** Keeps in mind that a namespace is held. */
export function remember(handle: NamespaceHandle): void {
  for (const reference of held) if (reference.deref()?.closed ?? true) held.delete(reference);
  held.add(new WeakRef(handle));
}

/** Opens the namespace that others know by a number, if it can be found from here. Close it. */
export async function openNsid(connection: Connection, nsid: number): Promise<NamespaceHandle | undefined> {
  for (const candidate of candidates()) {
    let handle: NamespaceHandle;
    try {
      handle = openNamespace(candidate);
    } catch {
      // Gone meanwhile, or not ours to see.
      continue;
    }
    if ((await nsidOf(connection, handle)) === nsid) return handle;
    handle.close();
  }
  return undefined;
}

/** All namespaces that can be found from here, each once where that is cheap to know. */
function* candidates(): Generator<NamespaceReference> {
  for (const { name } of listNamespaces()) yield name;
  for (const reference of held) {
    const handle = reference.deref();
    if (handle !== undefined && !handle.closed) yield { fd: handle.fd };
  }
  const seen = new Set<string>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    let link: string;
    try {
      link = readlinkSync(`/proc/${entry}/ns/net`);
    } catch {
      // Ended meanwhile, or not ours to see.
      continue;
    }
    if (!seen.has(link)) yield { pid: Number(entry) };
    seen.add(link);
  }
}
