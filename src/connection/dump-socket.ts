import {
  type NetlinkSocket,
  type NetlinkSocketHandlers,
  openNetlinkSocket,
} from '../socket/netlink-socket.ts';
import type { Site } from './site.ts';

/**
 * A socket for dumps. The kernel runs one dump a socket, so a dump has its socket to itself from its request to
 * `NLMSG_DONE`, and nothing else waits behind it.
 */
export class DumpSocket {
  readonly socket: NetlinkSocket;
  /** The dump that is running on it. */
  user: Partial<NetlinkSocketHandlers> | undefined;
  /** The sequence number of the last dump. */
  sequence = 0;

  constructor(site: Site, closed: (socket: DumpSocket) => void) {
    this.socket = openNetlinkSocket(site.socketOptions({ paused: true }), {
      datagram: (bytes, start, end) => this.user?.datagram?.(bytes, start, end),
      truncated: (bytes, start, end, needed) => {
        site.enlarge(needed);
        this.user?.truncated?.(bytes, start, end, needed);
      },
      overrun: () => this.user?.overrun?.(),
      error: (error) => this.user?.error?.(error),
      closed: () => {
        closed(this);
        this.user?.closed?.();
      },
    });
  }
}

/** The sockets that dumps run on: each is used again when its dump has ended well. */
export class DumpSockets {
  readonly #site: Site;
  readonly #all = new Set<DumpSocket>();
  readonly #idle: DumpSocket[] = [];
  #closed = false;

  constructor(site: Site) {
    this.#site = site;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** A socket to oneself. @throws SystemError when none can be opened */
  take(): DumpSocket {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const socket = new DumpSocket(this.#site, (closed) => {
      this.#all.delete(closed);
      const index = this.#idle.indexOf(closed);
      if (index !== -1) this.#idle.splice(index, 1);
    });
    this.#all.add(socket);
    return socket;
  }

  /** Gives a socket back on which nothing runs any more; what is still being read ahead will find nothing. */
  give(socket: DumpSocket): void {
    socket.user = undefined;
    const { reading } = socket.socket;
    if (reading !== undefined) {
      void reading.then(() => this.give(socket));
      return;
    }
    if (this.#closed || this.#idle.length >= IDLE_MAX) void socket.socket.close();
    else this.#idle.push(socket);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map(({ socket }) => socket.close()));
  }
}

/** Dumps that are read side by side are few; more sockets are opened when they are not. */
const IDLE_MAX = 4;
