import { EncodeError } from '../wire/index.ts';
import { Codec } from './codec.ts';

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Two lower-case hexadecimal digits a byte. */
export function hexFromBytes(bytes: Uint8Array, separator = ''): string {
  let text = '';
  for (const byte of bytes) text += text === '' ? hex[byte] : separator + hex[byte];
  return text;
}

/** The bytes of hexadecimal digits. @throws EncodeError */
export function bytesFromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) {
    throw new EncodeError(
      `bytes take a Uint8Array or pairs of hexadecimal digits, got ${JSON.stringify(text)}`,
    );
  }
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
}

/** What a run of bytes is written from; text is hexadecimal digits, as `toJSON` gives it. */
export type BytesInput = Uint8Array | string;

/** Accepts what `bytes` accepts. @throws EncodeError */
export function toBytes(value: BytesInput): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return bytesFromHex(value);
  throw new EncodeError(`bytes take a Uint8Array or hexadecimal digits, got ${String(value)}`);
}

function run(is: string, size: number | undefined): Codec<Uint8Array, BytesInput> {
  return new Codec<Uint8Array, BytesInput>({
    is,
    ...(size === undefined ? {} : { min: size, max: size }),
    shape: { kind: 'bytes' },
    read: (reader, at, end) => reader.slice(at, end),
    write(writer, value) {
      const bytes = toBytes(value);
      if (size !== undefined && bytes.length !== size) {
        throw new EncodeError(`${is} needs ${size} bytes, got ${bytes.length}`);
      }
      writer.bytes(bytes);
    },
    show: (value: Uint8Array) => hexFromBytes(value),
  });
}

/** Bytes to which the kernel itself gives no structure. */
export const bytes = run('bytes', undefined);

/** Exactly `size` bytes: `__u8 name[size]`. */
export function octets(size: number): Codec<Uint8Array, BytesInput> {
  return run(`u8[${size}]`, size);
}

/** An attribute whose presence is its value (`NLA_FLAG`): `true` or absent; writing `false` leaves it out. */
export const flag = new Codec<boolean>({
  is: 'flag',
  shape: { kind: 'flag' },
  read: () => true,
  write: () => {},
});
