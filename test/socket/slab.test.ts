import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Slab } from '../../src/socket/slab.ts';

describe('slab', () => {
  it('never gives the same bytes twice, always gives the room it promised, and packs tightly', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5000), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 5000, max: 70_000 }),
        (lengths, space) => {
          const slab = new Slab(space);
          const ends = new Map<Uint8Array, number>();
          for (const length of lengths) {
            const free = slab.free();
            expect(free.length).toBeGreaterThanOrEqual(space);
            const start = slab.take(length);
            const { bytes } = slab;
            expect(free.byteOffset - bytes.byteOffset).toBe(start);
            expect(start - (ends.get(bytes) ?? 0)).toBeLessThan(4);
            expect(start).toBeGreaterThanOrEqual(ends.get(bytes) ?? 0);
            expect(start % 4).toBe(0);
            ends.set(bytes, start + length);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('offers more room after growing, but not without end', () => {
    const slab = new Slab(1000);
    slab.grow(0);
    expect(slab.free().length).toBeGreaterThanOrEqual(2000);
    slab.grow(300_000);
    expect(slab.free().length).toBeGreaterThanOrEqual(600_000);
    slab.grow(0xffffffff);
    expect(slab.free().length).toBe(8 * 1024 * 1024);
  });
});
