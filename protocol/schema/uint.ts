import { DecodeError } from '../wire/index.ts';
import { Codec } from './codec.ts';
import { type Integer64, u64 } from './integers.ts';

/**
 * `NLA_UINT`: four bytes, or eight when the value needs them, in the host's byte order. Always a `bigint`, as a
 * counter outgrows the one and becomes the other.
 */
export const uint = new Codec<bigint, Integer64>({
  is: 'uint',
  min: 4,
  max: 8,
  shape: { kind: 'custom', examples: [0n, 0xffff_ffffn, 0x1_0000_0000n, 0xffff_ffff_ffff_ffffn] },
  check(_reader, at, end) {
    if (end - at !== 4 && end - at !== 8)
      throw new DecodeError(`uint needs 4 or 8 bytes, got ${end - at}`, at);
  },
  read: (reader, at, end, family) =>
    end - at === 4 ? BigInt(reader.u32(at)) : u64.read(reader, at, end, family),
  write(writer, value, family) {
    const start = writer.length;
    u64.write(writer, value, family);
    const high = writer.littleEndian ? start + 4 : start;
    if (writer.u32At(high) !== 0) return;
    const low = writer.u32At(writer.littleEndian ? start : start + 4);
    writer.truncate(start);
    writer.u32(low);
  },
});
