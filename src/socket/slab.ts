/**
 * Memory that received datagrams are packed into one after the other. A range once filled is never written
 * again, so what was decoded from it stays true for as long as somebody holds it; the slab goes when the
 * last holder does.
 */
export class Slab {
  #bytes = new Uint8Array(0);
  #used = 0;
  #space: number;

  /** @param space the least room, in bytes, to offer for one datagram. */
  constructor(space: number) {
    this.#space = space;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Where the free rest of `bytes` begins. */
  get used(): number {
    return this.#used;
  }

  /** The free rest of the slab, at least as long as promised; a new slab when this one has less. */
  free(): Uint8Array {
    this.ensure();
    return this.#bytes.subarray(this.#used);
  }

  /** Makes sure that the free rest is as long as promised, and says how long: for who does without an object for it. */
  ensure(): number {
    if (this.#bytes.length - this.#used < this.#space) {
      // Small at first, since most sockets receive little; a large dump soon gets large slabs.
      const length = Math.min(Math.max(this.#bytes.length, this.#space) * 2, this.#space * 16);
      // Not from the pool that small Buffers share, and not zeroed: pages never filled are never touched.
      this.#bytes = Buffer.allocUnsafeSlow(length);
      this.#used = 0;
    }
    return this.#bytes.length - this.#used;
  }

  /** Claims the first `length` bytes of what `free()` gave; says where they begin. */
  take(length: number): number {
    const start = this.#used;
    // Messages are aligned to 4 bytes (NLMSG_ALIGNTO), and so are datagrams then.
    this.#used = Math.min((start + length + 3) & ~3, this.#bytes.length);
    return start;
  }

  /** Offers more room from now on: room for twice a datagram or for twice `needed` bytes, up to 4 MiB. */
  grow(needed: number): void {
    this.#space = Math.min(Math.max(this.#space, needed) * 2, MAX_SPACE);
  }
}

const MAX_SPACE = 4 * 1024 * 1024;
