import { hexFromBytes } from '../schema/index.ts';

/** A line of a hexdump. */
export interface HexLine {
  /** Of its first byte. */
  readonly offset: number;
  /** `4c 00 00 00`. */
  readonly hex: string;
  /** The same bytes as ASCII, a dot for each that is none. */
  readonly ascii: string;
}

/**
 * Bytes in lines.
 * @param offset of the first byte
 * @param width bytes to a line
 */
export function hexLines(bytes: Uint8Array, offset = 0, width = 16): HexLine[] {
  const lines: HexLine[] = [];
  for (let at = 0; at < bytes.length; at += width) {
    const part = bytes.subarray(at, at + width);
    lines.push({ offset: offset + at, hex: hexFromBytes(part, ' '), ascii: ascii(part) });
  }
  return lines;
}

/** Bytes as `hexdump -C` prints them: offset, hexadecimal, ASCII; sixteen to a line. */
export function hexdump(bytes: Uint8Array, offset = 0): string {
  return hexLines(bytes, offset)
    .map((line) => {
      const at = line.offset.toString(16).padStart(8, '0');
      const hex = line.hex.length > 23 ? `${line.hex.slice(0, 23)} ${line.hex.slice(23)}` : line.hex;
      return `${at}  ${hex.padEnd(48)}  |${line.ascii}|\n`;
    })
    .join('');
}

function ascii(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
  return text;
}
