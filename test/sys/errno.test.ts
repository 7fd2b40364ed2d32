import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { errnoName, errnoText } from '../../src/sys/errno.ts';

describe('errno', () => {
  it('agrees with every error number that Node knows', () => {
    const aliases = ['ENOTSUP', 'EWOULDBLOCK', 'EDEADLOCK'];
    const known = Object.entries(constants.errno).filter(([name]) => !aliases.includes(name));
    expect(known.length).toBeGreaterThan(70);
    for (const [name, number] of known) expect([number, errnoName(number)]).toEqual([number, name]);
  });

  it('has words for what netlink says', () => {
    expect(errnoText(17)).toBe('file exists');
    expect(errnoText(95)).toBe('operation not supported');
    expect(errnoName(524)).toBe('ENOTSUPP');
    expect(errnoText(9999)).toBe('unknown error 9999');
    expect(errnoName(9999)).toBe('E9999');
  });
});
