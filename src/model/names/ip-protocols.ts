import { readFileSync } from 'node:fs';
import { nearest } from '../../../protocol/schema/index.ts';
import { InputError } from '../../sys/input-error.ts';

let read: { names: Map<number, string>; numbers: Map<string, number> } | undefined;

/** The name that protocols(5) has for an `IPPROTO_*`. */
export function ipProtocolNamed(number: number): string | undefined {
  return protocols().names.get(number);
}

/** A number from 0 to 255, as text too, or the name or alias of a protocol. @throws InputError */
export function ipProtocolNumber(word: string | number): number {
  if (/^\d{1,3}$/.test(String(word)) && Number(word) < 256) return Number(word);
  const { numbers } = protocols();
  const number = typeof word === 'string' ? numbers.get(word) : undefined;
  if (number !== undefined) return number;
  throw new InputError(`unknown IP protocol "${word}"${nearest(String(word), numbers.keys())}`);
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
  for (const [name, number] of EVERYWHERE) if (!numbers.has(name)) numbers.set(name, number);
  read = { names, numbers };
  return read;
}

/** What must be understood also where there is no such file, as in small containers. */
const EVERYWHERE = [
  ['icmp', 1],
  ['tcp', 6],
  ['udp', 17],
  ['gre', 47],
  ['esp', 50],
  ['ipv6-icmp', 58],
  ['sctp', 132],
] as const;

function lines(): string[] {
  try {
    return readFileSync('/etc/protocols', 'utf8').split('\n');
  } catch {
    return [];
  }
}
