import { EncodeError } from '../../protocol/wire/index.ts';
import { KernelError } from '../connection/kernel-error.ts';
import { errnoText } from '../sys/errno.ts';
import { InputError } from '../sys/input-error.ts';
import { adviceFor } from './advice.ts';

/**
 * The kernel refused what was asked of an object. The message is one sentence that names the object, gives the
 * kernel's reason and, for common mistakes, says what to do:
 *
 *     cannot add route 172.16.10.128/26 via 172.16.10.2 in net1: file exists (EEXIST); ...
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
  /** Steps before the one that was refused that could not be undone, a sentence each. */
  readonly notUndone: readonly string[];
  /** What was perhaps meant, or else belongs to it. */
  readonly hint: string | undefined;
  declare readonly cause: KernelError;

  /** @internal */
  constructor(
    operation: string,
    cause: KernelError,
    more: { readonly hint?: string | undefined; readonly notUndone?: readonly string[] } = {},
  ) {
    const { code, errno, reason } = cause;
    const { hint, notUndone = [] } = more;
    const advice = adviceFor(cause, operation);
    const words = reason?.trim().replace(/\.$/, '') || errnoText(errno);
    const tail = [advice, hint, ...notUndone]
      .filter((text) => text !== undefined)
      .map((text) => `; ${text}`)
      .join('');
    super(`cannot ${operation}: ${words} (${code})${tail}`, { cause });
    this.code = code;
    this.errno = errno;
    this.operation = operation;
    this.reason = reason;
    this.advice = advice;
    this.notUndone = notUndone;
    this.hint = hint;
  }

  /** @internal The same, with one more step that could not be undone. */
  alsoNotUndone(sentence: string): OperationError {
    const { operation, cause, hint, notUndone } = this;
    return new OperationError(operation, cause, { hint, notUndone: [...notUndone, sentence] });
  }
}

/**
 * Waits for what is asked of the kernel; a refusal becomes an `OperationError` about `operation`, and what has no place
 * in a message an `InputError`.
 * @throws OperationError, InputError, and whatever else `asked` throws
 */
export async function attempt<T>(operation: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof KernelError) throw new OperationError(operation, error);
    if (error instanceof EncodeError)
      throw new InputError(`cannot ${operation}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Waits for a later step; when the kernel refuses it, the error says what was done before. @throws as `asked` does */
export async function telling<T>(done: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw error instanceof OperationError ? error.alsoNotUndone(done) : error;
  }
}

/** What is asked for, or `undefined` when the kernel refuses it with one of these codes. @throws whatever else */
export async function unlessRefused<T>(
  asked: Promise<T>,
  ...codes: readonly string[]
): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isRefusal(error, ...codes)) return undefined;
    throw error;
  }
}

/** Whether an error is the kernel's, with one of these codes: `isRefusal(error, 'ESRCH', 'ENOENT')`. */
export function isRefusal(error: unknown, ...codes: readonly string[]): boolean {
  return (error instanceof KernelError || error instanceof OperationError) && codes.includes(error.code);
}
