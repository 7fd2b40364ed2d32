import { opendirSync, statSync } from 'node:fs';
import { nearest } from '../../protocol/schema/index.ts';
import { ENOENT } from '../sys/constants.ts';
import { InputError } from '../sys/input-error.ts';
import { PTRACE } from '../sys/setns.ts';
import { fromNodeError, SystemError } from '../sys/system-error.ts';

/** Where names of network namespaces are kept: `NETNS_RUN_DIR` of iproute2. */
export const NAMES = '/run/netns';

/** A name in `/run/netns`. */
export interface NamedNamespace {
  readonly name: string;
  /** `/run/netns/NAME` */
  readonly path: string;
  /** Device and inode of the namespace, which tell one from another; undefined for a file that leads to none. */
  readonly identity: Identity | undefined;
}

/** What a network namespace is known by: the device and the inode of its file in nsfs, namespaces(7). */
export interface Identity {
  readonly device: bigint;
  readonly inode: bigint;
}

/** All names, in the order of the folder, which is that of `ip netns list`. */
export function listNamespaces(): NamedNamespace[] {
  const nsfs = identityOf('/proc/thread-self/ns/net')?.device;
  return namesInFolder().map((name) => {
    const path = `${NAMES}/${name}`;
    const identity = identityOf(path);
    // A file whose mount is gone, or not seen from this mount namespace, lies on another device.
    return { name, path, identity: identity?.device === nsfs ? identity : undefined };
  });
}

/**
 * The names of the namespace that a process is in: `ip netns identify`.
 * @throws SystemError when there is no such process, or its namespace may not be seen
 */
export function namespaceOfPid(pid: number): string[] {
  if (!Number.isInteger(pid) || pid <= 0) throw new InputError(`${pid} is not the id of a process`);
  try {
    const { dev, ino } = statSync(`/proc/${pid}/ns/net`, { bigint: true });
    return namesOf({ device: dev, inode: ino });
  } catch (error) {
    throw fromNodeError(error, `see the network namespace of process ${pid}`, PTRACE);
  }
}

/** The names that lead to a namespace, as `ip netns identify`; none for one that has no name. */
export function namesOf(namespace: Identity): string[] {
  return listNamespaces()
    .filter(({ identity }) => identity !== undefined && sameIdentity(identity, namespace))
    .map(({ name }) => name);
}

export function sameIdentity(one: Identity, other: Identity): boolean {
  return one.inode === other.inode && one.device === other.device;
}

/** Of the namespace whose file is at `path`; undefined where there is none, or none that may be seen. */
export function identityOf(path: string): Identity | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return { device: dev, inode: ino };
  } catch {
    return undefined;
  }
}

/**
 * The path of a name, which need not exist.
 * @throws InputError for what cannot be a name
 */
export function pathOfName(name: string): string {
  const problem = problemWith(name);
  if (problem === undefined) return `${NAMES}/${name}`;
  throw new InputError(`${JSON.stringify(name)} cannot be the name of a network namespace: ${problem}`);
}

function problemWith(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name === '.' || name === '..') return 'it means a folder';
  if (name.includes('/')) return 'it holds a "/"';
  if (name.includes('\0')) return 'it holds a NUL';
  const { length } = Buffer.from(name);
  return length > NAME_MAX ? `it has ${length} bytes, and ${NAME_MAX} is the limit` : undefined;
}

/** The error for a name that leads nowhere, with the one that was perhaps meant. */
export function noSuchName(verb: string, syscall: string, name: string): SystemError {
  const what = `${verb} network namespace ${name}`;
  return new SystemError(syscall, ENOENT, what, undefined, nearest(name, namesInFolder()));
}

function namesInFolder(): string[] {
  const names: string[] = [];
  try {
    const folder = opendirSync(NAMES);
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) names.push(entry.name);
    } finally {
      folder.closeSync();
    }
  } catch {
    // Nobody made a name yet, or it may not be seen.
  }
  return names;
}

/** `linux/limits.h` */
const NAME_MAX = 255;
