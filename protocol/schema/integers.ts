import { EncodeError, type Reader, type Writer } from '../wire/index.ts';
import { Codec } from './codec.ts';

/** Refuses what is not a whole number from `low` to `high`. */
function whole(value: unknown, is: string, low: number, high: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < low || value > high) {
    const got = typeof value === 'string' ? JSON.stringify(value) : String(value);
    throw new EncodeError(`${is} takes a whole number from ${low} to ${high}, got ${got}`);
  }
  return value;
}

function integer(
  is: string,
  bits: 8 | 16 | 32,
  signed: boolean,
  order: 'host' | 'big',
  read: (reader: Reader, at: number) => number,
  put: (writer: Writer, value: number) => void,
): Codec<number> {
  const low = signed ? -(2 ** (bits - 1)) : 0;
  const high = signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  return new Codec<number>({
    is,
    min: bits / 8,
    max: bits / 8,
    shape: { kind: 'integer', bits, signed, order },
    read,
    write: (writer, value) => put(writer, whole(value, is, low, high)),
  });
}

/** `__u8`. */
export const u8 = integer(
  'u8',
  8,
  false,
  'host',
  (r, at) => r.view.getUint8(at),
  (w, v) => w.u8(v),
);

/** `__u16` in the host's byte order. */
export const u16 = integer(
  'u16',
  16,
  false,
  'host',
  (r, at) => r.view.getUint16(at, r.littleEndian),
  (w, v) => w.u16(v),
);

/** `__u32` in the host's byte order. */
export const u32 = integer(
  'u32',
  32,
  false,
  'host',
  (r, at) => r.view.getUint32(at, r.littleEndian),
  (w, v) => w.u32(v),
);

/** `__s8`. */
export const i8 = integer(
  's8',
  8,
  true,
  'host',
  (r, at) => r.view.getInt8(at),
  (w, v) => w.u8(v & 0xff),
);

/** `__s16` in the host's byte order. */
export const i16 = integer(
  's16',
  16,
  true,
  'host',
  (r, at) => r.view.getInt16(at, r.littleEndian),
  (w, v) => w.u16(v & 0xffff),
);

/** `__s32` in the host's byte order. */
export const i32 = integer(
  's32',
  32,
  true,
  'host',
  (r, at) => r.view.getInt32(at, r.littleEndian),
  (w, v) => w.u32(v >>> 0),
);

/** `__be16`: network byte order. */
export const be16 = integer(
  'be16',
  16,
  false,
  'big',
  (r, at) => r.view.getUint16(at),
  (w, v) => w.u16(v, false),
);

/** `__be32`: network byte order. */
export const be32 = integer(
  'be32',
  32,
  false,
  'big',
  (r, at) => r.view.getUint32(at),
  (w, v) => w.u32(v, false),
);

/** What a 64-bit integer is written from; text is decimal or 0x hexadecimal, as `toJSON` gives it. */
export type Integer64 = bigint | number | string;

function toBigInt(value: Integer64, is: string): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && /^-?(\d+|0x[0-9a-f]+)$/i.test(value)) {
    return value.startsWith('-') ? -BigInt(value.slice(1)) : BigInt(value);
  }
  throw new EncodeError(
    `${is} takes a bigint or a safe whole number, got ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`,
  );
}

function integer64(
  is: string,
  signed: boolean,
  order: 'host' | 'big',
  read: (r: Reader, at: number) => bigint,
) {
  const low = signed ? -(2n ** 63n) : 0n;
  const high = signed ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  return new Codec<bigint, Integer64>({
    is,
    min: 8,
    max: 8,
    shape: { kind: 'integer', bits: 64, signed, order },
    read,
    write(writer, value) {
      const number = toBigInt(value, is);
      if (number < low || number > high)
        throw new EncodeError(`${is} takes ${low} to ${high}, got ${number}`);
      writer.u64(BigInt.asUintN(64, number), order === 'host' && writer.littleEndian);
    },
  });
}

/** `__u64` in the host's byte order; always a `bigint`, so that a counter is never rounded. */
export const u64 = integer64('u64', false, 'host', (r, at) => r.view.getBigUint64(at, r.littleEndian));

/** `__s64` in the host's byte order. */
export const i64 = integer64('s64', true, 'host', (r, at) => r.view.getBigInt64(at, r.littleEndian));

/** `__be64`: network byte order. */
export const be64 = integer64('be64', false, 'big', (r, at) => r.view.getBigUint64(at));
