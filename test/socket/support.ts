import { readdirSync, readlinkSync } from 'node:fs';
import {
  type NetlinkSocket,
  type NetlinkSocketHandlers,
  type NetlinkSocketOptions,
  openNetlinkSocket,
} from '../../src/socket/netlink-socket.ts';

/**
 * Opens a socket of NETLINK_GENERIC, which every kernel with netlink has, and which waits for no lock. Sockets
 * differ in nothing by protocol but in what is said over them.
 */
export function openGeneric(options: NetlinkSocketOptions, handlers: NetlinkSocketHandlers): NetlinkSocket {
  return openNetlinkSocket({ protocol: NETLINK_GENERIC, ...options }, handlers);
}

/**
 * A request that every netlink protocol answers to anybody, without a lock or a privilege: NLMSG_NOOP with
 * NLM_F_ACK gives an acknowledgement of 36 bytes with the same sequence number.
 */
export function ping(sequence: number, payload = 0): Buffer {
  const message = Buffer.alloc(16 + payload);
  const view = words(message);
  view[0] = message.length;
  view[1] = 1 | ((NLM_F_REQUEST | NLM_F_ACK) << 16);
  view[2] = sequence;
  return littleEndianOnly(message);
}

export const ACK_LENGTH = 36;

/** CTRL_CMD_GETFAMILY of NETLINK_GENERIC: with `dump`, hundreds of bytes for each family that the kernel has. */
export function getFamily(sequence: number, dump: boolean): Buffer {
  const GENL_ID_CTRL = 16;
  // Without a dump, the family is asked for by number (CTRL_ATTR_FAMILY_ID is 1): nlctrl itself.
  const message = Buffer.alloc(dump ? 20 : 28);
  const view = words(message);
  view[0] = message.length;
  view[1] = GENL_ID_CTRL | ((dump ? NLM_F_REQUEST | NLM_F_DUMP : NLM_F_REQUEST) << 16);
  view[2] = sequence;
  message[16] = 3;
  message[17] = 2;
  if (!dump) {
    view[5] = 6 | (1 << 16);
    view[6] = GENL_ID_CTRL;
  }
  return littleEndianOnly(message);
}

const NETLINK_GENERIC = 16;
export const NLMSG_DONE = 3;
const NLM_F_REQUEST = 1;
const NLM_F_ACK = 4;
const NLM_F_DUMP = 0x300;

function words(message: Buffer): Uint32Array {
  return new Uint32Array(message.buffer, message.byteOffset, message.length >> 2);
}

function littleEndianOnly(message: Buffer): Buffer {
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1) throw new Error('these tests are for little-endian');
  return message;
}

/** Handlers that write down what happened, and wake who waits for it. */
export class Recorder implements NetlinkSocketHandlers {
  readonly datagrams: Buffer[] = [];
  readonly ranges: { slab: Uint8Array; start: number; end: number }[] = [];
  readonly cuts: { bytes: Buffer; needed: number }[] = [];
  readonly errors: Error[] = [];
  overruns = 0;
  closes = 0;
  #waiting: (() => void)[] = [];

  datagram(slab: Uint8Array, start: number, end: number): void {
    this.ranges.push({ slab, start, end });
    this.datagrams.push(Buffer.from(slab.subarray(start, end)));
    this.#wake();
  }
  overrun(): void {
    this.overruns++;
    this.#wake();
  }
  truncated(slab: Uint8Array, start: number, end: number, needed: number): void {
    this.cuts.push({ bytes: Buffer.from(slab.subarray(start, end)), needed });
    this.#wake();
  }
  error(error: Error): void {
    this.errors.push(error);
    this.#wake();
  }
  closed(): void {
    this.closes++;
    this.#wake();
  }

  /** The sequence numbers of the first message of each datagram. */
  get sequences(): number[] {
    return this.datagrams.map((datagram) => datagram.readUInt32LE(8));
  }

  /** Resolves when `done` holds; the test's own time limit bounds it. */
  async until(done: (recorder: this) => boolean): Promise<void> {
    while (!done(this)) {
      const alive = setTimeout(() => {}, 60_000);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      clearTimeout(alive);
    }
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

/** How many sockets this process has open. */
export function openSockets(): number {
  let count = 0;
  for (const fd of readdirSync('/proc/self/fd')) {
    try {
      if (readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:')) count++;
    } catch {
      // The descriptor with which the folder was read.
    }
  }
  return count;
}

/** One turn of the event loop and a little more. */
export function pause(milliseconds = 20): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
