import type { Printer } from './printer.ts';

// The forms that most members of a link's details have. Each prints nothing when the kernel sent nothing.

/** `priority 32768 `. */
export function printNumber(
  printer: Printer,
  key: string,
  value: number | bigint | undefined,
  word = key,
): void {
  if (value !== undefined) printer.value(key, value, `${word} ${value} `);
}

/** `mode l2 `. */
export function printWord(printer: Printer, key: string, value: string | undefined, word = key): void {
  if (value !== undefined) printer.value(key, value, `${word} ${value} `);
}

/** `learning on `, true or false in JSON. */
export function printOnOff(printer: Printer, key: string, value: number | undefined, word = key): void {
  if (value !== undefined) printer.value(key, value !== 0, `${word} ${value === 0 ? 'off' : 'on'} `);
}

/** `proxy `, true in JSON; nothing at all when it is off. */
export function printIfSet(printer: Printer, key: string, value: number | undefined, word = key): void {
  if (value) printer.value(key, true, `${word} `);
}

/** `group_fwd_mask 0x4000 `, text in JSON too. Zero is `0`, as C's `%#x` has it. */
export function printHex(printer: Printer, key: string, value: number | undefined, word = key): void {
  if (value === undefined) return;
  const text = value === 0 ? '0' : `0x${value.toString(16)}`;
  printer.value(key, text, `${word} ${text} `);
}

/** `hello_timer    1.53 `: hundredths of a second, a number in JSON. */
export function printTimer(printer: Printer, key: string, value: bigint | undefined): void {
  if (value === undefined) return;
  const seconds = value / 100n;
  const rest = String(value % 100n).padStart(2, '0');
  printer.value(key, Number(`${seconds}.${rest}`), `${key} ${String(seconds).padStart(4)}.${rest} `);
}
