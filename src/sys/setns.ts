import { closeSync, constants, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { CAP_SYS_ADMIN, CLONE_NEWNET, EINVAL, EPERM, NS_GET_NSTYPE } from './constants.ts';
import { abort, ioctl, setns, unshare } from './libc.ts';
import { fromNodeError, SystemError } from './system-error.ts';

/** What `setns(2)` into another network namespace asks for, in that namespace and in one's own user namespace. */
const NEEDS = 'CAP_SYS_ADMIN';

/** What it takes to see the namespaces of another's process. */
export const PTRACE = 'the rights of its owner (CAP_SYS_PTRACE)';

/**
 * Runs `inside` with the calling thread in another network namespace and comes back; sockets opened and
 * children spawned inside belong to that namespace. Other threads are not affected. For the namespace that the thread
 * is in already, no privilege is needed.
 *
 * `netns` is a path (`/run/netns/blue`, `/proc/1234/ns/net`) or the descriptor of an open one, `where` what people
 * call it.
 *
 * `inside` must be synchronous: what it does after an `await` would happen outside.
 *
 * @throws SystemError when the namespace cannot be opened or entered, or not left again; TypeError when `inside` gives
 * back a promise. If the way home fails the process aborts: going on in the wrong namespace would be worse.
 */
export function inNetworkNamespace<T>(
  netns: string | number,
  inside: () => T,
  where: string = `network namespace ${netns}`,
): T {
  const home = openThreads();
  try {
    const fd = typeof netns === 'number' ? netns : openNetworkNamespace(netns, where);
    let inPlace: boolean;
    try {
      inPlace = sameFile(home, fd);
      if (!inPlace) {
        checkWayHome(home, `enter ${where}`);
        setns(fd, CLONE_NEWNET, `enter ${where}`, NEEDS);
      }
    } finally {
      if (typeof netns !== 'number') closeSync(fd);
    }
    let result: T;
    try {
      result = inside();
    } finally {
      if (!inPlace) returnHome(home);
    }
    if (isThenable(result)) {
      throw new TypeError(
        'what runs inside a network namespace must be synchronous, but it returned a promise',
      );
    }
    return result;
  } finally {
    closeSync(home);
  }
}

/**
 * Makes a network namespace with `unshare(2)`, in which nobody is yet; the thread is home again afterwards.
 *
 * @returns a descriptor (`O_CLOEXEC`) that keeps the namespace alive; close it with `fs.closeSync`
 * @throws SystemError; if the way home fails the process aborts
 */
export function newNetworkNamespace(): number {
  const home = openThreads();
  try {
    checkWayHome(home, 'make a network namespace');
    unshare(CLONE_NEWNET, 'make a network namespace', NEEDS);
    try {
      return openThreads();
    } finally {
      returnHome(home);
    }
  } finally {
    closeSync(home);
  }
}

/**
 * A descriptor (`O_RDONLY|O_CLOEXEC`) of the namespace at `path`; close it with `fs.closeSync`.
 * @throws SystemError, EINVAL when that is no network namespace
 */
export function openNetworkNamespace(path: string, where: string = `network namespace ${path}`): number {
  const fd = open(path, where);
  if (isNetworkNamespace(fd)) return fd;
  closeSync(fd);
  throw new SystemError('ioctl', EINVAL, `use ${path} as a network namespace, which it is not`);
}

/** The namespace that the calling thread is in. */
function openThreads(): number {
  // Not /proc/self, which is the main thread: a worker has a namespace of its own.
  return open('/proc/thread-self/ns/net', 'the network namespace of this thread');
}

function open(path: string, where: string): number {
  try {
    // Without O_NONBLOCK a pipe would wait for its writer.
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw fromNodeError(error, `open ${where}`, PTRACE);
  }
}

function isNetworkNamespace(fd: number): boolean {
  try {
    return ioctl(fd, NS_GET_NSTYPE, 0, 'ask for the type of a namespace') === CLONE_NEWNET;
  } catch (error) {
    // ENOTTY and its like: another kind of file.
    if (error instanceof SystemError) return false;
    throw error;
  }
}

/** A namespace is its nsfs file. */
function sameFile(one: number, other: number): boolean {
  const [a, b] = [fstatSync(one, { bigint: true }), fstatSync(other, { bigint: true })];
  return a.ino === b.ino && a.dev === b.dev;
}

/**
 * Goes home from home. After `unshare --user` without `--net`, home belongs to somebody else: one could leave
 * it and never return.
 */
function checkWayHome(home: number, what: string): void {
  try {
    setns(home, CLONE_NEWNET, what, NEEDS);
  } catch (error) {
    if (!(error instanceof SystemError) || error.errno !== EPERM || !hasCapability()) throw error;
    throw new SystemError(
      'setns',
      EPERM,
      what,
      'CAP_SYS_ADMIN where the network namespace of this process belongs, or there is no way back to it; unshare --user --net gives it one of its own',
    );
  }
}

/** Whether this thread has CAP_SYS_ADMIN in its own user namespace: `CapEff` of proc_pid_status(5). */
function hasCapability(): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/thread-self/status', 'utf8'))?.[1];
  return effective !== undefined && ((BigInt(`0x${effective}`) >> BigInt(CAP_SYS_ADMIN)) & 1n) === 1n;
}

function returnHome(home: number): void {
  try {
    setns(home, CLONE_NEWNET, 'return to the network namespace of this process', NEEDS);
  } catch (error) {
    writeSync(
      2,
      `rtnl: ${String(error)}; aborting, since what follows would happen in the wrong namespace\n`,
    );
    abort();
  }
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
