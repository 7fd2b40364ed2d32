import { describe, expect, it } from 'vitest';
import { link } from '../../../../protocol/route/link/index.ts';
import { digits } from '../../bytes.ts';
import { attribute, newlink } from './message.ts';

/** Counters with the values 1, 2, 3, ..., each of `size` bytes. */
function counters(count: number, size: number): string {
  return Array.from(
    { length: count },
    (_, i) => (i + 1).toString(16).padStart(2, '0') + '00'.repeat(size - 1),
  ).join('');
}

describe('stats64', () => {
  const decode = (count: number) => link.decode(newlink(attribute(23, counters(count, 8))), true);

  it('of an old kernel lacks what came later', () => {
    const { stats64 } = decode(23);
    expect(stats64?.rxPackets).toBe(1n);
    expect(stats64?.txCompressed).toBe(23n);
    expect(stats64?.rxNohandler).toBeUndefined();
    expect(stats64?.$plain()).not.toHaveProperty('rxOtherhostDropped');
  });

  it('of this one has all', () => {
    expect(decode(25).stats64).toMatchObject({ rxNohandler: 24n, rxOtherhostDropped: 25n });
  });

  it('of a newer one is read, and kept whole', () => {
    const view = decode(27);
    expect(view.stats64?.rxOtherhostDropped).toBe(25n);
    expect(view.stats64?.$bytes.length).toBe(27 * 8);
    expect(digits(link.encode('RTM_NEWLINK', view))).toBe(digits(view.$bytes));
  });

  it('that is too short says so', () => {
    expect(() => decode(22)).toThrow(
      'link.stats64: struct rtnl_link_stats64 needs at least 184 bytes, got 176 (at byte 36)',
    );
  });
});

describe('stats', () => {
  it('is 32 bits a counter', () => {
    const view = link.decode(newlink(attribute(7, counters(24, 4))), true);
    expect(view.stats).toMatchObject({ rxPackets: 1, txWindowErrors: 21, rxNohandler: 24 });
  });
});
