import { describe, expect, it } from 'vitest';
import type { Reader } from '../../protocol/wire/index.ts';
import { type Expectation, Replies } from '../../src/connection/replies.ts';
import { datagram, end, refusal } from './support.ts';

/** Takes so many messages, and writes down what happens to it. */
class Waiting implements Expectation {
  readonly request = 'RTM_GETLINK';
  readonly events: string[] = [];
  constructor(private left: number) {}
  take(reader: Reader, at: number, stop: number): boolean {
    this.events.push(`take ${reader.u32(at + 8)} of ${stop - at}`);
    return --this.left === 0;
  }
  cut(size: number): boolean {
    this.events.push(`cut ${size}`);
    return false;
  }
  lost(): boolean {
    this.events.push('lost');
    return true;
  }
  fail(error: unknown): void {
    this.events.push(`fail ${String(error)}`);
  }
}

describe('replies', () => {
  it('go to who expects their sequence number, in whatever order they come', () => {
    const replies = new Replies();
    const [one, two] = [new Waiting(1), new Waiting(2)];
    replies.expect(7, one);
    replies.expect(8, two);
    const bytes = datagram(refusal(8, 1), refusal(7, 1), refusal(8, 1));
    replies.datagram(bytes, 0, bytes.length);
    expect(one.events).toEqual(['take 7 of 36']);
    expect(two.events).toEqual(['take 8 of 36', 'take 8 of 36']);
    expect(replies.size).toBe(0);
  });

  it('are found in the middle of a receive buffer', () => {
    const replies = new Replies();
    const waiting = new Waiting(1);
    replies.expect(9, waiting);
    const bytes = datagram(refusal(9, 1), refusal(9, 1), refusal(9, 1));
    replies.datagram(bytes, 36, 72);
    expect(waiting.events).toHaveLength(1);
  });

  it('that nobody expects are dropped: late ones, and those of a number never used', () => {
    const replies = new Replies();
    const [given, other] = [new Waiting(1), new Waiting(1)];
    replies.expect(1, given);
    replies.expect(2, other);
    replies.forget(given);
    const bytes = datagram(refusal(1, 1), refusal(99, 1), refusal(2, 1));
    replies.datagram(bytes, 0, bytes.length);
    expect(given.events).toEqual([]);
    expect(other.events).toEqual(['take 2 of 36']);
  });

  it('to a range of numbers go to one, until it has had enough', () => {
    const replies = new Replies();
    const waiting = new Waiting(3);
    replies.expectRange(10, 20, waiting);
    expect([9, 10, 20, 21].map((sequence) => replies.expects(sequence))).toEqual([false, true, true, false]);
    const bytes = datagram(refusal(9, 1), refusal(10, 1), refusal(21, 1), refusal(15, 1), refusal(20, 1));
    replies.datagram(bytes, 0, bytes.length);
    expect(waiting.events).toEqual(['take 10 of 36', 'take 15 of 36', 'take 20 of 36']);
    expect(replies.size).toBe(0);
  });

  it('that are no messages fail all who wait, since whose answer was lost cannot be known', () => {
    const replies = new Replies();
    const [one, two] = [new Waiting(1), new Waiting(1)];
    replies.expect(1, one);
    replies.expect(2, two);
    const bytes = datagram(refusal(1, 1), new Uint8Array(20));
    replies.datagram(bytes, 0, bytes.length);
    expect(one.events).toEqual(['take 1 of 36']);
    expect(two.events).toEqual([
      expect.stringMatching(/^fail DecodeError: nlmsg_len 0 is less than its header/),
    ]);
  });

  it('that were cut are reported to who they are for, after the whole ones', () => {
    const replies = new Replies();
    const [one, two, three] = [new Waiting(1), new Waiting(1), new Waiting(1)];
    replies.expect(1, one);
    replies.expect(2, two);
    replies.expect(3, three);
    const bytes = datagram(refusal(1, 1), refusal(2, 1));
    replies.truncated(bytes, 0, 60, 36);
    expect(one.events).toEqual(['take 1 of 36']);
    expect(two.events).toEqual(['cut 36']);
    expect(three.events).toEqual([]);
  });

  it('cut between messages are missed by who still waits for them', () => {
    const replies = new Replies();
    const [waits, served] = [new Waiting(2), new Waiting(1)];
    replies.expect(1, waits);
    const bytes = datagram(refusal(1, 1));
    replies.truncated(bytes, 0, 36, 0);
    expect(waits.events).toEqual(['take 1 of 36', 'cut 0']);
    replies.expect(2, served);
    const whole = datagram(refusal(2, 1));
    replies.truncated(whole, 0, 36, 0);
    expect(served.events).toEqual(['take 2 of 36']);
  });

  it('that were dropped are told to all who wait', () => {
    const replies = new Replies();
    const [one, range] = [new Waiting(1), new Waiting(1)];
    replies.expect(1, one);
    replies.expectRange(2, 9, range);
    replies.lost();
    expect([one.events, range.events]).toEqual([['lost'], ['lost']]);
    expect(replies.size).toBe(0);
  });

  it('will not come: each is told of its own request', () => {
    const replies = new Replies();
    const waiting = new Waiting(1);
    replies.expect(1, waiting);
    replies.fail((request) => `${request} closed`);
    expect(waiting.events).toEqual(['fail RTM_GETLINK closed']);
    expect(replies.size).toBe(0);
  });

  it('of other kinds than errors are handed on too', () => {
    const replies = new Replies();
    const waiting = new Waiting(1);
    replies.expect(4, waiting);
    const bytes = end(4);
    replies.datagram(bytes, 0, bytes.length);
    expect(waiting.events).toEqual(['take 4 of 20']);
  });
});
