import {
  EBADF,
  EMSGSIZE,
  NETLINK_ADD_MEMBERSHIP,
  NETLINK_DROP_MEMBERSHIP,
  SOL_NETLINK,
} from '../sys/constants.ts';
import { read, write } from '../sys/io.ts';
import { addressOf, close, setsockopt } from '../sys/libc.ts';
import { hasMessageVectors, MessageVector } from '../sys/message-vector.ts';
import { SystemError } from '../sys/system-error.ts';
import { cutLength } from './cut.ts';
import { EventLoopReader } from './event-loop.ts';
import {
  checkGroup,
  type Descriptor,
  type DescriptorOptions,
  GROUP_NEEDS,
  type GrantedOptions,
  openDescriptor,
} from './open.ts';
import { ReadAhead } from './read-ahead.ts';
import { Slab } from './slab.ts';

export interface NetlinkSocketOptions extends DescriptorOptions {
  /**
   * Begin paused: nothing is delivered before `resume()` or `receive()`, and nothing of the event loop (nor
   * `node:net`) is set up until then. For who asks and reads the answer at once.
   */
  paused?: boolean;
  /** The least room, in bytes, offered for one datagram; default 64 KiB, and it grows when that was too little. */
  datagramSpace?: number;
}

/** What happens on a socket. The functions are called from the event loop, or from within `receive()`. */
export interface NetlinkSocketHandlers {
  /**
   * One datagram, `slab[start..end)`: one or more whole messages. That range is never written again, so it may
   * be kept; keeping it keeps the whole slab (128 KiB to 1 MiB) in memory.
   */
  datagram(slab: Uint8Array, start: number, end: number): void;
  /** The kernel dropped datagrams because they were not read fast enough (ENOBUFS). Reading goes on. */
  overrun(): void;
  /**
   * A datagram filled all the room there was, so the kernel cut it: the last message in `slab[start..end)` may
   * be incomplete and others after it are lost. The room has been enlarged: ask again. `needed` is the
   * `nlmsg_len` of the message that was cut, 0 if the cut fell between messages.
   */
  truncated(slab: Uint8Array, start: number, end: number, needed: number): void;
  /** Reading failed for good; `closed` follows. */
  error(error: Error): void;
  /** The socket is closed, by `close()` or after an error. Nothing follows. */
  closed(): void;
}

/** Opens a netlink socket on the event loop. See `openDescriptor` for what it throws. */
export function openNetlinkSocket(
  options: NetlinkSocketOptions,
  handlers: NetlinkSocketHandlers,
): NetlinkSocket {
  return new NetlinkSocket(openDescriptor(options), options, handlers);
}

/**
 * Datagrams in, datagrams out. It does not keep the process alive unless `ref()` was called, works in worker
 * threads (each socket belongs to its thread, which must close it before it ends: the descriptor is the
 * process's), and is closed by `await using` too.
 *
 * Events of other namespaces (`NETLINK_LISTEN_ALL_NSID`) are not offered: which namespace one came from is told
 * beside the datagram, where `read(2)` cannot see it. Open a socket in each namespace instead.
 */
export class NetlinkSocket {
  /** `nl_pid`, the address of this socket: what `nlmsg_pid` is in replies to it. */
  readonly portId: number;
  /** What the kernel granted. */
  readonly options: GrantedOptions;

  readonly #fd: number;
  readonly #handlers: NetlinkSocketHandlers;
  readonly #space: number;
  #reader: EventLoopReader | undefined;
  #referenced = false;
  #receiveSlab: Slab | undefined;
  #ahead: ReadAhead | undefined;
  #sending: Promise<unknown> | undefined;
  #closing: Promise<void> | undefined;

