import { readSync, writeSync } from 'node:fs';
import { fromNodeError } from './system-error.ts';

/**
 * `write(2)`, at once and whole. On a netlink socket the kernel has answered when it returns.
 * @throws SystemError
 */
export function write(fd: number, bytes: Uint8Array, what: string, needs?: string): void {
  try {
    writeSync(fd, bytes);
  } catch (error) {
    throw fromNodeError(error, what, needs);
  }
}

/**
 * `read(2)` into `bytes` from `at` on: how many came, undefined when nothing waits on a non-blocking descriptor.
 * @throws SystemError
 */
export function read(fd: number, bytes: Uint8Array, what: string, at = 0): number | undefined {
  try {
    return readSync(fd, bytes, at, bytes.length - at, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw fromNodeError(error, what);
  }
}
