import { describe, expect, it } from 'vitest';
import { align4, DecodeError, messageEnd, NLMSG_HDRLEN, Reader } from '../../../protocol/wire/index.ts';
import { hex } from '../bytes.ts';

const problem = (act: () => unknown): DecodeError => {
  try {
    act();
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('a datagram', () => {
  const two = hex(`
    11000000 0300 0200 01000000 02000000 aa 000000 # 17 bytes and padding
    10000000 0400 0000 00000000 00000000
  `);

  it('is walked message by message, over the padding between them', () => {
    const reader = new Reader(two, true);
    const ends: number[] = [];
    for (let at = 0, stop = 0; at < two.length; at += align4(stop - at)) {
      stop = messageEnd(reader, at, two.length);
      ends.push(stop);
    }
    expect(ends).toEqual([17, 36]);
  });

  it('may end without the padding of its last message', () => {
    expect(messageEnd(new Reader(two.slice(0, 17), true), 0, 17)).toBe(17);
  });

  it('that ends inside a header is refused where the header begins', () => {
    const error = problem(() => messageEnd(new Reader(two.slice(0, 30), true), 20, 30));
    expect(error.message).toBe(`a message header needs ${NLMSG_HDRLEN} bytes, got 10 (at byte 20)`);
    expect(error.offset).toBe(20);
  });

  it.each([
    [15, 'nlmsg_len 15 is less than its header (at byte 0)'],
    [0, 'nlmsg_len 0 is less than its header (at byte 0)'],
    [37, 'nlmsg_len 37 is more than the 36 bytes that are there (at byte 0)'],
    [0xffffffff, 'nlmsg_len 4294967295 is more than the 36 bytes that are there (at byte 0)'],
  ])('with nlmsg_len %d neither hangs nor reads beyond', (length, message) => {
    const bytes = two.slice();
    new DataView(bytes.buffer).setUint32(0, length, true);
    expect(problem(() => messageEnd(new Reader(bytes, true), 0, bytes.length)).message).toBe(message);
  });
});
