import { KernelError } from '../connection/kernel-error.ts';
import { errnoText } from '../sys/errno.ts';
import { adviceFor } from './advice.ts';

/**
 * The kernel refused what was asked of an object. The message is one sentence that names the object, gives the
 * kernel's reason and, for common mistakes, says what to do:
 *
 *     cannot add route 172.16.10.128/26 via 172.16.10.2 in net1: File exists (EEXIST); ...
 *
 * `cause` is the `KernelError`, with the request's attributes.
 */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  /** The error's name: `EEXIST`. */
  readonly code: string;
  /** The error's number, positive. */
  readonly errno: number;
  /** What was tried, on which object and where: `add route default via 10.0.0.1 in net1`. */
  readonly operation: string;
  /** The kernel's own words, where it had some. */
  readonly reason: string | undefined;
  /** What to do about it, for common mistakes. */
  readonly advice: string | undefined;
  /** What went wrong besides: steps that could not be undone, a sentence each. */
  readonly notUndone: readonly string[];
  declare readonly cause: KernelError;

  /** @internal */
  constructor(operation: string, cause: KernelError, notUndone: readonly string[] = []) {
    const { code, errno, reason } = cause;
    const advice = adviceFor(cause);
    const words = reason?.trim().replace(/\.$/, '') || errnoText(errno);
    const tail = [...(advice === undefined ? [] : [advice]), ...notUndone]
      .map((text) => `; ${text}`)
      .join('');
    super(`cannot ${operation}: ${words} (${code})${tail}`, { cause });
    this.code = code;
    this.errno = errno;
    this.operation = operation;
    this.reason = reason;
    this.advice = advice;
    this.notUndone = notUndone;
  }
}

/**
 * Waits for what is asked of the kernel; a refusal becomes an `OperationError` about `operation`.
 * @throws OperationError, and whatever else `asked` throws
 */
export async function attempt<T>(operation: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw error instanceof KernelError ? new OperationError(operation, error) : error;
  }
}

/** Whether an error is the kernel's, with one of these codes: `isRefusal(error, 'ESRCH', 'ENOENT')`. */
export function isRefusal(error: unknown, ...codes: readonly string[]): boolean {
  return (error instanceof KernelError || error instanceof OperationError) && codes.includes(error.code);
}
