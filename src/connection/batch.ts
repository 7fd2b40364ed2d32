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
 * Sends requests packed into few datagrams. The first ones go one after another, each when the one before is answered.
 * When there turn out to be many, they go several at a time from another thread: the kernel works through those while
 * the next are encoded here.
 *
 * No more requests are under way than the receive buffer has room for answers, should all of them fail: so no answer
 * can be lost for want of room.
 */
export class Batch {
  readonly #socket: RequestSocket;
  readonly #where: string;
  readonly #limits: Limits;
  readonly #onFailure: (failure: BatchFailure) => void;
  readonly #failures: BatchFailure[] = [];
  /** How many requests a datagram has, and how many datagrams go aside at a time. */
  readonly #messages: number;
  readonly #atOnce: number;
  readonly #writers: Writer[] = [];
  #datagram: BatchDatagram;
  #few = FEW;
  #ready: BatchDatagram[] = [];
  #aside: { readonly sent: Promise<void>; over: boolean } | undefined;
  #ended = false;
  #ok = 0;

  constructor(socket: RequestSocket, where: string, options: BatchOptions) {
    this.#socket = socket;
    this.#where = where;
    this.#limits = new Limits(options, 'a batch');
    this.#onFailure = options.onFailure ?? ((failure) => void this.#failures.push(failure));
    const answers = Math.floor(socket.options.receiveBuffer / ANSWER_SPACE);
    this.#messages = Math.max(1, Math.min(MESSAGES_MAX, answers));
    // Half of the room is for answers to what this thread sends meanwhile.
    this.#atOnce = Math.min(AT_ONCE_MAX, Math.floor(answers / 2 / MESSAGES_MAX));
    this.#datagram = this.#begin();
  }

  async send(requests: Iterable<NetlinkRequest> | AsyncIterable<NetlinkRequest>): Promise<BatchResult> {
    let index = 0;
    try {
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
      if (this.#datagram.size > 0) await this.#full();
      for (;;) {
        await this.#asideOver();
        if (this.#ready.length === 0) break;
        this.#goAside();
      }
    } finally {
      this.#ended = true;
    }
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
    await this.#full();
    this.#add(request, index);
  }

  /** The datagram is full, or the last one. */
  async #full(): Promise<void> {
    const datagram = this.#datagram;
    if (this.#few > 0 || this.#atOnce < 2) {
      this.#few--;
      await turnUsedUp();
      this.#check();
      await this.#settled([datagram], () => this.#socket.sendNow(datagram));
    } else {
      this.#ready.push(datagram);
      if (this.#aside?.over || this.#ready.length === this.#atOnce) await this.#asideOver();
      if (this.#aside === undefined) this.#goAside();
    }
    this.#datagram = this.#begin();
  }

  #goAside(): void {
    this.#check();
    const datagrams = this.#ready;
    this.#ready = [];
    const sent = this.#settled(datagrams, () => this.#socket.sendAside(datagrams));
    const aside = { sent, over: false };
    const over = () => {
      aside.over = true;
    };
    // Whoever waits for it is told of a failure.
    sent.then(over, over);
    this.#aside = aside;
  }

  async #asideOver(): Promise<void> {
    const aside = this.#aside;
    this.#aside = undefined;
    if (aside !== undefined) await this.#limits.wait(aside.sent);
  }

  /** @throws what a limit throws, ConnectionClosed */
  #check(): void {
    this.#limits.check();
    this.#socket.check('a batch');
  }

  /** Sends datagrams, and tells what became of their requests. */
  async #settled(datagrams: readonly BatchDatagram[], send: () => Promise<void> | void): Promise<void> {
    const { overruns } = this.#socket;
    await send();
    for (const datagram of datagrams) {
      if (!datagram.answered && overruns === this.#socket.overruns) await this.#answer(datagram);
      if (overruns !== this.#socket.overruns) datagram.doubt();
      this.#writers.push(datagram.writer);
      if (this.#ended) continue;
      this.#ok += datagram.size - datagram.failures.length;
      for (const failure of datagram.failures) this.#onFailure(failure);
    }
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
    const writer = this.#writers.pop() ?? new Writer(new Uint8Array(FIRST_BUFFER));
    return new BatchDatagram(writer, this.#socket.reserve(this.#messages), this.#where);
  }
}

/**
 * Bytes of receive buffer that an error takes at most: what the kernel accounts for a message with extended
 * acknowledgement in a page of half its size (768 is usual).
 */
const ANSWER_SPACE = 2304;
/** The kernel works through them in one go, one or two milliseconds. */
const MESSAGES_MAX = 1000;
/** To hand work to another thread and back takes 50 to 150 us; with so many it does not show. */
const AT_ONCE_MAX = 8;
/** Datagrams that go from this thread, before a batch counts as large. */
const FEW = 2;
const FIRST_BUFFER = 64 * 1024;
