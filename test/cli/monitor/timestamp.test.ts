import { describe, expect, it } from 'vitest';
import { Moment } from '../../../src/cli/monitor/timestamp.ts';

describe('a moment', () => {
  // In the time zone of the machine, which the test does not know.
  const milliseconds = new Date(2026, 2, 5, 4, 6, 7).getTime() + 89.0625;

  it('is ISO 8601 with microseconds', () => {
    expect(new Moment(milliseconds).short).toBe('2026-03-05T04:06:07.089062');
  });

  it('is asctime(3) and microseconds', () => {
    expect(new Moment(milliseconds).long).toBe('Thu Mar  5 04:06:07 2026 89062 usec');
  });

  it('is now', () => {
    expect(Math.abs(new Date(Moment.now().short).getTime() - Date.now())).toBeLessThan(10_000);
  });
});
