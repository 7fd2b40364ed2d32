import { closeSync, constants, mkdirSync, openSync, unlinkSync } from 'node:fs';
import {
  EEXIST,
  EINVAL,
  LOCK_EX,
  MNT_DETACH,
  MS_BIND,
  MS_REC,
  MS_SHARED,
  UMOUNT_NOFOLLOW,
} from '../sys/constants.ts';
import { flock, mount, umount2 } from '../sys/libc.ts';
import { newNetworkNamespace } from '../sys/setns.ts';
import { fromNodeError, SystemError } from '../sys/system-error.ts';
import { NamespaceHandle } from './handle.ts';
import { listNamespaces, NAMES, noSuchName, pathOfName } from './names.ts';

export { listNamespaces, namesOf, namespaceOfPid } from './names.ts';

const NEEDS = 'root, or CAP_SYS_ADMIN in the user namespace that the mount namespace belongs to';

/**
 * Makes a network namespace; `lo` in it is down, as after `ip netns add`.
 *
 * With a name it is kept in `/run/netns`, for `ip netns` too, until `deleteNamespace`. Without, it lives as long as
 * the handle, or what is opened through it, or processes in it.
 *
 * @throws SystemError, with EEXIST when the name is taken; InputError for what cannot be a name. Nothing is left of it
 * then.
 */
export function createNamespace(name?: string): NamespaceHandle {
  const path = name === undefined ? undefined : pathOfName(name);
  if (path !== undefined) prepareFolder();
  const undo: (() => void)[] = [];
  try {
    if (name !== undefined && path !== undefined) {
      createFile(name, path);
      undo.push(() => unlinkSync(path));
    }
    const fd = newNetworkNamespace();
    undo.push(() => closeSync(fd));
    // Last, so that whoever watches the folder and finds it mounted finds it whole.
    if (path !== undefined) bind(fd, path);
    return new NamespaceHandle(fd, name);
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

/**
 * Gives a namespace a name, as `ip netns attach` does.
 * @throws SystemError, with EEXIST when the name is taken; InputError for what cannot be a name. Nothing is left of it
 * then.
 */
export function nameNamespace(handle: NamespaceHandle, name: string): void {
  const path = pathOfName(name);
  const { fd } = handle;
  prepareFolder();
  createFile(name, path);
  try {
    bind(fd, path);
  } catch (error) {
    unlinkSync(path);
    throw error;
  }
}

/**
 * Takes a name away, as `ip netns delete` does. The namespace lives on while processes, descriptors or other names
 * have it; then its devices go, and physical ones return to the first namespace. A file whose namespace is gone
 * already is deleted too.
 *
 * @throws SystemError, with ENOENT when there is no such name; InputError for what cannot be one
 */
export function deleteNamespace(name: string): void {
  const path = pathOfName(name);
  const what = `delete network namespace ${name}`;
  try {
    umount2(path, MNT_DETACH | UMOUNT_NOFOLLOW, what, NEEDS);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    if (error.code === 'ENOENT') throw noSuchName('delete', 'umount2', name);
    // Not mounted: a plain file.
    if (error.errno !== EINVAL) throw error;
  }
  try {
    unlinkSync(path);
  } catch (error) {
    throw fromNodeError(error, what, NEEDS);
  }
}

/**
 * Makes `/run/netns` as iproute2 does: a mount on itself that is shared, so that names come and go in all mount
 * namespaces, and a namespace is not kept alive by a copy of its mount.
 */
function prepareFolder(): void {
  const what = `make ${NAMES}, where names of network namespaces are kept`;
  let lock: number;
  try {
    mkdirSync(NAMES, { recursive: true, mode: 0o755 });
    lock = openSync(NAMES, constants.O_RDONLY | constants.O_DIRECTORY);
  } catch (error) {
    throw fromNodeError(error, what, NEEDS);
  }
  try {
    // Of two who find that it is no mount, both would mount it (Debian bug 949235); ip takes the same lock.
    flock(lock, LOCK_EX, what);
    try {
      mount('', NAMES, 'none', MS_SHARED | MS_REC, what, NEEDS);
    } catch (error) {
      // No mount point yet.
      if (!(error instanceof SystemError) || error.errno !== EINVAL) throw error;
      mount(NAMES, NAMES, 'none', MS_BIND | MS_REC, what, NEEDS);
      mount('', NAMES, 'none', MS_SHARED | MS_REC, what, NEEDS);
    }
  } finally {
    closeSync(lock);
  }
}

/** The file that the namespace is mounted on. */
function createFile(name: string, path: string): void {
  const { O_RDONLY, O_CREAT, O_EXCL } = constants;
  try {
    closeSync(openSync(path, O_RDONLY | O_CREAT | O_EXCL, 0));
  } catch (error) {
    const what = `make network namespace ${name}`;
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fromNodeError(error, what, NEEDS);
    const stale = isStale(name) ? `; ${path} leads to no namespace, so it may be deleted` : '';
    throw new SystemError('open', EEXIST, what, undefined, stale);
  }
}

function isStale(name: string): boolean {
  return listNamespaces().some((one) => one.name === name && one.identity === undefined);
}

function bind(fd: number, path: string): void {
  mount(`/proc/thread-self/fd/${fd}`, path, 'none', MS_BIND, `mount a network namespace on ${path}`, NEEDS);
}
