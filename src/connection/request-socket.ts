import { type NetlinkSocket, openNetlinkSocket } from '../socket/netlink-socket.ts';
import type { GrantedOptions } from '../socket/open.ts';
import { ConnectionClosed } from './errors.ts';
import type { PendingRequest } from './pending-request.ts';
import { type Expectation, Replies } from './replies.ts';
import type { Site } from './site.ts';
import { turnUsedUp } from './turn.ts';

/**
 * The socket for requests and batches. The kernel has answered when `send` returns, so the answer is read at
 * once, without the event loop; that is the way it nearly always goes. What is not there yet is waited for on the
 * event loop, which keeps the process alive meanwhile.
 */
export class RequestSocket {
  readonly #socket: NetlinkSocket;
  readonly #replies = new Replies();
  /** How often the kernel dropped answers. */
  overruns = 0;
  #sequence = 0;
  #collecting = false;
  #overran = false;
  #failure: Error | undefined;

  constructor(site: Site) {
    this.#socket = openNetlinkSocket(site.socketOptions({ paused: true }), {
      datagram: (bytes, start, end) => this.#delivered(() => this.#replies.datagram(bytes, start, end)),
      truncated: (bytes, start, end, needed) =>
        this.#delivered(() => this.#replies.truncated(bytes, start, end, needed)),
      overrun: () => {
        this.overruns++;
        this.#overran = true;
        if (!this.#collecting) this.#delivered(() => this.collect());
      },
      error: (error) => {
        this.#failure = error;
      },
      closed: () => this.#replies.fail((request) => this.#closedError(request)),
    });
  }

  get options(): GrantedOptions {
    return this.#socket.options;
  }

  get maxSend(): number {
    return this.#socket.maxSend;
  }

  /** @throws ConnectionClosed */
  check(request: string): void {
    if (this.#socket.closed) throw this.#closedError(request);
  }

  /** So many sequence numbers in a row that nobody uses: the first of them. */
  reserve(count = 1): number {
    for (;;) {
      // 0 is what notifications have.
      const first = this.#sequence + count > 0xffff_ffff ? 1 : this.#sequence + 1;
      this.#sequence = first + count - 1;
      if (this.#replies.size === 0) return first;
      let free = true;
      for (let sequence = first; free && sequence < first + count; sequence++) {
        free = !this.#replies.expects(sequence);
      }
      if (free) return first;
    }
  }

  /** Sends a request, in the next turn of the event loop if this one is used up. */
  send<V>(pending: PendingRequest<V>): void {
    const turn = turnUsedUp();
    if (turn !== undefined) {
      pending.bytes = pending.bytes.slice();
      void turn.then(() => this.#sendNow(pending));
      return;
    }
    this.#sendNow(pending);
    if (!pending.settled) pending.bytes = pending.bytes.slice();
  }

  /** Sends a request again under its sequence number, after its answer was lost. */
  again<V>(pending: PendingRequest<V>): void {
    try {
      this.#socket.send(pending.bytes);
    } catch (error) {
      this.#replies.forget(pending);
      pending.fail(error);
    }
  }

  /**
   * Sends a datagram of requests numbered `first` to `last`, and collects what is there of the answer.
   * @throws SystemError when nothing was sent
   */
  sendRange(bytes: Uint8Array, first: number, last: number, expectation: Expectation): void {
    this.#replies.expectRange(first, last, expectation);
    try {
      this.#socket.send(bytes);
    } catch (error) {
      this.#replies.forget(expectation);
      throw error;
    }
    this.collect(last);
  }

  /** Lets the event loop deliver, and keeps the process alive for it. */
  listen(): void {
    this.#socket.ref();
    this.#socket.resume();
  }

  /** Nobody waits for it any more; a late answer is dropped. */
  forget(expectation: Expectation): void {
    this.#replies.forget(expectation);
    this.#rest();
  }

  /**
   * Reads what has come, up to the answer to `sequence`. After an overrun everything that is there is read before
   * those still without an answer are told that it may be lost.
   */
  collect(sequence?: number): void {
    this.#collecting = true;
    try {
      do {
        this.#overran &&= this.#drain();
        while (sequence !== undefined && this.#replies.expects(sequence) && this.#socket.receive() > 0);
      } while (this.#overran);
    } finally {
      this.#collecting = false;
    }
  }

  async close(): Promise<void> {
    await this.#socket.close();
  }

  #drain(): boolean {
    this.#overran = false;
    while (this.#socket.receive(64) > 0);
    this.#replies.lost();
    return this.#overran;
  }

  #sendNow<V>(pending: PendingRequest<V>): void {
    if (pending.settled) return;
    try {
      this.check(pending.request);
      pending.limits.check();
      this.#replies.expect(pending.sequence, pending);
      this.#socket.send(pending.bytes);
      this.collect(pending.sequence);
    } catch (error) {
      this.#replies.forget(pending);
      pending.fail(error);
    }
    if (!pending.settled) this.#waitFor(pending);
  }

  #waitFor<V>(pending: PendingRequest<V>): void {
    const unwatch = pending.limits.watch((reason) => {
      this.forget(pending);
      pending.fail(reason);
    });
    pending.whenSettled = unwatch;
    this.listen();
  }

  #delivered(deliver: () => void): void {
    deliver();
    if (!this.#collecting) this.#rest();
  }

  /** With nobody waiting, the socket leaves the event loop and lets the process end. */
  #rest(): void {
    if (this.#replies.size > 0) return;
    this.#socket.unref();
    this.#socket.pause();
  }

  #closedError(request: string): ConnectionClosed {
    return new ConnectionClosed(request, this.#failure);
  }
}
