import type {
  AnyControl,
  AnyMessage,
  MessageViewOf,
  Protocol,
  RawMessage,
  Undecodable,
} from '../../protocol/schema/index.ts';
import { align4, DecodeError, messageEnd, Reader } from '../../protocol/wire/index.ts';
import { type NetlinkSocket, openNetlinkSocket } from '../socket/netlink-socket.ts';
import { Limits } from './limits.ts';
import type { Site } from './site.ts';
import { turnUsedUp } from './turn.ts';
import { Waiting } from './waiting.ts';

/** Events were lost since the one before, so whoever keeps a state has to ask for it anew. */
export interface EventsLost {
  /** The kernel's word for it. */
  readonly $type: 'NLMSG_OVERRUN';
}

/** What `Events` gives; `$type` tells them apart. A `RawMessage`, whose `$type` is a number, is of no known type. */
export type NetlinkEvent<M extends AnyMessage> = MessageViewOf<M> | RawMessage | Undecodable | EventsLost;

export interface EventsOptions {
  /** Ends the iteration: it throws the signal's reason, and the socket is closed. */
  readonly signal?: AbortSignal | undefined;
  /** Bytes of kernel memory for events that wait to be read; default 64 MiB, as far as the kernel allows. */
  readonly receiveBuffer?: number | undefined;
  /** Whether waiting for an event keeps the process alive, as in `fs.watch`; default true. */
  readonly persistent?: boolean | undefined;
}

/**
 * The events of some multicast groups, from the moment this was made on a socket of its own. It can be iterated
 * once at a time; leaving the loop closes it, and so does `await using`.
 *
 * It reads only when asked for more, so a slow reader costs no memory of this process: events wait in the kernel's
 * receive buffer. When that is full the kernel drops events, which is told by one `NLMSG_OVERRUN` among them. The
 * kernel drops all further events until everything that waited has been read, and only then is it told: what comes
 * after `NLMSG_OVERRUN` is complete again, and a dump made then loses nothing.
 */
export class Events<M extends AnyMessage> implements AsyncIterable<NetlinkEvent<M>>, AsyncDisposable {
  readonly #socket: NetlinkSocket;
  readonly #protocol: Protocol<M, AnyControl>;
  readonly #persistent: boolean;
  readonly #limits: Limits;
  #arrived: NetlinkEvent<M>[] = [];
  #lost = false;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;
  /** Who waits in `caughtUp` for a read that leaves nothing, and for what that read brought to be done with. */
  readonly #behind = new Waiting();
  readonly #emptied = new Waiting();
  #iterated = false;
  #reader: Reader | undefined;

  /**
   * @internal
   * @throws SystemError
   */
  constructor(
    site: Site,
    protocol: Protocol<M, AnyControl>,
    groups: readonly number[],
    options: EventsOptions,
    closed: (events: Events<M>) => void,
  ) {
    const { signal, receiveBuffer = EVENTS_BUFFER, persistent = true } = options;
    this.#protocol = protocol;
    this.#persistent = persistent;
    this.#limits = new Limits({ signal }, 'an event');
    this.#limits.check();
    this.#socket = openNetlinkSocket(site.socketOptions({ paused: true, groups, receiveBuffer }), {
      datagram: (bytes, start, end) => this.#take(bytes, start, end, false),
      truncated: (bytes, start, end) => {
        this.#lost = true;
        this.#take(bytes, start, end, true);
      },
      overrun: () => {
        this.#lost = true;
        this.#wake?.();
      },
      error: (error) => {
        this.#failure = error;
      },
      closed: () => {
        closed(this);
        this.#wake?.();
      },
    });
  }

  /** Bytes of receive buffer as the kernel accounts them: twice what was asked for, if it was granted. */
  get receiveBuffer(): number {
    return this.#socket.options.receiveBuffer;
  }

  /** One by one. @throws while iterating: SystemError, or the signal's reason */
  async *[Symbol.asyncIterator](): AsyncGenerator<NetlinkEvent<M>, void, undefined> {
    for await (const events of this.arrivals()) {
      for (const event of events) yield event;
    }
  }

  /** All that has come in an array, again and again; fastest. @throws as iterating one by one */
  async *arrivals(): AsyncGenerator<NetlinkEvent<M>[], void, undefined> {
    if (this.#iterated) throw new TypeError('events are already being read; open others for another reader');
    this.#iterated = true;
    try {
      for (let events = await this.#more(); events !== undefined; events = await this.#more()) yield events;
    } finally {
      this.#iterated = false;
      this.#emptied.settle();
      this.#behind.settle();
      await this.close();
    }
  }

  /**
   * Settles when the reader has taken all that the kernel had sent before, and asks for more, or has ended: what an
   * acknowledged request did is behind it then. For others than the reader, which would wait for itself. Without a
   * reader, it settles at once.
   */
  caughtUp(): Promise<void> {
    if (this.#socket.closed || !this.#iterated) return Promise.resolve();
    this.#wake?.();
    return this.#behind.wait();
  }

  /** Ends the iteration after what has been read already. */
  async close(): Promise<void> {
    await this.#socket.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #more(): Promise<NetlinkEvent<M>[] | undefined> {
    this.#emptied.settle();
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      this.#limits.check();
      await turnUsedUp();
      // What came while waiting may go out first; a loss, only when the kernel's buffer is empty.
      if (!this.#socket.closed && this.#arrived.length === 0) {
        const read = this.#socket.receive(AT_ONCE);
        if (read < AT_ONCE) this.#behind.join(this.#emptied);
        if (this.#lost && read < AT_ONCE) {
          this.#lost = false;
          this.#arrived.push({ $type: 'NLMSG_OVERRUN' });
        }
      }
      if (this.#arrived.length > 0) {
        const events = this.#arrived;
        this.#arrived = [];
        return events;
      }
      this.#emptied.settle();
      if (this.#socket.closed) return undefined;
      if (!this.#lost && this.#behind.isEmpty) await this.#arrival();
    }
  }

  async #arrival(): Promise<void> {
    const arrived = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    if (this.#persistent) this.#socket.ref();
    this.#socket.resume();
    try {
      await this.#limits.wait(arrived);
    } finally {
      this.#wake = undefined;
      this.#socket.pause();
      this.#socket.unref();
    }
  }

  /** @param cut whether the datagram lacks its end: then its last message is not looked at */
  #take(bytes: Uint8Array, start: number, end: number, cut: boolean): void {
    if (this.#reader?.bytes !== bytes) this.#reader = new Reader(bytes);
    const reader = this.#reader;
    for (let at = start, stop = at; at < end; at += align4(stop - at)) {
      try {
        stop = messageEnd(reader, at, end);
      } catch (error) {
        if (!cut) this.#arrived.push(undecodable(error, reader, at, end, at));
        break;
      }
      try {
        this.#arrived.push(this.#protocol.decodeAt(reader, at, stop) as NetlinkEvent<M>);
      } catch (error) {
        this.#arrived.push(undecodable(error, reader, at, stop, 0));
      }
    }
    this.#wake?.();
  }
}

function undecodable(error: unknown, reader: Reader, at: number, end: number, base: number): Undecodable {
  if (!(error instanceof DecodeError)) throw error;
  return { $type: 'undecodable', error: error.rebase(base), bytes: reader.slice(at, end) };
}

/** A storm of 400,000 route events at full speed lost none in 64 MiB. */
const EVENTS_BUFFER = 64 * 1024 * 1024;
/** Datagrams to read before they are handed on: events come one in each. */
const AT_ONCE = 256;
