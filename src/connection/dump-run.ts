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
 * who does not ask holds nothing up and holds one or two datagrams of kernel memory. A long one is read ahead on another
 * thread, by as much again as was taken, but 4 MiB at most.
 */
export class DumpRun<V> {
  readonly #sockets: DumpSockets;
  readonly #request: Asked;
  readonly #limits: Limits;
  readonly #socket: DumpSocket;
  readonly #reading: DumpReading<V>;
  /** Where messages go: to whoever asks, otherwise here, until somebody does. */
  #waiting: V[] = [];
  #into: V[] = this.#waiting;
  #datagrams = 0;
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
      datagram: (bytes, start, end) => {
        this.#datagrams++;
        this.#reading.take(bytes, start, end, this.#into);
        this.#wake?.();
      },
      truncated: (bytes, start, end, needed) => {
        this.#failure ??= new ReplyTooLong(request.type, needed);
        this.#reading.take(bytes, start, end, this.#into, true);
        this.#wake?.();
      },
      overrun: () => {
        this.#failure ??= new ReplyLost(request.type);
        this.#wake?.();
      },
      error: (error) => {
        this.#failure ??= error;
      },
      closed: () => {
        this.#failure ??= new ConnectionClosed(request.type);
        this.#wake?.();
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
   * Appends the messages of the next datagram to `views`; false at the end.
   * @throws KernelError, DumpInterrupted, ReplyLost, ReplyTooLong, ConnectionClosed, and what a limit throws; all
   * that was read before has been given out by then
   */
  async next(views: V[]): Promise<boolean> {
    const before = views.length;
    for (const view of this.#waiting.splice(0)) views.push(view);
    this.#into = views;
    try {
      for (;;) {
        if (views.length > before) return true;
        if (this.#over) return false;
        if (this.#failure !== undefined) throw this.#failure;
        const { outcome } = this.#reading;
        if (outcome !== undefined) {
          this.#end();
          if (outcome.errno !== 0) throw new KernelError(this.#request, outcome);
          if (this.interrupted) throw new DumpInterrupted<V>(this.#request.type, [], 1);
          return false;
        }
        await turnUsedUp();
        this.#limits.check();
        await this.#read();
      }
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      this.#into = this.#waiting;
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

  async #read(): Promise<void> {
    const { socket } = this.#socket;
    if (socket.closed) {
      this.#failure ??= new ConnectionClosed(this.#request.type);
      return;
    }
    if (this.#datagrams >= LONG) socket.readAhead();
    if (socket.receive() > 0) return;
    const { reading } = socket;
    if (reading === undefined) await this.#arrival();
    else await this.#limits.wait(reading);
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

/** Datagrams that are read one by one before a dump counts as long: some thousand routes, two milliseconds. */
const LONG = 6;
