import {
  type AnyCodec,
  type BytesInput,
  bytes,
  Codec,
  EncodeError,
  enumeration,
  hexFromBytes,
  ipv4,
  ipv6,
  u16,
} from '../../schema/index.ts';
import { AF } from '../families.ts';

/** `__kernel_sa_family_t`: AF_* in 16 bits, host order. */
const saFamily = enumeration('AF', u16, AF.values);

type Family = ReturnType<typeof saFamily.read>;

/** A gateway of another family than the route's: an IPv4 route through an IPv6 neighbour (RFC 5549). */
export interface Via {
  readonly family: Family;
  /** An IP address, or the bytes of an address of another family. */
  readonly addr: string | Uint8Array;
}

/** What a `Via` is written from. */
export interface ViaInput {
  readonly family: Family;
  /** An IP address; hexadecimal digits or bytes for another family. */
  readonly addr: BytesInput;
}

/** `struct rtvia`: a 16-bit family in host order, and an address. Source: linux/rtnetlink.h. */
export const via = new Codec<Via, ViaInput>({
  is: 'struct rtvia',
  min: 2,
  shape: {
    kind: 'custom',
    examples: [
      { family: 'inet6', addr: 'fe80::1' },
      { family: 'inet', addr: '192.0.2.1' },
      { family: 'packet', addr: Uint8Array.of(2, 0, 0, 0, 0, 1) },
    ],
  },
  read(reader, at, end) {
    const family = saFamily.read(reader, at, at + 2, 0);
    const codec = addressOf(family);
    const fits = end - at - 2 >= codec.min && end - at - 2 <= codec.max;
    return { family, addr: (fits ? codec : bytes).read(reader, at + 2, end, 0) as string | Uint8Array };
  },
  write(writer, value) {
    if (typeof value !== 'object' || value === null) throw new EncodeError('{ family, addr } is needed');
    const { family, addr } = value;
    try {
      saFamily.write(writer, family, 0);
    } catch (error) {
      throw error instanceof EncodeError ? error.inside('family') : error;
    }
    // An address whose size is not its family's is read as bytes, and so has to be taken back as bytes.
    const codec = addr instanceof Uint8Array || HEX.test(addr) ? bytes : addressOf(family);
    try {
      codec.write(writer, addr as never, 0);
    } catch (error) {
      throw error instanceof EncodeError ? error.inside('addr') : error;
    }
  },
  show: ({ family, addr }: Via) => `${family} ${typeof addr === 'string' ? addr : hexFromBytes(addr)}`,
});

/** Bytes as JSON has them: no IP address is without a dot or a colon. */
const HEX = /^([0-9a-f]{2})*$/i;

function addressOf(family: Family): AnyCodec {
  if (family === 'inet' || family === AF.values.inet) return ipv4;
  if (family === 'inet6' || family === AF.values.inet6) return ipv6;
  return bytes;
}
