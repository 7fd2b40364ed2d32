import type { AnyMessage } from '../../protocol/schema/index.ts';
import { NLM_F, NLMSG, type Reader, type Writer } from '../../protocol/wire/index.ts';
import { ReplyLost } from './errors.ts';
import { KernelError } from './kernel-error.ts';
import type { NetlinkRequest } from './netlink-request.ts';
import { readOutcome } from './outcome.ts';
import type { Expectation } from './replies.ts';

/** A request of a batch that failed. */
export interface BatchFailure {
  /** Its place among the requests, from 0. */
  readonly index: number;
  /**
   * KernelError: it was refused. EncodeError: it was not sent. ReplyLost: whether it was carried out is not known,
   * since the kernel had no memory for its answer.
   */
  readonly error: Error;
}

/**
 * The requests of a batch that travel in one datagram, and what becomes of them. The kernel reports failures
 * unasked; only the last request asks for an acknowledgement, which says that the kernel came to the end.
 */
export class BatchDatagram implements Expectation {
  readonly request = 'a batch';
  /** The sequence number of the first request. */
  readonly first: number;
  readonly failures: BatchFailure[] = [];
  /** Whether the last request's answer has come. */
  answered = false;
  /** Called once, with nothing when `answered`, otherwise with why not. */
  ended: ((error?: unknown) => void) | undefined;
  /** Free for another datagram once this one is settled. */
  readonly writer: Writer;
  /** What was asked, each place in the batch, and where in the datagram the message begins; the inputs may go. */
  readonly #messages: AnyMessage[] = [];
  readonly #types: string[] = [];
  readonly #indexes: number[] = [];
  readonly #starts: number[] = [];
  readonly #where: string;

  /** @param first a sequence number with as many free ones behind it as requests will be added */
  constructor(writer: Writer, first: number, where: string) {
    writer.truncate(0);
    this.writer = writer;
    this.first = first;
    this.#where = where;
  }

  get size(): number {
    return this.#starts.length;
  }

  /** The sequence number of the last request. */
  get last(): number {
    return this.first + this.#starts.length - 1;
  }

  /** Adds a request, unless the datagram would grow beyond `limit` bytes: says whether. @throws EncodeError */
  add(request: NetlinkRequest, index: number, limit: number): boolean {
    const at = this.writer.length;
    request.write(this.writer, this.first + this.#starts.length);
    if (this.writer.length > limit) {
      this.writer.truncate(at);
      return false;
    }
    this.#messages.push(request.message);
    this.#types.push(request.type);
    this.#indexes.push(index);
    this.#starts.push(at);
    return true;
  }

  /** What to send. */
  finish(): Uint8Array {
    const bytes = this.writer.written();
    const last = this.#starts.at(-1);
    if (last !== undefined) {
      const flags = new DataView(bytes.buffer, bytes.byteOffset + last + 6, 2);
      flags.setUint16(0, flags.getUint16(0, this.writer.littleEndian) | NLM_F.ACK, this.writer.littleEndian);
    }
    return bytes;
  }

  take(reader: Reader, at: number, end: number): boolean {
    // With NLM_F_ECHO, a notification.
    if (reader.u16(at + 4) !== NLMSG.ERROR) return false;
    const sequence = reader.u32(at + 8);
    const nth = sequence - this.first;
    const message = this.#messages[nth];
    const type = this.#types[nth];
    const index = this.#indexes[nth];
    const outcome = readOutcome(reader, at, end);
    if (message !== undefined && type !== undefined && index !== undefined && outcome.errno !== 0) {
      const bytes = this.writer.written().subarray(this.#starts[nth], this.#starts[nth + 1]);
      const error = new KernelError({ message, type, bytes, where: this.#where }, outcome);
      this.failures.push({ index, error });
    }
    this.answered = sequence === this.last;
    if (this.answered) this.ended?.();
    return this.answered;
  }

  /** All answers are shorter than what is offered; what was cut was none. */
  cut(): boolean {
    return false;
  }

  lost(): boolean {
    this.ended?.();
    return true;
  }

  fail(error: unknown): void {
    this.ended?.(error);
  }

  /** Answers were dropped: of all that were not refused it is not known whether they were carried out. */
  doubt(): void {
    const refused = new Set(this.failures.map(({ index }) => index));
    for (const [nth, type] of this.#types.entries()) {
      const index = this.#indexes[nth];
      if (index !== undefined && !refused.has(index)) {
        this.failures.push({ index, error: new ReplyLost(type) });
      }
    }
    this.failures.sort((one, other) => one.index - other.index);
  }
}
