import { errnoName, errnoText } from './errno.ts';

/**
 * A system call that failed, in one sentence: what was tried, why it was refused, and which capability
 * is missing where that is the reason.
 *
 * `errno` is the kernel's positive number, `code` its name (`'EPERM'`), `syscall` the call (`'bind'`).
 */
export class SystemError extends Error {
  override readonly name = 'SystemError';
  readonly code: string;

  /**
   * @param needs what EPERM means here: `'CAP_SYS_ADMIN to enter a network namespace'`.
   * @param advice the end of the sentence, with its own semicolon: what to do about it.
   */
  constructor(
    readonly syscall: string,
    readonly errno: number,
    what: string,
    needs?: string,
    advice = '',
  ) {
    const code = errnoName(errno);
    const missing =
      needs !== undefined && (code === 'EPERM' || code === 'EACCES') ? `; it needs ${needs}` : '';
    super(`cannot ${what}: ${errnoText(errno)} (${code} from ${syscall})${missing}${advice}`);
    this.code = code;
  }
}

/** A failure of `node:fs` told as a `SystemError`; anything else is given back as it came. */
export function fromNodeError(error: unknown, what: string, needs?: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { errno, syscall } = error as NodeJS.ErrnoException;
  // Node's numbers are the kernel's, negated.
  if (errno === undefined || errno >= 0) return error;
  return new SystemError(syscall ?? 'system call', -errno, what, needs);
}
