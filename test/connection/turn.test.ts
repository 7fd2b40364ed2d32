import { describe, expect, it } from 'vitest';
import { turnUsedUp } from '../../src/connection/turn.ts';

describe('a turn of the event loop', () => {
  it('lets timers fire while somebody loops without end', async () => {
    let fired = false;
    setTimeout(() => {
      fired = true;
    }, 5);
    let rounds = 0;
    while (!fired) {
      await turnUsedUp();
      rounds++;
    }
    expect(rounds).toBeGreaterThan(100);
  });

  it('wakes who waits in the order they came', async () => {
    const order: number[] = [];
    let turn: Promise<void> | undefined;
    while (turn === undefined) turn = turnUsedUp();
    const waits = [1, 2, 3].map(async (number) => {
      await turnUsedUp();
      order.push(number);
    });
    expect(turnUsedUp()).toBe(turn);
    await Promise.all(waits);
    expect(order).toEqual([1, 2, 3]);
  });
});
