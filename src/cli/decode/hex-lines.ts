import { hostIsLittleEndian } from '../../../protocol/wire/index.ts';
import { PACKET_MAX } from './packet.ts';

/** A line's offset, if it has one, and its bytes. */
interface Line {
  readonly offset: string | undefined;
  readonly bytes: number[];
}

/** What `add` says of a line that belongs to the next datagram. */
export const BEGINS_ANEW = 'offsets begin anew';

/** Puts lines of hexadecimal together: digits alone, or behind an offset as hexdump, xxd and od write them. */
export class HexLines {
  #bytes: number[] = [];
  #lines = 0;
  /** How offsets are written; those that fit so far, the likely one first. */
  #bases: readonly number[] = [];
  #first = '';
  /** Bytes of the last line, for the asterisk that stands for more of the same. */
  #last: number[] = [];
  #repeats = false;

  /** Whether the line added last was the first of a datagram. */
  get justBegun(): boolean {
    return this.#lines === 1;
  }

  /** Adds a line. Gives back what is wrong with it, or that it belongs to the next datagram. */
  add(text: string): string | undefined {
    if (text === '*') {
      if (this.#first === '')
        return 'only offsets tell how many lines an asterisk stands for (od -v, hexdump -v)';
      this.#repeats = true;
      return undefined;
    }
    const line = parseLine(text, this.#first);
    if (typeof line === 'string') return line;
    const problem = line.offset === undefined ? this.#unplaced() : this.#place(line.offset);
    if (problem !== undefined) return problem;
    if (this.#bytes.length + line.bytes.length > PACKET_MAX) return 'more bytes than a packet can have';
    for (const byte of line.bytes) this.#bytes.push(byte);
    this.#last = line.bytes;
    this.#lines++;
    return undefined;
  }

  /** The bytes so far, if there are any; the next line begins a datagram. */
  finish(): Uint8Array | undefined {
    const bytes = this.#lines === 0 ? undefined : Uint8Array.from(this.#bytes);
    this.#bytes = [];
    this.#lines = 0;
    this.#first = '';
    this.#repeats = false;
    return bytes?.length === 0 ? undefined : bytes;
  }

  #unplaced(): string | undefined {
    return this.#first === '' ? undefined : 'a line without an offset among lines that have one';
  }

  /** Checks that the line follows what is there, and fills in what an asterisk stands for. */
  #place(offset: string): string | undefined {
    if (this.#lines === 0) {
      this.#first = offset;
      // od writes seven digits, octal unless told otherwise; hexdump seven, all others some other number: hexadecimal.
      this.#bases = offset.length === 7 ? [8, 16, 10] : [16];
      return undefined;
    }
    if (this.#first === '') return 'an offset among lines that have none';
    if (/^0+$/.test(offset)) return BEGINS_ANEW;
    const size = (base: number) => Number.parseInt(offset, base) - Number.parseInt(this.#first, base);
    if (this.#repeats) {
      const base = this.#bases[0] ?? 16;
      const missing = size(base) - this.#bytes.length;
      if (!(missing >= 0 && size(base) <= PACKET_MAX)) return `offset ${offset} makes no sense here`;
      for (let i = 0; i < missing; i++) this.#bytes.push(this.#last[i % this.#last.length] ?? 0);
      this.#repeats = false;
      return undefined;
    }
    this.#bases = this.#bases.filter((base) => size(base) === this.#bytes.length);
    if (this.#bases.length > 0) return undefined;
    return `offset ${offset} does not follow the ${this.#bytes.length} bytes before it`;
  }
}

/** A line of text as offset and bytes, or what is wrong with it. */
function parseLine(text: string, firstOffset: string): Line | string {
  // Programs that write offsets write a few bytes to a line.
  const line = text.length > 512 ? undefined : parseDumpLine(text, firstOffset);
  if (line !== undefined) return line;
  const bytes = bytesOf(text.replace(/\s(?:#|\/\/|;).*$/, ''));
  return typeof bytes === 'string' ? bytes : { offset: undefined, bytes };
}

/** A line with an offset, if it is one. */
function parseDumpLine(text: string, firstOffset: string): Line | string | undefined {
  // strace -e read= and write=: bars around, sixteen bytes in 49 columns.
  const barred = /^\|\s([0-9a-f]{5,}) {2}(.{1,49})/i.exec(text);
  if (barred !== null) return placed(barred[1], barred[2] ?? '');
  // xxd, tcpdump: a colon, and two spaces before the characters.
  const colon = /^(?:0x)?([0-9a-f]{4,16}):(?:\s+(.*))?$/i.exec(text);
  if (colon !== null) return placed(colon[1], (colon[2] ?? '').split(/\s{2,}/)[0] ?? '');
  const words = /^([0-9a-f]{7,8})((?: +[0-9a-f]{4})+)$/i.exec(text);
  if (words?.[1]?.length === 7) return hexdumpWords(words[1], words[2] ?? '');
  const spaced = /^([0-9a-f]{4,16})(?:\s+(.*))?$/i.exec(text);
  const rest = (spaced?.[2] ?? '').replace(/(?:\s*\||\s{2,}>|\s{3,}\S).*$/, '');
  if (spaced !== null && /^[0-9a-f]{2}(\s+[0-9a-f]{2})*$/i.test(rest)) return placed(spaced[1], rest);
  // The end of a dump is an offset alone.
  if (
    spaced !== null &&
    spaced[2] === undefined &&
    spaced[1]?.length === firstOffset.length &&
    firstOffset !== ''
  )
    return { offset: spaced[1], bytes: [] };
  if (/^[0-7]{7}(\s+[0-7]{6})+$/.test(text)) return 'octal words of od; "od -An -tx1" writes bytes';
  return undefined;
}

function placed(offset: string | undefined, hex: string): Line | string {
  const bytes = bytesOf(hex);
  return typeof bytes === 'string' ? bytes : { offset, bytes };
}

/** hexdump without options: words of 16 bits in the byte order of the machine, this one's as far as anybody knows. */
function hexdumpWords(offset: string, hex: string): Line {
  const bytes = hex
    .trim()
    .split(/ +/)
    .flatMap((word) => {
      const [first, second] = [word.slice(0, 2), word.slice(2)].map((pair) => Number.parseInt(pair, 16));
      return hostIsLittleEndian ? [second ?? 0, first ?? 0] : [first ?? 0, second ?? 0];
    });
  return { offset, bytes };
}

/** Pairs of digits, with whatever people and programs put between them; or what is none. */
function bytesOf(text: string): number[] | string {
  const bytes: number[] = [];
  for (const word of text.split(/[\s,:;{}()[\]]+/)) {
    const digits = /^0x[0-9a-f]$/i.test(word) ? word.slice(2).padStart(2, '0') : word.replace(/^0x/i, '');
    if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) {
      return `${JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}...` : word)} is not bytes in hexadecimal`;
    }
    for (let at = 0; at < digits.length; at += 2) bytes.push(Number.parseInt(digits.slice(at, at + 2), 16));
  }
  return bytes;
}
