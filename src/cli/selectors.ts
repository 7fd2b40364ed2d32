import { nearest } from '../../protocol/schema/nearest.ts';
import { InputError } from './errors.ts';
import type { Words } from './words.ts';

/** A word that narrows a listing, and what follows it. */
export interface Selector<F> {
  readonly name: string;
  /** Other spellings, matched whole. */
  readonly also?: readonly string[];
  /** Whether a beginning of `name` will do, as for most words of iproute2. */
  readonly short?: boolean;
  /** Takes its operands. @throws InputError */
  take(filter: F, words: Words, name: string): void | Promise<void>;
}

/**
 * Takes all words. The first selector that a word matches has it; a word that matches none is `otherwise`'s.
 * @throws InputError
 */
export async function takeSelectors<F>(
  words: Words,
  selectors: readonly Selector<F>[],
  filter: F,
  otherwise: (word: string) => void,
): Promise<F> {
  for (let word = words.next(); word !== undefined; word = words.next()) {
    const given = word;
    const selector = selectors.find(
      ({ name, also = [], short = false }) =>
        name === given || also.includes(given) || (short && name.startsWith(given)),
    );
    if (selector === undefined) otherwise(word);
    else await selector.take(filter, words, selector.name);
  }
  return filter;
}

/**
 * For objects that take an address where no selector is: refuses what is a word and no address.
 * @throws InputError
 */
export function refuseWord<F>(object: string, word: string, selectors: readonly Selector<F>[]): void {
  const prefixes = ['default', 'any', 'all'];
  if (/^[a-z][a-z_-]*$/i.test(word) && !prefixes.includes(word))
    throw unknownSelector(object, word, selectors);
}

/** The error for a word that is no selector and nothing else. */
export function unknownSelector<F>(
  object: string,
  word: string,
  selectors: readonly Selector<F>[],
): InputError {
  const names = selectors.map(({ name }) => name);
  return new InputError(`unknown word "${word}" after "${object}"${nearest(word, names)}`);
}

/** An unsigned number, decimal, `0x` or octal, as `strtoul` with base 0 reads it. @throws InputError */
export function parseNumber(of: string, word: string, most = 0xffffffff): number {
  const octal = /^0[0-7]+$/.test(word);
  const valid = octal || /^(\d+|0x[0-9a-f]+)$/i.test(word);
  const number = octal ? Number.parseInt(word, 8) : Number(word);
  if (valid && number <= most) return number;
  throw new InputError(`"${of}" takes a number from 0 to ${most}, not "${word}"`);
}
