import { readFileSync } from 'node:fs';
import { unknown } from '../errors.ts';

let read: { names: Map<number, string>; numbers: Map<string, number> } | undefined;

/** `IPPROTO_*` as protocols(5) names it. */
export function ipProtocolName(number: number, numeric: boolean): string {
  return (numeric ? undefined : protocols().names.get(number)) ?? `ipproto-${number}`;
}

/** A number from 0 to 255, or the name or alias of a protocol. @throws InputError */
export function parseIpProtocol(word: string): number {
  if (/^\d{1,3}$/.test(word) && Number(word) < 256) return Number(word);
  const { numbers } = protocols();
  const number = numbers.get(word);
  if (number === undefined) throw unknown('IP protocol', word, numbers.keys());
  return number;
}

/** protocols(5): a name, a number, other names; the first line for a number or a name counts. */
function protocols() {
  if (read !== undefined) return read;
  const names = new Map<number, string>();
  const numbers = new Map<string, number>();
  for (const line of lines()) {
    const [name, number, ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (name === undefined || number === undefined || !/^\d+$/.test(number)) continue;
    if (!names.has(Number(number))) names.set(Number(number), name);
    for (const each of [name, ...aliases]) if (!numbers.has(each)) numbers.set(each, Number(number));
  }
  read = { names, numbers };
  return read;
}

function lines(): string[] {
  try {
    return readFileSync('/etc/protocols', 'utf8').split('\n');
  } catch {
    return [];
  }
}
