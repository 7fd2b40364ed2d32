import { isRefusal } from './operation-error.ts';

/**
 * The kernel did what was asked, but what it made was gone again before it could be asked for: somebody else, or the
 * kernel itself, took it away. There is nothing to undo.
 */
export class GoneError extends Error {
  override readonly name = 'GoneError';
  readonly code = 'ERR_GONE';

  /** @param operation what was done, on which object and where: `add address 10.0.0.1/24 to eth0 in net1` */
  constructor(
    readonly operation: string,
    cause?: unknown,
  ) {
    super(
      `cannot ${operation}: the kernel did it, but it is gone again already; something else took it away`,
      {
        cause,
      },
    );
  }
}

/** Waits for what was just made to be found; that it is not there is a `GoneError` about `operation`. */
export async function stillThere<T>(operation: string, looking: Promise<T>): Promise<T> {
  try {
    return await looking;
  } catch (error) {
    throw isRefusal(error, 'ENODEV', 'ENOENT') ? new GoneError(operation, error) : error;
  }
}
