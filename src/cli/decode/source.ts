import { closeSync, openSync, readSync } from 'node:fs';
import { CommandError } from '../errors.ts';

/** Fills as much of a buffer as there is, and says how much; 0 is the end. */
export type Fill = (into: Uint8Array) => number;

/** A file, read once from the beginning to the end, with little of it in memory. */
export class Source {
  /** Bytes taken so far. */
  offset = 0;
  readonly #fill: Fill;
  #buffer = new Uint8Array(64 * 1024);
  #start = 0;
  #end = 0;
  #done = false;

  constructor(fill: Fill) {
    this.#fill = fill;
  }

  /** Takes `count` bytes, or as many as there are. They are the caller's own. */
  take(count: number): Uint8Array {
    const taken = this.peek(count).slice();
    this.#start += taken.length;
    this.offset += taken.length;
    return taken;
  }

  /** Looks at `count` bytes, or as many as there are; good until the next call. */
  peek(count: number): Uint8Array {
    while (this.#end - this.#start < count && !this.#done) this.#more();
    return this.#buffer.subarray(this.#start, Math.min(this.#start + count, this.#end));
  }

  /** Passes over `count` bytes; says how many there were. */
  skip(count: number): number {
    let skipped = 0;
    while (skipped < count) {
      const part = this.peek(Math.min(count - skipped, 64 * 1024)).length;
      if (part === 0) break;
      this.#start += part;
      skipped += part;
    }
    this.offset += skipped;
    return skipped;
  }

  get atEnd(): boolean {
    return this.peek(1).length === 0;
  }

  #more(): void {
    if (this.#end === this.#buffer.length) {
      const kept = this.#buffer.subarray(this.#start, this.#end);
      // Larger only when what is there fills it: never because a length in the file says so.
      const size = this.#start === 0 ? this.#buffer.length * 2 : this.#buffer.length;
      const buffer = this.#start === 0 ? new Uint8Array(size) : this.#buffer;
      if (buffer === this.#buffer) buffer.copyWithin(0, this.#start, this.#end);
      else buffer.set(kept);
      this.#end -= this.#start;
      this.#start = 0;
      this.#buffer = buffer;
    }
    const count = this.#fill(this.#buffer.subarray(this.#end));
    this.#end += count;
    this.#done = count === 0;
  }
}

/** Opens a file, `-` for standard input. @throws CommandError */
export function openSource(path: string): { source: Source; close: () => void } {
  try {
    const fd = path === '-' ? 0 : openSync(path, 'r');
    const source = new Source((into) => readSome(fd, into, path));
    return { source, close: () => path !== '-' && closeSync(fd) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readSome(fd: number, into: Uint8Array, path: string): number {
  for (;;) {
    try {
      return readSync(fd, into);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw unreadable(path, error);
      // Somebody made the pipe or the terminal non-blocking, and nothing is there yet.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function unreadable(path: string, error: unknown): CommandError {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason =
    { ENOENT: 'there is no such file', EACCES: 'permission denied', EISDIR: 'it is a directory' }[
      code ?? ''
    ] ?? message;
  return new CommandError(`cannot read ${path === '-' ? 'standard input' : path}: ${reason}`);
}
