/** What the two codec errors share: a problem, and a path that grows while the error travels outwards. */
abstract class PathError extends Error {
  /** What is wrong, without where. */
  readonly problem: string;
  #path: readonly string[] = [];

  constructor(problem: string) {
    super(problem);
    this.problem = problem;
  }

  /** The place in the message's own words: `link.linkinfo.data.id`. */
  get path(): string {
    return this.#path.join('.').replaceAll('.[', '[');
  }

  /** Puts one more name in front of the path; returns the error, to be thrown on. */
  inside(name: string): this {
    this.#path = [name, ...this.#path];
    return this.retell();
  }

  protected retell(): this {
    // V8 copies the message into the stack when the stack is first read.
    const { message, stack } = this;
    this.message = this.sentence();
    if (typeof stack === 'string') this.stack = stack.replace(message, () => this.message);
    return this;
  }

  protected sentence(): string {
    return this.path === '' ? this.problem : `${this.path}: ${this.problem}`;
  }
}

/** Bytes that are not the message they claim to be. The only exception that leaves a decoder. */
export class DecodeError extends PathError {
  override readonly name = 'DecodeError';
  readonly code = 'ERR_NETLINK_DECODE';
  #offset: number;

  /** @param offset where the problem begins, in bytes from the start of the buffer (see `rebase`). */
  constructor(problem: string, offset: number) {
    super(problem);
    this.#offset = offset;
    this.retell();
  }

  /** Where the problem begins, in bytes from the start of the message. */
  get offset(): number {
    return this.#offset;
  }

  /** Makes the offset relative to `start`, where the message begins in its buffer. */
  rebase(start: number): this {
    this.#offset -= start;
    return this.retell();
  }

  protected override sentence(): string {
    return `${super.sentence()} (at byte ${this.#offset})`;
  }
}

/** A value that has no place in the message: out of range, of the wrong form, or under an unknown name. */
export class EncodeError extends PathError {
  override readonly name = 'EncodeError';
  readonly code = 'ERR_NETLINK_ENCODE';
}
