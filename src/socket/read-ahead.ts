import { errnoName } from '../sys/errno.ts';
import { addressOf } from '../sys/libc.ts';
import { MessageVector } from '../sys/message-vector.ts';
import { SystemError } from '../sys/system-error.ts';
import { cutLength } from './cut.ts';

/** Who takes what was read: see `NetlinkSocketHandlers`. */
interface Taker {
  datagram(slab: Uint8Array, start: number, end: number): void;
  truncated(slab: Uint8Array, start: number, end: number, needed: number): void;
  overrun(): void;
}

/**
 * Reads a netlink descriptor on another thread, some datagrams at a time, while this thread works through those
 * that came before. The kernel makes a dump inside the reading, so the two go on side by side.
 *
 * Never more than one read is in flight, and none is begun while what an earlier one brought waits behind what is
 * being taken. Each may bring twice as many datagrams as the one before, so there is never much more read ahead than
 * was taken already, and never more than `DEPTH_MAX` datagrams beside those being taken.
 */
export class ReadAhead {
  readonly #fd: number;
  readonly #overflow: number;
  /** What is being taken, and what is being read or was read after it. */
  #taking: Arrivals;
  #coming: Arrivals;
  #depth = DEPTH_FIRST;
  #drained = false;

  /** @param space the room, in bytes, for one datagram */
  constructor(fd: number, space: number) {
    this.#fd = fd;
    this.#overflow = Math.max(0, space - SLOT);
    this.#taking = new Arrivals(this.#overflow);
    this.#coming = new Arrivals(this.#overflow);
  }

  /** Settles when the read in flight has come back; undefined when none is. */
  get pending(): Promise<void> | undefined {
    return this.#coming.pending;
  }

  /** Begins to read, unless it has, or the last read found less than it would have taken. */
  start(): void {
    if (this.#drained || this.#coming.busy) return;
    const depth = this.#depth;
    this.#depth = Math.min(depth * 2, DEPTH_MAX);
    this.#coming.read(this.#fd, depth);
  }

  /** Delivers one datagram, or an overrun. Says whether there was one. @throws SystemError */
  take(taker: Taker): boolean {
    if (this.#taking.empty) {
      if (this.#coming.pending !== undefined || !this.#coming.busy) return false;
      [this.#taking, this.#coming] = [this.#coming, this.#taking];
      this.#coming.clear();
      this.#drained = this.#taking.short;
      if (this.#drained) this.#depth = DEPTH_FIRST;
    }
    return this.#taking.take(taker);
  }

  /** Something came without this: there may be more to read ahead. */
  refill(): void {
    this.#drained = false;
  }
}

/** What one read brings. */
class Arrivals {
  readonly #overflow: number;
  readonly #vector: MessageVector;
  #slab: Buffer = NOTHING;
  #asked = 0;
  /** How many came; below zero, the error. */
  #count = 0;
  #taken = 0;
  /** Where what is longer than a slot goes on. */
  #rest: Buffer = NOTHING;
  pending: Promise<void> | undefined;

  constructor(overflow: number) {
    this.#overflow = overflow;
    this.#vector = new MessageVector(DEPTH_MAX, overflow > 0 ? 2 : 1);
  }

  /** Whether a read was begun and not yet cleared away. */
  get busy(): boolean {
    return this.#asked > 0;
  }

  get empty(): boolean {
    return this.#count === this.#taken;
  }

  /** Whether there was less than was asked for. */
  get short(): boolean {
    return this.#count < this.#asked;
  }

  read(fd: number, count: number): void {
    this.#asked = count;
    this.#slab = Buffer.allocUnsafeSlow(count * SLOT);
    const slab = addressOf(this.#slab);
    for (let i = 0; i < count; i++) this.#vector.setPart(i, 0, slab + BigInt(i * SLOT), SLOT);
    this.#placeRest();
    this.pending = this.#vector.receive(fd, count, [this.#slab, this.#rest]).then((result) => {
      this.#count = result === -EAGAIN ? 0 : result;
      this.pending = undefined;
    });
  }

  clear(): void {
    this.#asked = 0;
    this.#count = 0;
    this.#taken = 0;
    this.#slab = NOTHING;
  }

  take(taker: Taker): boolean {
    if (this.empty) return false;
    if (this.#count < 0) {
      const errno = -this.#count;
      this.#count = 0;
      if (errnoName(errno) !== 'ENOBUFS') throw new SystemError('recvmmsg', errno, 'receive from the kernel');
      taker.overrun();
      return true;
    }
    const index = this.#taken++;
    const start = index * SLOT;
    const length = this.#vector.lengthOf(index);
    const whole = length <= SLOT ? this.#slab : this.#joined(index, length);
    const from = whole === this.#slab ? start : 0;
    if (this.#vector.wasCut(index))
      taker.truncated(whole, from, from + length, cutLength(whole, from, from + length));
    else taker.datagram(whole, from, from + length);
    return true;
  }

  /** Room beyond the slots, which hardly any datagram needs: it is used again and again, so it costs no memory. */
  #placeRest(): void {
    if (this.#overflow === 0 || this.#rest !== NOTHING) return;
    this.#rest = Buffer.allocUnsafeSlow(DEPTH_MAX * this.#overflow);
    const rest = addressOf(this.#rest);
    for (let i = 0; i < DEPTH_MAX; i++) {
      this.#vector.setPart(i, 1, rest + BigInt(i * this.#overflow), this.#overflow);
    }
  }

  #joined(index: number, length: number): Buffer {
    const slot = index * SLOT;
    const rest = index * this.#overflow;
    const whole = Buffer.allocUnsafeSlow(length);
    this.#slab.copy(whole, 0, slot, slot + SLOT);
    this.#rest.copy(whole, SLOT, rest, rest + length - SLOT);
    return whole;
  }
}

const NOTHING = Buffer.alloc(0);
const EAGAIN = 11;
/** The kernel makes dump datagrams of at most 32 KiB, unless one message is larger. */
const SLOT = 32 * 1024;
/**
 * Datagrams for the first read, and at most: 4 MiB, for which the kernel takes some 30 ms. To hand work to another
 * thread and back takes 50 to 150 us; and the garbage collector stops this thread for up to 40 ms, in which the other
 * should have something to do.
 */
const DEPTH_FIRST = 16;
const DEPTH_MAX = 128;
