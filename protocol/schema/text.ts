import { EncodeError, type Reader, type Writer } from '../wire/index.ts';
import { Codec } from './codec.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Bytes as text: UTF-8, and where they are not, each byte above 0x7f as a lone surrogate U+DC80 to U+DCFF
 * (the "surrogateescape" of PEP 383), so that any name survives the way there and back.
 */
export function textFromBytes(bytes: Uint8Array, at: number, end: number): string {
  let text = '';
  for (let i = at; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) return text;
    if (byte > 0x7f) return textBeyondAscii(bytes, at, end);
    text += String.fromCharCode(byte);
  }
  return text;
}

function textBeyondAscii(bytes: Uint8Array, at: number, end: number): string {
  const zero = bytes.indexOf(0, at);
  const part = bytes.subarray(at, zero === -1 || zero > end ? end : zero);
  try {
    return strict.decode(part);
  } catch {
    return Array.from(part, (byte) => String.fromCharCode(byte > 0x7f ? 0xdc00 + byte : byte)).join('');
  }
}

/** The bytes of a text, without a closing zero. */
export function bytesFromText(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const unit = character.charCodeAt(0);
    if (character.length === 1 && unit >= 0xdc80 && unit <= 0xdcff) bytes.push(unit - 0xdc00);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

function write(writer: Writer, value: string, most: number): void {
  if (typeof value !== 'string') throw new EncodeError(`text is needed, got ${String(value)}`);
  if (value.includes('\0')) throw new EncodeError('text cannot hold a zero byte');
  const bytes = bytesFromText(value);
  if (bytes.length > most) throw new EncodeError(`"${value}" has ${bytes.length} bytes; ${most} is the most`);
  writer.bytes(bytes);
}

const read = (reader: Reader, at: number, end: number) => textFromBytes(reader.bytes, at, end);
const show = (value: string) => JSON.stringify(value);

/** Text that ends with a zero byte (`NLA_NUL_STRING`), of at most `most` bytes with it when written. */
export function textZ(most = 65_531): Codec<string> {
  return new Codec<string>({
    is: 'text',
    shape: { kind: 'text', most },
    read,
    write(writer, value) {
      write(writer, value, most - 1);
      writer.u8(0);
    },
    show,
  });
}

/** Text written without a closing zero (`NLA_STRING`), so that it can be empty; read with or without one. */
export function textN(most: number): Codec<string> {
  return new Codec<string>({
    is: 'text',
    shape: { kind: 'text', most: most + 1 },
    read,
    write: (writer, value) => write(writer, value, most),
    show,
  });
}

/** Text that ends with a zero byte (`NLA_NUL_STRING`). */
export const text = textZ();

/** `IFNAMSIZ`: an interface's name, 15 bytes and a zero. */
export const ifname = textZ(16);

/** Text in a struct: `char name[size]`, zero-filled; all `size` bytes may be used. */
export function chars(size: number): Codec<string> {
  return new Codec<string>({
    is: `char[${size}]`,
    min: size,
    max: size,
    shape: { kind: 'text', most: size + 1 },
    read,
    write(writer, value) {
      const start = writer.length;
      write(writer, value, size);
      writer.zeros(size - (writer.length - start));
    },
    show,
  });
}
