import { DecodeError, EncodeError, type Reader } from '../wire/index.ts';
import { hexFromBytes } from './bytes.ts';
import { type AnyCodec, Codec, checkPayload, type InputOf, type ValueOf } from './codec.ts';
import { formatIPv6, ipv4Word, parseIPv6 } from './ip-text.ts';

/** Four bytes in network order as `192.0.2.1`. */
export const ipv4 = new Codec<string>({
  is: 'IPv4 address',
  min: 4,
  max: 4,
  shape: { kind: 'address', of: 'ipv4' },
  read: readIPv4,
  write(writer, value) {
    const word = ipv4Word(value);
    if (word === -1) throw needed('an IPv4 address', value);
    writer.u32(word, false);
  },
});

/** Sixteen bytes in network order as RFC 5952 text, `2001:db8::1`. */
export const ipv6 = new Codec<string>({
  is: 'IPv6 address',
  min: 16,
  max: 16,
  shape: { kind: 'address', of: 'ipv6' },
  read: readIPv6,
  write(writer, value) {
    writer.bytes(parsed(parseIPv6(value), 'an IPv6 address', value));
  },
});

/** An IPv4 or an IPv6 address, told apart by its size. */
export const ip = new Codec<string>({
  is: 'IP address',
  min: 4,
  max: 16,
  shape: { kind: 'address', of: 'ip' },
  check(_reader, at, end) {
    if (end - at !== 4 && end - at !== 16) {
      throw new DecodeError(`an IP address needs 4 or 16 bytes, got ${end - at}`, at);
    }
  },
  read: (reader, at, end) => (end - at === 4 ? readIPv4(reader, at) : readIPv6(reader, at)),
  write(writer, value) {
    const word = ipv4Word(value);
    if (word !== -1) writer.u32(word, false);
    else writer.bytes(parsed(parseIPv6(value), 'an IP address', value));
  },
});

/** A link layer address (`MAX_ADDR_LEN` 32 bytes) as `02:00:5e:10:00:01`; for tunnels its bytes are an IP address. */
export const linkAddress = new Codec<string>({
  is: 'link layer address',
  max: 32,
  shape: { kind: 'address', of: 'link' },
  read: (reader, at, end) => hexFromBytes(reader.bytes.subarray(at, end), ':'),
  write(writer, value) {
    writer.bytes(parsed(parseLinkAddress(value), 'a link layer address', value));
  },
});

/** A link layer address of exactly `size` bytes: `__u8 addr[ETH_ALEN]`. */
export function hardwareAddress(size: number): Codec<string> {
  return new Codec<string>({
    ...linkAddress,
    is: `${size}-byte link layer address`,
    min: size,
    max: size,
    write(writer, value) {
      const bytes = parseLinkAddress(value);
      writer.bytes(
        parsed(bytes?.length === size ? bytes : undefined, `a link layer address of ${size} bytes`, value),
      );
    },
  });
}

/**
 * A payload whose form depends on the address family in the message's fixed header, as `RTA_DST` does.
 * @param cases codecs by `AF_*` number; `otherwise` for all other families.
 */
export function byFamily<const C extends Readonly<Record<number, AnyCodec>>, O extends AnyCodec>(
  cases: C,
  otherwise: O,
): Codec<ValueOf<C[keyof C & number]> | ValueOf<O>, InputOf<C[keyof C & number]> | InputOf<O>> {
  const of = (family: number): AnyCodec => cases[family] ?? otherwise;
  type Value = ValueOf<C[keyof C & number]> | ValueOf<O>;
  type Input = InputOf<C[keyof C & number]> | InputOf<O>;
  return new Codec<Value, Input>({
    is: 'address',
    shape: { kind: 'family', cases, otherwise },
    check: (reader, at, end, depth, family) => checkPayload(of(family), reader, at, end, depth, family),
    read: (reader, at, end, family) => of(family).read(reader, at, end, family) as Value,
    write: (writer, value, family) => of(family).write(writer, value as never, family),
  });
}

/** The bytes of `02:00:5e:10:00:01`, of any length up to 32, or nothing when it is no such text. */
export function parseLinkAddress(text: string): Uint8Array | undefined {
  if (typeof text !== 'string') return undefined;
  if (text === '') return new Uint8Array(0);
  const parts = text.split(':');
  if (parts.length > 32 || !parts.every((part) => /^[0-9a-f]{1,2}$/i.test(part))) return undefined;
  return Uint8Array.from(parts, (part) => Number.parseInt(part, 16));
}

function readIPv4(reader: Reader, at: number): string {
  const { bytes } = reader;
  return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
}

function readIPv6(reader: Reader, at: number): string {
  return formatIPv6(reader.bytes, at);
}

function parsed(bytes: Uint8Array | undefined, what: string, text: string): Uint8Array {
  if (bytes === undefined) throw needed(what, text);
  return bytes;
}

function needed(what: string, text: string): EncodeError {
  const got = typeof text === 'string' ? JSON.stringify(text) : String(text);
  return new EncodeError(`${what} is needed, got ${got}`);
}
