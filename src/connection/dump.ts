import type { Undecodable } from '../../protocol/schema/index.ts';
import { DumpRun } from './dump-run.ts';
import type { DumpSockets } from './dump-socket.ts';
import { DumpInterrupted, ReplyLost, ReplyTooLong } from './errors.ts';
import type { Asked } from './kernel-error.ts';
import { type LimitOptions, Limits } from './limits.ts';

export interface DumpOptions extends LimitOptions {
  /** More `NLM_F` flags; `NLM_F_REQUEST` and `NLM_F_DUMP` are always there. */
  readonly flags?: number | undefined;
  /** How often `all()` dumps when what is dumped keeps changing; default 10. */
  readonly attempts?: number | undefined;
}

/**
 * A dump: every entry of a table. Nothing is sent until it is read, and each reading is a new dump; limits begin
 * with the reading.
 *
 *     for await (const link of connection.dump(...)) ...     one by one, with back-pressure
 *     for await (const links of connection.dump(...).datagrams()) ...     as they come: fastest
 *     const links = await connection.dump(...).all()     a consistent whole
 *
 * Each reading has a socket of its own, so dumps may be nested, run side by side with requests, and be left early.
 */
export class Dump<V> implements AsyncIterable<V> {
  readonly #sockets: DumpSockets;
  readonly #request: Asked;
  readonly #options: DumpOptions;
  #undecodable: readonly Undecodable[] = [];

  /** @internal */
  constructor(sockets: DumpSockets, request: Asked, options: DumpOptions) {
    this.#sockets = sockets;
    this.#request = request;
    this.#options = options;
  }

  /** Messages of the last reading that could not be decoded, with their bytes; all others were delivered. */
  get undecodable(): readonly Undecodable[] {
    return this.#undecodable;
  }

  /**
   * All entries. When what is dumped changes meanwhile, or an answer is lost or too long, it begins again, after
   * a pause that grows.
   * @throws DumpInterrupted with what the last attempt read, KernelError, ReplyLost, ReplyTooLong,
   * ConnectionClosed, RequestTimeout, or the signal's reason
   */
  async all(): Promise<V[]> {
    const { attempts = ATTEMPTS } = this.#options;
    const limits = new Limits(this.#options, this.#request.type);
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= attempts;
      const read: V[] = [];
      try {
        if (await this.#collect(limits, read, last)) return read;
      } catch (error) {
        const again =
          error instanceof DumpInterrupted || error instanceof ReplyLost || error instanceof ReplyTooLong;
        if (!again) throw error;
        if (last) {
          throw error instanceof DumpInterrupted ? new DumpInterrupted(error.request, read, attempt) : error;
        }
      }
      await limits.sleep(Math.min(2 ** (attempt - 1), PAUSE_MAX));
    }
  }

  /**
   * The entries of each datagram in an array, as the kernel packs them: some hundred at a time.
   * @throws while iterating: DumpInterrupted after the last, and the others that `all` throws
   */
  async *datagrams(): AsyncGenerator<V[], void, undefined> {
    const run = new DumpRun<V>(this.#sockets, this.#request, new Limits(this.#options, this.#request.type));
    this.#undecodable = run.undecodable;
    try {
      for (let views: V[] = []; await run.next(views); views = []) yield views;
    } finally {
      await run.stop();
    }
  }

  /** One by one; leaving the loop early ends the dump. @throws as `datagrams` */
  async *[Symbol.asyncIterator](): AsyncGenerator<V, void, undefined> {
    for await (const views of this.datagrams()) {
      for (const view of views) yield view;
    }
  }

  /** Reads into `read`; says whether it is the whole. An attempt that is not the last stops when it is in vain. */
  async #collect(limits: Limits, read: V[], last: boolean): Promise<boolean> {
    const run = new DumpRun<V>(this.#sockets, this.#request, limits);
    this.#undecodable = run.undecodable;
    while (await run.next(read)) {
      if (run.interrupted && !last) {
        await run.stop();
        return false;
      }
    }
    return true;
  }
}

const ATTEMPTS = 10;
/** Milliseconds. */
const PAUSE_MAX = 100;
