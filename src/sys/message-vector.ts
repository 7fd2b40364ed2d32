import { MSG_DONTWAIT, MSG_TRUNC } from './constants.ts';
import { addressOf, recvmmsg, sendmmsg } from './libc.ts';

/**
 * ```c
 * struct mmsghdr { struct msghdr msg_hdr; unsigned int msg_len; };
 * struct msghdr { void *msg_name; socklen_t msg_namelen; struct iovec *msg_iov; size_t msg_iovlen;
 *                 void *msg_control; size_t msg_controllen; int msg_flags; };
 * struct iovec { void *iov_base; size_t iov_len; };
 * ```
 * as 64-bit little-endian machines have them, with glibc as with musl (`recvmmsg(2)`).
 */
const HEADER = 64;
const PART = 16;
const IOV = 16;
const IOVLEN = 24;
const FLAGS = 48;
const LEN = 56;

/** Whether this machine has the structs as they are written here. */
export const hasMessageVectors = process.arch === 'x64' || process.arch === 'arm64';

/** Datagrams that one system call receives or sends on another thread, while this one does something else. */
export class MessageVector {
  readonly #headers: Buffer;
  readonly #view: DataView;
  readonly #parts: number;
  /** Where the pieces are described. */
  readonly #pieces: number;

  /** @param parts of how many pieces of memory each datagram's room consists */
  constructor(messages: number, parts = 1) {
    this.#headers = Buffer.alloc(messages * (HEADER + parts * PART));
    this.#view = new DataView(this.#headers.buffer, this.#headers.byteOffset);
    this.#parts = parts;
    this.#pieces = messages * HEADER;
    const address = addressOf(this.#headers);
    for (let message = 0; message < messages; message++) {
      const iov = BigInt(this.#pieces + message * parts * PART);
      this.#view.setBigUint64(message * HEADER + IOV, address + iov, true);
      this.#view.setBigUint64(message * HEADER + IOVLEN, BigInt(parts), true);
    }
  }

  /** Makes `length` bytes at `address` a piece of a datagram's room: of the `memory` that the call is given to hold. */
  setPart(message: number, part: number, address: bigint, length: number): void {
    const at = this.#pieces + (message * this.#parts + part) * PART;
    this.#view.setBigUint64(at, address, true);
    this.#view.setBigUint64(at + 8, BigInt(length), true);
  }

  /** How many bytes a datagram received has, or how many were sent of one. */
  lengthOf(message: number): number {
    return this.#view.getUint32(message * HEADER + LEN, true);
  }

  /** Whether a datagram received was longer than its room. */
  wasCut(message: number): boolean {
    return (this.#view.getInt32(message * HEADER + FLAGS, true) & MSG_TRUNC) !== 0;
  }

  /** Receives up to `count` datagrams that wait, or that the kernel makes as it is read: how many, or `-errno`. */
  receive(fd: number, count: number, memory: readonly Uint8Array[]): Promise<number> {
    return holding([this.#headers, ...memory], recvmmsg(fd, this.#headers, count, MSG_DONTWAIT));
  }

  /** Sends `count` datagrams: how many went, or `-errno` when not even the first did. */
  send(fd: number, count: number, memory: readonly Uint8Array[]): Promise<number> {
    return holding([this.#headers, ...memory], sendmmsg(fd, this.#headers, count, MSG_DONTWAIT));
  }
}

/** What the kernel reads or writes on another thread, where nothing else may refer to it any more. */
const inFlight = new Set<readonly Uint8Array[]>();

function holding(memory: readonly Uint8Array[], call: Promise<number>): Promise<number> {
  inFlight.add(memory);
  return call.finally(() => inFlight.delete(memory));
}
