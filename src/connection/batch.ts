import { EncodeError, Writer } from '../../protocol/wire/index.ts';
import { BatchDatagram, type BatchFailure } from './batch-datagram.ts';
import { type LimitOptions, Limits } from './limits.ts';
import { isQuestion, type NetlinkRequest } from './netlink-request.ts';
import type { RequestSocket } from './request-socket.ts';
import { turnUsedUp } from './turn.ts';

export interface BatchOptions extends LimitOptions {
  /** Is told of each failure as it becomes known; `failures` then stays empty, so that memory is bounded. */
  readonly onFailure?: ((failure: BatchFailure) => void) | undefined;
}

export interface BatchResult {
  /** How many requests were carried out. */
  readonly ok: number;
  /** The others, in the order of the requests. */
  readonly failures: readonly BatchFailure[];
}

/**
 * Sends requests packed into few datagrams, one datagram after another, each when the one before is answered.
 *
 * A datagram has no more requests than the receive buffer has room for answers, should all of them fail: so no
 * answer can be lost for want of room.
 */
export class Batch {
  readonly #socket: RequestSocket;
  readonly #where: string;
  readonly #limits: Limits;
  readonly #onFailure: (failure: BatchFailure) => void;
  readonly #failures: BatchFailure[] = [];
  readonly #messages: number;
  readonly #writer = new Writer(new Uint8Array(FIRST_BUFFER));
  #datagram: BatchDatagram;
  #ok = 0;

  constructor(socket: RequestSocket, where: string, options: BatchOptions) {
    this.#socket = socket;
    this.#where = where;
    this.#limits = new Limits(options, 'a batch');
    this.#onFailure = options.onFailure ?? ((failure) => void this.#failures.push(failure));
    const answers = Math.floor(socket.options.receiveBuffer / ANSWER_SPACE);
    this.#messages = Math.max(1, Math.min(MESSAGES_MAX, answers));
    this.#datagram = this.#begin();
  }

  async send(requests: Iterable<NetlinkRequest> | AsyncIterable<NetlinkRequest>): Promise<BatchResult> {
    let index = 0;
    if (Symbol.asyncIterator in requests) {
      for await (const request of requests) {
        if (!this.#add(request, index)) await this.#sendAnd(request, index);
        index++;
      }
    } else {
      for (const request of requests) {
        if (!this.#add(request, index)) await this.#sendAnd(request, index);
        index++;
      }
    }
    if (this.#datagram.size > 0) await this.#send();
    // What could not be encoded was known before what was refused.
    this.#failures.sort((one, other) => one.index - other.index);
    return { ok: this.#ok, failures: this.#failures };
  }

  /** Says whether there was room. */
  #add(request: NetlinkRequest, index: number): boolean {
    if (this.#datagram.size === this.#messages) return false;
    try {
      if (isQuestion(request.type))
        throw new EncodeError(`${request.type} changes nothing; a batch has no place for it`);
      if (this.#datagram.add(request, index, this.#socket.maxSend)) return true;
      if (this.#datagram.size > 0) return false;
      const most = this.#socket.maxSend;
      throw new EncodeError(`${request.type} is longer than the ${most} bytes of the send buffer`);
    } catch (error) {
      if (!(error instanceof EncodeError)) throw error;
      this.#onFailure({ index, error });
      return true;
    }
  }

  async #sendAnd(request: NetlinkRequest, index: number): Promise<void> {
    await this.#send();
    this.#add(request, index);
  }

  async #send(): Promise<void> {
    await turnUsedUp();
    this.#limits.check();
    this.#socket.check('a batch');
    const datagram = this.#datagram;
    const { overruns } = this.#socket;
    this.#socket.sendRange(datagram.finish(), datagram.first, datagram.last, datagram);
    if (!datagram.answered && overruns === this.#socket.overruns) await this.#answer(datagram);
    if (overruns !== this.#socket.overruns) datagram.doubt();
    this.#ok += datagram.size - datagram.failures.length;
    for (const failure of datagram.failures) this.#onFailure(failure);
    this.#datagram = this.#begin();
  }

  /** Waits on the event loop, for what the kernel has not answered at once. */
  async #answer(datagram: BatchDatagram): Promise<void> {
    const answer = new Promise<void>((resolve, reject) => {
      datagram.ended = (error) => (error === undefined ? resolve() : reject(error));
    });
    this.#socket.listen();
    try {
      await this.#limits.wait(answer);
    } finally {
      this.#socket.forget(datagram);
    }
  }

  #begin(): BatchDatagram {
    return new BatchDatagram(this.#writer, this.#socket.reserve(this.#messages), this.#where);
  }
}

/**
 * Bytes of receive buffer that an error takes at most: what the kernel accounts for a message with extended
 * acknowledgement in a page of half its size (768 is usual).
 */
const ANSWER_SPACE = 2304;
/** The kernel works through them in one go, some milliseconds, in which this thread does nothing else. */
const MESSAGES_MAX = 1000;
const FIRST_BUFFER = 64 * 1024;
