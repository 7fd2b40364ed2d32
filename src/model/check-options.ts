import { nearest } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';

/**
 * Refuses options that do not exist, with the nearest that does.
 * @param what they are for: `a rule`
 * @param others what may be said elsewhere in the same object, to find what was meant
 */
export function refuseUnknown(
  what: string,
  options: object,
  known: ReadonlySet<string>,
  others: Iterable<string> = [],
): void {
  for (const key of Object.keys(options)) {
    if (known.has(key)) continue;
    throw new InputError(`${what} has no option "${key}"${nearest(key, [...known, ...others])}`);
  }
}

/** The number, if it is a whole one within limits. @param what it is, in the error: `vlan` */
export function wholeNumber(value: number, what: string, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InputError(`${what}: a whole number from ${least} to ${most} is needed, got ${String(value)}`);
}

/** As `wholeNumber`, for what may be left out. */
export function optionalNumber(
  value: number | undefined,
  what: string,
  least: number,
  most: number,
): number | undefined {
  return value === undefined ? undefined : wholeNumber(value, what, least, most);
}
