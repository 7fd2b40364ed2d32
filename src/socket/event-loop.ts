import type { ConnectOpts, Socket, SocketConstructorOpts } from 'node:net';
import { AF_UNIX, O_CLOEXEC, SOCK_CLOEXEC, SOCK_STREAM } from '../sys/constants.ts';
import { dup3, socket } from '../sys/libc.ts';
import { lazyRequire } from '../sys/require.ts';
import type { Slab } from './slab.ts';

/** What the reader tells; none may throw. */
interface Listener {
  /** `length` bytes came into what `slab.free()` had offered, `offered` bytes long. */
  received(length: number, offered: number): void;
  /** ENOBUFS: the kernel dropped datagrams. */
  overrun(): void;
  /** Any other failure: nothing more will come. */
  failed(error: Error): void;
}

/**
 * Reads a netlink descriptor on Node's event loop, through public API alone.
 *
 * libuv refuses AF_NETLINK, but it looks only when it is given the descriptor. So it is given a UNIX socket,
 * and `dup3` puts the netlink socket in its place before the loop comes to poll it, in the same tick. From then
 * on libuv's `epoll` and `read` work on netlink.
 *
 * `net.Socket` dies of ENOBUFS; the netlink socket does not, because its owner keeps the descriptor `fd`
 * and this class wraps it again.
 */
export class EventLoopReader {
  readonly #fd: number;
  readonly #slab: Slab;
  readonly #listener: Listener;
  #stream: Socket | undefined;
  #paused = false;
  #referenced = false;
  #closed = false;

  constructor(fd: number, slab: Slab, listener: Listener) {
    this.#fd = fd;
    this.#slab = slab;
    this.#listener = listener;
    this.#stream = this.#wrap();
  }

  pause(): void {
    this.#paused = true;
    this.#stream?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#stream?.resume();
  }

  /** Keeps the process alive while reading. */
  ref(): void {
    this.#referenced = true;
    this.#stream?.ref();
  }

  unref(): void {
    this.#referenced = false;
    this.#stream?.unref();
  }

  /** Stops reading; settles when libuv has let go of its descriptor. Once. */
  close(): Promise<void> {
    this.#closed = true;
    const stream = this.#stream;
    this.#stream = undefined;
    if (stream === undefined || stream.closed) return Promise.resolve();
    return new Promise((resolve) => {
      stream.once('close', () => resolve());
      stream.destroy();
    });
  }

  #wrap(): Socket {
    const { Socket } = lazyRequire('node:net') as typeof import('node:net');
    const placeholder = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, 'open a socket for the event loop');
    let offered = 0;
    // `onread` is documented for connections, and typed for them only; it serves a descriptor as well.
    const options: SocketConstructorOpts & ConnectOpts = {
      fd: placeholder,
      readable: true,
      writable: false,
      onread: {
        buffer: () => {
          const free = this.#slab.free();
          offered = free.length;
          return free;
        },
        callback: (length: number) => {
          this.#listener.received(length, offered);
          return true;
        },
      },
    };
    const stream = new Socket(options);
    try {
      dup3(this.#fd, placeholder, O_CLOEXEC, 'put a netlink socket on the event loop');
    } catch (error) {
      stream.destroy();
      throw error;
    }
    if (!this.#referenced) stream.unref();
    if (this.#paused) stream.pause();
    stream.on('error', (error) => this.#failed(error));
    // An empty datagram looks like the end of a stream.
    stream.on('end', () => this.#again());
    return stream;
  }

  #failed(error: NodeJS.ErrnoException): void {
    if (this.#closed) return;
    if (error.code !== 'ENOBUFS') {
      this.#listener.failed(error);
      return;
    }
    this.#again();
    // The owner may have been told of a failure, and have closed this.
    if (!this.#closed) this.#listener.overrun();
  }

  #again(): void {
    if (this.#closed) return;
    this.#stream?.destroy();
    try {
      this.#stream = this.#wrap();
    } catch (error) {
      this.#listener.failed(error as Error);
    }
  }
}