  /** @internal use `openNetlinkSocket` */
  constructor(descriptor: Descriptor, options: NetlinkSocketOptions, handlers: NetlinkSocketHandlers) {
    this.#fd = descriptor.fd;
    this.portId = descriptor.portId;
    this.options = descriptor.granted;
    this.#handlers = handlers;
    this.#space = options.datagramSpace ?? DATAGRAM_SPACE;
    if (options.paused === true) return;
    try {
      this.resume();
    } catch (error) {
      close(this.#fd, 'close a netlink socket');
      throw error;
    }
  }

  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /** The longest datagram that `send` takes, in bytes; more is EMSGSIZE (`netlink_sendmsg` keeps 32 for itself). */
  get maxSend(): number {
    return this.options.sendBuffer - 32;
  }

  /**
   * Sends one datagram: one message, or several, each padded to 4 bytes. When it returns the kernel has processed
   * them and the answers wait to be read.
   * @throws SystemError; nothing was sent then
   */
  send(bytes: Uint8Array): void {
    this.#check('send to the kernel');
    if (bytes.length > this.maxSend) {
      const limit = `the send buffer takes ${this.maxSend}; open the socket with a larger sendBuffer`;
      throw new SystemError('write', EMSGSIZE, `send ${bytes.length} bytes in one datagram, ${limit}`);
    }
    write(this.#fd, bytes, 'send to the kernel', 'CAP_NET_ADMIN');
  }

  /**
   * Sends several datagrams from another thread, where the kernel processes them meanwhile. They must stay as they
   * are until it settles, which says how many were sent: fewer than all when one was refused.
   */
  async sendAside(datagrams: readonly Uint8Array[]): Promise<number> {
    this.#check('send to the kernel');
    if (!hasMessageVectors || datagrams.some(({ length }) => length > this.maxSend)) return 0;
    const vector = new MessageVector(datagrams.length);
    for (const [index, bytes] of datagrams.entries()) {
      vector.setPart(index, 0, addressIn(bytes), bytes.length);
    }
    const sent = vector.send(this.#fd, datagrams.length, datagrams);
    this.#sending = Promise.all([this.#sending, sent]);
    return Math.max(0, await sent);
  }

  /**
   * Delivers what is already waiting, now, without the event loop: after `send` that is the answer. Reads up to
   * `limit` datagrams; says how many reads brought something (an overrun counts), 0 when nothing waits, or when what
   * waits is being read ahead.
   * @throws SystemError
   */
  receive(limit = 1): number {
    this.#check('receive from the kernel');
    let count = 0;
    while (count < limit && !this.closed && this.#receiveOne()) count++;
    return count;
  }

  /**
   * Begins to read on another thread, if nothing is read there yet; `receive` delivers it when it is there. For long
   * dumps, which the kernel makes inside the reading: to go to another thread and back costs some 100 us. Not
   * together with `resume`.
   */
  readAhead(): void {
    if (this.closed || !hasMessageVectors) return;
    this.#ahead ??= new ReadAhead(this.#fd, this.#space);
    this.#ahead.start();
  }

  /** Settles when what is being read ahead is there; undefined when nothing is. */
  get reading(): Promise<void> | undefined {
    return this.#ahead?.pending;
  }

  /** Stops delivering. The kernel keeps what comes, and stops generating a dump that nobody reads. */
  pause(): void {
    this.#reader?.pause();
  }

  resume(): void {
    if (this.closed) return;
    if (this.#reader === undefined) this.#reader = this.#startReader();
    else this.#reader.resume();
  }

  /** Lets the socket keep the process alive, as long as it is reading (not paused). */
  ref(): void {
    this.#referenced = true;
    this.#reader?.ref();
  }

  /** Undoes `ref`; a socket begins so. */
  unref(): void {
    this.#referenced = false;
    this.#reader?.unref();
  }

  /**
   * Joins a multicast group by number. @throws SystemError: EINVAL when this kernel has no such group
   */
  addMembership(group: number): void {
    checkGroup(group);
    this.#check(`join multicast group ${group}`);
    const what = `join multicast group ${group}`;
    setsockopt(this.#fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group, what, GROUP_NEEDS);
  }

  /** Leaves a multicast group; what was already queued still arrives. @throws SystemError */
  dropMembership(group: number): void {
    checkGroup(group);
    const what = `leave multicast group ${group}`;
    this.#check(what);
    setsockopt(this.#fd, SOL_NETLINK, NETLINK_DROP_MEMBERSHIP, group, what, GROUP_NEEDS);
  }

  /** Closes the socket; settles when all descriptors are gone. Closing again gives the same promise. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    // While another thread uses the descriptor, its number must not become somebody else's.
    if (this.reading !== undefined) await this.reading;
    if (this.#sending !== undefined) await this.#sending;
    close(this.#fd, 'close a netlink socket');
    await this.#reader?.close();
    this.#handlers.closed();
  }

  #startReader(): EventLoopReader {
    const slab = new Slab(this.#space);
    const reader = new EventLoopReader(this.#fd, slab, {
      received: (length, offered) => this.#deliver(slab, length, offered),
      overrun: () => this.#handlers.overrun(),
      failed: (error) => {
        this.#handlers.error(error);
        void this.close();
      },
    });
    if (this.#referenced) reader.ref();
    return reader;
  }

  #receiveOne(): boolean {
    if (this.#ahead !== undefined) {
      if (this.#ahead.take(this.#handlers)) return true;
      if (this.#ahead.pending !== undefined) return false;
    }
    this.#receiveSlab ??= new Slab(this.#space);
    const slab = this.#receiveSlab;
    const offered = slab.ensure();
    const length = this.#read(slab);
    if (length === undefined) return false;
    if (length >= 0) this.#deliver(slab, length, offered);
    else this.#handlers.overrun();
    this.#ahead?.refill();
    return true;
  }

  /** Bytes read, -1 for an overrun, undefined when nothing waits. */
  #read(slab: Slab): number | undefined {
    try {
      return read(this.#fd, slab.bytes, 'receive from the kernel', slab.used);
    } catch (error) {
      if (error instanceof SystemError && error.code === 'ENOBUFS') return -1;
      throw error;
    }
  }

  #deliver(slab: Slab, length: number, offered: number): void {
    const { bytes } = slab;
    const start = slab.take(length);
    const end = start + length;
    // read(2) cuts in silence; a datagram as long as the room is taken for a cut one.
    if (length < offered) {
      this.#handlers.datagram(bytes, start, end);
      return;
    }
    const needed = cutLength(bytes, start, end);
    slab.grow(needed);
    this.#handlers.truncated(bytes, start, end, needed);
  }

  #check(what: string): void {
    if (this.closed) throw new SystemError('socket', EBADF, `${what}, the netlink socket is closed`);
  }
}

/** Where bytes lie that are sent again and again from the same few buffers: to ask costs 8 us. */
function addressIn({ buffer, byteOffset }: Uint8Array): bigint {
  let address = addresses.get(buffer);
  if (address === undefined) {
    address = addressOf(Buffer.from(buffer));
    addresses.set(buffer, address);
  }
  return address + BigInt(byteOffset);
}

const addresses = new WeakMap<ArrayBufferLike, bigint>();

/** The kernel makes dump datagrams of at most 32 KiB, unless one message is larger. */
const DATAGRAM_SPACE = 64 * 1024;
