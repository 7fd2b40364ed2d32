import { closeSync, openSync, writeSync } from 'node:fs';
import { CLONE_NEWNET } from './constants.ts';
import { abort, setns } from './libc.ts';
import { fromNodeError } from './system-error.ts';

/** What `setns(2)` into another network namespace asks for, in that namespace and in one's own user namespace. */
const NEEDS = 'CAP_SYS_ADMIN';

/**
 * Runs `inside` with the calling thread in another network namespace and comes back; sockets opened and
 * children spawned inside belong to that namespace. Other threads are not affected.
 *
 * `netns` is a path (`/run/netns/blue`, `/proc/1234/ns/net`) or the descriptor of an open one.
 *
 * `inside` must be synchronous: what it does after an `await` would happen outside.
 *
 * @throws SystemError when the namespace cannot be opened or entered, TypeError when `inside` gives back a
 * promise. If the way home fails the process aborts: going on in the wrong namespace would be worse.
 */
export function inNetworkNamespace<T>(netns: string | number, inside: () => T): T {
  // Not /proc/self, which is the main thread: a worker has a namespace of its own.
  const home = openNetworkNamespace('/proc/thread-self/ns/net');
  try {
    const fd = typeof netns === 'number' ? netns : openNetworkNamespace(netns);
    try {
      setns(fd, CLONE_NEWNET, `enter network namespace ${netns}`, NEEDS);
    } finally {
      if (typeof netns !== 'number') closeSync(fd);
    }
    let result: T;
    try {
      result = inside();
    } finally {
      returnHome(home);
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
 * A descriptor (`O_RDONLY|O_CLOEXEC`) of the namespace at `path`; close it with `fs.closeSync`.
 * @throws SystemError
 */
export function openNetworkNamespace(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw fromNodeError(error, `open network namespace ${path}`, 'the rights of its owner (CAP_SYS_PTRACE)');
  }
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
