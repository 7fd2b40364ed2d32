import { writeSync } from 'node:fs';
import { OutputClosed } from './errors.ts';

/** Takes what a command prints. */
export interface Output {
  write(text: string): void;
  /** Hands over what was kept. @throws OutputClosed when nobody reads any more */
  flush(): void;
  /** Forgets what was kept: half an answer before a mistake of the user's. */
  discard(): void;
}

/**
 * A file descriptor, written in large pieces. Not `process.stdout`, which costs a millisecond to set up and would
 * let an endless listing pile up in memory when its reader is slow.
 */
export class DescriptorOutput implements Output {
  readonly #fd: number;
  #kept = '';

  constructor(fd: number) {
    this.#fd = fd;
  }

  write(text: string): void {
    this.#kept += text;
    if (this.#kept.length >= PIECE) this.flush();
  }

  flush(): void {
    const bytes = Buffer.from(this.#kept);
    this.#kept = '';
    for (let at = 0; at < bytes.length; ) at += this.#some(bytes, at);
  }

  discard(): void {
    this.#kept = '';
  }

  #some(bytes: Buffer, at: number): number {
    try {
      return writeSync(this.#fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') throw new OutputClosed();
      if (code !== 'EAGAIN') throw error;
      // Somebody made the pipe non-blocking, and it is full.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      return 0;
    }
  }
}

const PIECE = 64 * 1024;
