import { closeSync, fstatSync } from 'node:fs';
import { posix } from 'node:path';
import { InputError } from '../sys/input-error.ts';
import { inNetworkNamespace, openNetworkNamespace } from '../sys/setns.ts';
import { SystemError } from '../sys/system-error.ts';
import { type Identity, NAMES, noSuchName, pathOfName, sameIdentity } from './names.ts';

/** What a function inside a namespace may give back: anything but a promise, for what it waits for would be outside. */
export type Synchronous<T> = T extends PromiseLike<unknown> ? never : T;

/** Which namespace: a name as `ip netns` has it, a path (with a `/`), a process in it, or a descriptor of it. */
export type NamespaceReference = string | { readonly pid: number } | { readonly fd: number };

/**
 * An open network namespace. It lives at least as long as this is open, whatever becomes of its names and processes.
 */
export class NamespaceHandle implements Identity, Disposable {
  /** Device of nsfs; with `inode`, what tells namespaces apart. */
  readonly device: bigint;
  readonly inode: bigint;
  /** The name in `/run/netns` by which it was opened or made. */
  readonly name: string | undefined;
  /** For people: `net1`, `/proc/12/ns/net`, `this network namespace`, `net:[4026532177]`. */
  readonly label: string;
  #fd: number | undefined;

  /** @internal Takes the descriptor over. */
  constructor(fd: number, name?: string, label?: string) {
    const { dev, ino } = fstatSync(fd, { bigint: true });
    this.#fd = fd;
    this.device = dev;
    this.inode = ino;
    this.name = name;
    this.label = label ?? name ?? `net:[${ino}]`;
  }

  /**
   * A descriptor of the namespace; do not close it.
   * @throws Error once the handle is closed
   */
  get fd(): number {
    if (this.#fd === undefined) throw new Error(`the handle of ${this.where} was closed`);
    return this.#fd;
  }

  get closed(): boolean {
    return this.#fd === undefined;
  }

  /** For sentences: `network namespace net1`, `this network namespace`. */
  get where(): string {
    return this.label === HERE ? HERE : `network namespace ${this.label}`;
  }

  /**
   * Runs `inside` with this thread in the namespace, and comes home: sockets opened and processes spawned inside
   * belong to it. Other threads stay where they are. Needs CAP_SYS_ADMIN, but not for the namespace in which the
   * thread is already.
   *
   * @throws what `inside` throws; SystemError when the namespace cannot be entered; TypeError when `inside` gives back
   * a promise. If there is no way home the process aborts.
   */
  enter<T>(inside: () => Synchronous<T>): T {
    return inNetworkNamespace<T>(this.fd, inside, this.where);
  }

  /** Whether both are the same namespace. */
  same(other: Identity): boolean {
    return sameIdentity(this, other);
  }

  /** Lets go of the namespace; again does nothing. */
  close(): void {
    if (this.#fd === undefined) return;
    closeSync(this.#fd);
    this.#fd = undefined;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** The namespace that the calling thread is in. @throws SystemError */
export function currentNamespace(): NamespaceHandle {
  return new NamespaceHandle(openNetworkNamespace('/proc/thread-self/ns/net', HERE), undefined, HERE);
}

/**
 * Opens a namespace; close it, or use `using`.
 * @throws SystemError when it does not exist, cannot be opened or is no network namespace; InputError for what cannot
 * be a name, a process or a descriptor
 */
export function openNamespace(reference: NamespaceReference): NamespaceHandle {
  if (typeof reference === 'string') {
    return reference.includes('/') ? openPath(reference) : openName(reference);
  }
  if ('pid' in reference) return openPath(`/proc/${natural(reference.pid, 'the id of a process')}/ns/net`);
  const fd = natural(reference.fd, 'a descriptor');
  // Opened anew, since its owner may close it.
  const path = `/proc/thread-self/fd/${fd}`;
  return new NamespaceHandle(openNetworkNamespace(path, `descriptor ${fd}`));
}

/** Opens a name in `/run/netns`. @throws SystemError, InputError */
export function openName(name: string): NamespaceHandle {
  const path = pathOfName(name);
  try {
    return new NamespaceHandle(openNetworkNamespace(path, `network namespace ${name}`), name);
  } catch (error) {
    throw error instanceof SystemError && error.code === 'ENOENT' ? noSuchName('open', 'open', name) : error;
  }
}

function openPath(path: string): NamespaceHandle {
  const { dir, base } = posix.parse(path);
  // Older systems call it /var/run.
  const name = dir === NAMES || dir === `/var${NAMES}` ? base : undefined;
  return new NamespaceHandle(openNetworkNamespace(path), name, path);
}

function natural(value: number, what: string): number {
  if (Number.isInteger(value) && value >= 0) return value;
  throw new InputError(`${value} is not ${what}`);
}

const HERE = 'this network namespace';
