import { InputError } from '../sys/input-error.ts';
import { type NameTable, NameTables } from './names/tables.ts';

/** The names of iproute2's files, read once when they are first needed. */
export const names = new NameTables(false);

/** The number of a name that iproute2 knows, or of a number. @throws InputError */
export function numberIn(table: NameTable, value: string | number): number {
  if (typeof value === 'string') return table.parse(value);
  if (Number.isInteger(value) && value >= 0 && value <= 0xffffffff) return value;
  throw new InputError(`${value} is not a number from 0 to 4294967295`);
}
