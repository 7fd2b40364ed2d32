import { closeSync } from 'node:fs';
import type { NetlinkSocketOptions } from '../socket/netlink-socket.ts';
import { openNetworkNamespace } from '../sys/setns.ts';

/** Where and how a connection's sockets are opened. */
export interface ConnectOptions {
  /**
   * The network namespace: a name as in `ip netns`, a path such as `/proc/1234/ns/net`, or an open descriptor of
   * one. Default: this thread's own. The connection holds on to it, whatever becomes of the name.
   */
  readonly netns?: string | number | undefined;
  /** Ask the kernel to refuse what it does not understand and to filter dumps (`NETLINK_GET_STRICT_CHK`); default true. */
  readonly strict?: boolean | undefined;
  /**
   * Bytes of kernel memory for answers that wait to be read; default 16 MiB, as far as the kernel allows. Events
   * have their own.
   */
  readonly receiveBuffer?: number | undefined;
  /** Bytes for one datagram that is sent, and so for a batch's; default what the kernel gives (212,992). */
  readonly sendBuffer?: number | undefined;
  /** The least room, in bytes, to offer for one datagram; default 64 KiB, and it grows when that was too little. */
  readonly datagramSpace?: number | undefined;
}

/**
 * The network namespace that a connection's sockets are opened in, now and later: a name may meanwhile lead to
 * another one, or nowhere.
 */
export class Site {
  /** For people: `network namespace blue`. */
  readonly where: string;
  readonly #options: ConnectOptions;
  readonly #protocol: number;
  readonly #netns: number | undefined;
  #space: number | undefined;
  #closed = false;

  /** @throws SystemError when there is no such namespace */
  constructor(options: ConnectOptions, protocol: number) {
    const { netns } = options;
    this.#options = options;
    this.#protocol = protocol;
    this.#space = options.datagramSpace;
    this.where = netns === undefined ? 'this network namespace' : `network namespace ${netns}`;
    this.#netns = netns === undefined ? undefined : openNetworkNamespace(pathOf(netns));
  }

  /** What to open a socket with. */
  socketOptions(more: NetlinkSocketOptions): NetlinkSocketOptions {
    const { strict, receiveBuffer, sendBuffer } = this.#options;
    return {
      protocol: this.#protocol,
      ...(this.#netns !== undefined && { netns: this.#netns }),
      ...(strict !== undefined && { strict }),
      ...(receiveBuffer !== undefined && { receiveBuffer }),
      ...(sendBuffer !== undefined && { sendBuffer }),
      ...(this.#space !== undefined && { datagramSpace: this.#space }),
      ...more,
    };
  }

  /** Sockets opened from now on offer more room: a message of `size` bytes did not fit. */
  enlarge(size: number): void {
    this.#space = Math.min(Math.max(this.#space ?? DEFAULT_SPACE, size) * 2, SPACE_MAX);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#netns !== undefined) closeSync(this.#netns);
  }
}

/** `NETNS_RUN_DIR` of iproute2 holds the names; a descriptor is opened anew, since its owner may close it. */
function pathOf(netns: string | number): string {
  if (typeof netns === 'number') return `/proc/thread-self/fd/${netns}`;
  return netns.includes('/') ? netns : `/run/netns/${netns}`;
}

const DEFAULT_SPACE = 64 * 1024;
const SPACE_MAX = 4 * 1024 * 1024;
