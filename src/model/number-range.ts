import { InputError } from '../sys/input-error.ts';
import { wholeNumber } from './check-options.ts';

/** One number, or the first and the last of a range. */
export type NumberRange = number | readonly [first: number, last: number];

/** Both ends of a range. @param what it is, in the error: `sport`. @throws InputError */
export function numberRange(
  value: NumberRange,
  what: string,
  least: number,
  most: number,
): { readonly start: number; readonly end: number } {
  const [first, last] = Array.isArray(value) ? value : [value, value];
  const start = wholeNumber(first, what, least, most);
  const end = wholeNumber(last, what, least, most);
  if (start <= end) return { start, end };
  throw new InputError(`${what}: the range begins with ${start}, which is more than its end, ${end}`);
}
