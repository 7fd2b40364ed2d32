import { type NetlinkSocket, openNetlinkSocket } from '../socket/netlink-socket.ts';
import type { GrantedOptions } from '../socket/open.ts';
import type { BatchDatagram } from './batch-datagram.ts';
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
  /** Whether all sequence numbers were used, so that one may still be waited for. */
  #secondTime = false;
  #collecting = false;
  #overran = false;
  #failure: Error | undefined;
  #aside: Promise<void> = Promise.resolve();

  constructor(site: Site) {
    this.#socket = openNetlinkSocket(site.socketOptions({ paused: true }), {
      datagram: (bytes, start, end) => {
        this.#replies.datagram(bytes, start, end);
        this.#delivered();
      },
      truncated: (bytes, start, end, needed) => {
        this.#replies.truncated(bytes, start, end, needed);
        this.#delivered();
      },
      overrun: () => {
        this.overruns++;
        this.#overran = true;
        if (this.#collecting) return;
        this.collect();
        this.#delivered();
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
      const again = this.#sequence + count > 0xffff_ffff;
      const first = again ? 1 : this.#sequence + 1;
      this.#sequence = first + count - 1;
      this.#secondTime ||= again;
      if (!this.#secondTime || this.#replies.size === 0) return first;
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
   * Sends a datagram of a batch, and collects what is there of the answer.
   * @throws SystemError when nothing was sent
   */
  sendNow(datagram: BatchDatagram): void {
    this.#replies.expectRange(datagram.first, datagram.last, datagram);
    try {
      this.#socket.send(datagram.finish());
    } catch (error) {
      this.#replies.forget(datagram);
      throw error;
    }
    this.collect(datagram.last);
  }

  /**
   * Sends datagrams of a batch from another thread, and then collects what is there of the answers. One batch after
   * the other, so that the answers of one at most wait to be read.
   * @throws SystemError or ConnectionClosed when not all were sent
   */
  sendAside(datagrams: readonly BatchDatagram[]): Promise<void> {
    const sent = this.#aside.then(() => this.#sendAside(datagrams));
    this.#aside = sent.catch(() => {});
    return sent;
  }

  async #sendAside(datagrams: readonly BatchDatagram[]): Promise<void> {
    this.check('a batch');
    for (const datagram of datagrams) {
      this.#replies.expectRange(datagram.first, datagram.last, datagram);
    }
    const sent = await this.#socket.sendAside(datagrams.map((datagram) => datagram.finish()));
    this.check('a batch');
    for (const datagram of datagrams.slice(sent)) this.#replies.forget(datagram);
    for (const datagram of datagrams.slice(0, sent)) this.collect(datagram.last);
    // This thread is told why one was refused.
    for (const datagram of datagrams.slice(sent)) this.sendNow(datagram);
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

  #delivered(): void {
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
