import { InputError } from '../sys/input-error.ts';

const encoder = new TextEncoder();

/**
 * Checks a name as `dev_valid_name` of the kernel does: 1 to 15 bytes, no `/`, `:` or white space, not `.` or `..`;
 * one `%d` is where the kernel puts the first free number.
 * @throws InputError
 */
export function checkInterfaceName(name: string, what = 'name'): void {
  const problem = problemOf(name, 15);
  if (problem !== undefined)
    throw new InputError(`${what}: ${JSON.stringify(name)} is no interface name: ${problem}`);
}

/** Checks an alternative name: the same, with 127 bytes. @throws InputError */
export function checkAlternativeName(name: string): void {
  const problem = problemOf(name, 127);
  if (problem !== undefined) {
    throw new InputError(`altname: ${JSON.stringify(name)} is no alternative name: ${problem}`);
  }
}

function problemOf(name: string, most: number): string | undefined {
  if (typeof name !== 'string') return 'it is no text';
  const { length } = encoder.encode(name);
  if (length === 0) return 'it is empty';
  if (length > most) return `it has ${length} bytes, and ${most} is the most`;
  if (name === '.' || name === '..') return 'it means a folder';
  const bad = /[/:\s\0]/.exec(name)?.[0];
  return bad === undefined ? undefined : `it has a ${JSON.stringify(bad)}`;
}
