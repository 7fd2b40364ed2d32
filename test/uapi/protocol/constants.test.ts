import { describe, expect, it } from 'vitest';
import { BIG_ENDIAN, NOT_IN_HEADERS } from './exceptions.ts';
import { evaluate } from './headers.ts';
import { tables } from './tables.ts';

const groups = [...tables.attributes.values(), ...tables.names.values()].map(({ prefix, constants }) => ({
  prefix,
  constants: constants
    .filter(({ name }) => !(name in NOT_IN_HEADERS))
    .map(({ name, value }) => ({
      name,
      value,
      c: BIG_ENDIAN.has(prefix) ? `__builtin_bswap16(${name})` : name,
    })),
}));
const values = evaluate(groups.flatMap(({ constants }) => constants.map(({ c }) => c)));

describe('the constants that tables name', () => {
  it.each(groups.map((group) => [group.prefix, group.constants] as const))('%s_*', (_prefix, constants) => {
    const wrong = constants.flatMap(({ name, value, c }) => {
      const there = values.get(c);
      if (typeof there === 'string') return [`${name}: ${there}`];
      return there !== undefined && BigInt.asUintN(32, there) === BigInt(value >>> 0)
        ? []
        : [`${name} is ${there}, the table says ${value}`];
    });
    expect(wrong).toEqual([]);
  });
});
