import type { Printer } from './printer.ts';

/** A list of words: an array in JSON, `<UP,LOWER_UP>` for people. */
export function printWords(
  printer: Printer,
  key: string,
  words: readonly string[],
  open = '<',
  close = '> ',
): void {
  printer.text(open);
  printer.array(key, () => {
    for (const [at, word] of words.entries()) printer.element(word, at === 0 ? word : `,${word}`);
  });
  printer.text(close);
}

/** Bits by name, in the order of the names; what has no name is left as one hexadecimal number. */
export function bitWords(bits: number, names: readonly (readonly [bit: number, name: string])[]): string[] {
  const words: string[] = [];
  let rest = bits;
  for (const [bit, name] of names) {
    if ((rest & bit) === 0) continue;
    words.push(name);
    rest &= ~bit;
  }
  if (rest !== 0) words.push((rest >>> 0).toString(16));
  return words;
}
