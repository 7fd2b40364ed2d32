import { align4, DecodeError, EncodeError } from '../wire/index.ts';
import { setOf } from './attributes.ts';
import { Codec } from './codec.ts';

/**
 * Structs that carry their own length and attributes behind them, one after another, as `RTA_MULTIPATH` carries
 * `struct rtnexthop`.
 * @param lengthAt where in the struct its 16-bit length is; it is computed when writing
 */
export function records<T, I>(of: Codec<T, I>, lengthAt = 0): Codec<readonly T[], readonly I[]> {
  const set = setOf(of as never);
  const { min } = of;
  return new Codec<readonly T[], readonly I[]>({
    is: `${of.is}, repeated`,
    shape: { kind: 'records', set, lengthAt },
    check(reader, at, end, depth, family) {
      for (let index = 0; at < end; index++) {
        const room = end - at;
        try {
          if (room < min) throw new DecodeError(`${of.is} needs at least ${min} bytes, got ${room}`, at);
          const length = reader.u16(at + lengthAt);
          if (length < min || length > room) {
            throw new DecodeError(`its length ${length} is not from ${min} to ${room}`, at + lengthAt);
          }
          of.check?.(reader, at, at + length, depth, family);
          at += align4(length);
        } catch (error) {
          throw error instanceof DecodeError ? error.inside(`[${index}]`) : error;
        }
      }
    },
    read(reader, at, end, family) {
      const all: T[] = [];
      while (at < end) {
        const length = reader.u16(at + lengthAt);
        all.push(of.read(reader, at, at + length, family));
        at += align4(length);
      }
      return all;
    },
    write(writer, value, family) {
      if (!Array.isArray(value)) throw new EncodeError('an array is needed');
      value.forEach((element: I, index) => {
        const start = writer.length;
        try {
          of.write(writer, element, family);
          const length = writer.length - start;
          if (length > 0xffff) throw new EncodeError(`${length} bytes; 65535 is the most`);
          writer.patchU16(start + lengthAt, length);
          if (index < value.length - 1) writer.align(start);
        } catch (error) {
          throw error instanceof EncodeError ? error.inside(`[${index}]`) : error;
        }
      });
    },
    show: (value: readonly T[]) => JSON.stringify(value),
  });
}
