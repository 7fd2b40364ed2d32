import { RequestTimeout } from './errors.ts';

/** How long somebody is ready to wait. */
export interface LimitOptions {
  /** Gives up when it is aborted: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Gives up after so many milliseconds, with a `RequestTimeout`; default: never. */
  readonly timeout?: number | undefined;
}

/** A signal and a deadline that begins now. */
export class Limits {
  readonly #signal: AbortSignal | undefined;
  readonly #timeout: number | undefined;
  readonly #deadline: number;
  readonly #what: string;

  /** @param what what is waited for: `RTM_GETLINK`. @throws RangeError when the timeout is not one */
  constructor({ signal, timeout }: LimitOptions, what: string) {
    if (timeout !== undefined && !(timeout >= 0)) {
      throw new RangeError(`a timeout is a number of milliseconds from 0, not ${timeout}`);
    }
    this.#signal = signal;
    this.#timeout = timeout;
    this.#deadline = timeout === undefined ? Number.POSITIVE_INFINITY : performance.now() + timeout;
    this.#what = what;
  }

  /** @throws the signal's reason, or RequestTimeout */
  check(): void {
    this.#signal?.throwIfAborted();
    if (this.#timeout !== undefined && performance.now() > this.#deadline) throw this.#late(this.#timeout);
  }

  /** Calls `stop` once when a limit is reached; what it gives takes that back. */
  watch(stop: (reason: unknown) => void): () => void {
    const signal = this.#signal;
    const timeout = this.#timeout;
    const aborted = () => stop(signal?.reason);
    signal?.addEventListener('abort', aborted, { once: true });
    let timer: NodeJS.Timeout | undefined;
    if (timeout !== undefined) {
      // A timer may come a little early on this clock.
      const left = Math.min(Math.max(Math.ceil(this.#deadline - performance.now()), 1), 0x7fffffff);
      timer = setTimeout(() => stop(this.#late(timeout)), left);
    }
    return () => {
      signal?.removeEventListener('abort', aborted);
      clearTimeout(timer);
    };
  }

  /** Waits, but not beyond a limit. @throws what `wait` throws, the signal's reason, or RequestTimeout */
  async wait<T>(promise: Promise<T>): Promise<T> {
    this.check();
    let unwatch = () => {};
    const limit = new Promise<never>((_, reject) => {
      unwatch = this.watch(reject);
    });
    try {
      return await Promise.race([promise, limit]);
    } finally {
      unwatch();
    }
  }

  /** Waits for so long, or until a limit is reached. @throws the signal's reason, or RequestTimeout */
  async sleep(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await this.wait(
        new Promise<void>((resolve) => {
          timer = setTimeout(resolve, milliseconds);
        }),
      );
    } finally {
      clearTimeout(timer);
    }
  }

  #late(timeout: number): RequestTimeout {
    return new RequestTimeout(this.#what, timeout);
  }
}
