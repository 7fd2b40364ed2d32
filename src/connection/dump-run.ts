import type { Undecodable } from '../../protocol/schema/index.ts';
import { NLMSG_HDRLEN } from '../../protocol/wire/index.ts';
import { DumpReading } from './dump-reading.ts';
import type { DumpSocket, DumpSockets } from './dump-socket.ts';
import { ConnectionClosed, DumpInterrupted, ReplyLost, ReplyTooLong } from './errors.ts';
import { type Asked, KernelError } from './kernel-error.ts';
import type { Limits } from './limits.ts';
import { turnUsedUp } from './turn.ts';

/**
 * One dump from its request to its end. It reads as it is asked for more, and the kernel generates as it is read:
 * who does not ask holds nothing up and holds one or two datagrams of kernel memory.
 */
export class DumpRun<V> {
  readonly #sockets: DumpSockets;
  readonly #request: Asked;
  readonly #limits: Limits;
  readonly #socket: DumpSocket;
  readonly #reading: DumpReading<V>;
  #waiting: V[][] = [];
  #failure: Error | undefined;
  #wake: (() => void) | undefined;
  #over = false;

  /** Sends the request. @throws SystemError, ConnectionClosed, and what a limit throws */
  constructor(sockets: DumpSockets, request: Asked, limits: Limits) {
    limits.check();
    if (sockets.closed) throw new ConnectionClosed(request.type);
    this.#sockets = sockets;
    this.#request = request;
    this.#limits = limits;
    this.#socket = sockets.take();
    const sequence = ++this.#socket.sequence;
    this.#reading = new DumpReading(request.message, sequence);
    this.#socket.user = {
      datagram: (bytes, start, end) => this.#arrived(this.#reading.take(bytes, start, end)),
      truncated: (bytes, start, end, needed) => {
        this.#failure ??= new ReplyTooLong(request.type, needed);
        this.#arrived(this.#reading.take(bytes, start, end, true));
      },
      overrun: () => {
        this.#failure ??= new ReplyLost(request.type);
        this.#arrived([]);
      },
      error: (error) => {
        this.#failure ??= error;
      },
      closed: () => {
        this.#failure ??= new ConnectionClosed(request.type);
        this.#arrived([]);
      },
    };
    try {
      const { bytes } = request;
      new Uint32Array(bytes.buffer, bytes.byteOffset, NLMSG_HDRLEN / 4)[2] = sequence;
      this.#socket.socket.send(bytes);
    } catch (error) {
      void this.stop();
      throw error;
    }
  }

  /** Messages that could not be decoded, so far. */
  get undecodable(): readonly Undecodable[] {
    return this.#reading.undecodable;
  }

  /** Whether what is dumped was changed meanwhile, so far. */
  get interrupted(): boolean {
    return this.#reading.interrupted;
  }

  /**
   * The messages of the next datagram, undefined at the end.
   * @throws KernelError, DumpInterrupted, ReplyLost, ReplyTooLong, ConnectionClosed, and what a limit throws; all
   * that was read before has been given out by then
   */
  async next(): Promise<V[] | undefined> {
    try {
      for (;;) {
        const first = this.#waiting.shift();
        if (first !== undefined) return first;
        if (this.#over) return undefined;
        if (this.#failure !== undefined) throw this.#failure;
        const { outcome } = this.#reading;
        if (outcome !== undefined) {
          this.#end();
          if (outcome.errno !== 0) throw new KernelError(this.#request, outcome);
          if (this.interrupted) throw new DumpInterrupted<V>(this.#request.type, [], 1);
          return undefined;
        }
        await turnUsedUp();
        this.#limits.check();
        const { socket } = this.#socket;
        if (socket.closed) this.#failure ??= new ConnectionClosed(this.#request.type);
        if (this.#failure === undefined && socket.receive() === 0) await this.#arrival();
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Gives it up. The kernel forgets the dump with its socket, however much of it there was to come. */
  async stop(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    this.#waiting = [];
    this.#socket.user = undefined;
    await this.#socket.socket.close();
  }

  #end(): void {
    this.#over = true;
    this.#sockets.give(this.#socket);
  }

  #arrived(views: V[]): void {
    if (views.length > 0) this.#waiting.push(views);
    this.#wake?.();
  }

  /** Waits on the event loop, for what the kernel has not answered at once. */
  async #arrival(): Promise<void> {
    const { socket } = this.#socket;
    const arrived = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    socket.ref();
    socket.resume();
    try {
      await this.#limits.wait(arrived);
    } finally {
      this.#wake = undefined;
      socket.pause();
      socket.unref();
    }
  }
}
