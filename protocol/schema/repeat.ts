import { align4, DecodeError, EncodeError, NLA_F_NESTED, type Reader } from '../wire/index.ts';
import { Codec, checkPayload, DEPTH_MAX, strayBytes } from './codec.ts';

/** An attribute that is repeated in its nest: its value is the array of all. */
export function many<T, I>(of: Codec<T, I>): Codec<readonly T[], readonly I[]> {
  return new Codec<readonly T[], readonly I[]>({
    ...(of as unknown as Codec<readonly T[], readonly I[]>),
    is: of.is,
    many: true,
    shape: { kind: 'many', of },
  });
}

/** A payload that is values of one fixed size, one after another: `__u32 conf[]`. A part at the end is not read. */
export function array<T, I>(of: Codec<T, I>, step: number = of.min): Codec<readonly T[], readonly I[]> {
  if (step < 1) throw new TypeError(`${of.is} has no size to step by`);
  return new Codec<readonly T[], readonly I[]>({
    is: `${of.is}[]`,
    shape: { kind: 'array', of, step },
    read(reader, at, end, family) {
      const all: T[] = [];
      for (; end - at >= step; at += step) all.push(of.read(reader, at, at + step, family));
      return all;
    },
    write(writer, value, family) {
      writeEach(value, (element) => of.write(writer, element, family));
    },
    show: (value: readonly T[]) => value.map((element) => of.show(element as never)).join(' '),
  });
}

/**
 * A nest whose attributes are numbered from `first` and all alike, as `IFLA_BOND_ARP_IP_TARGET` is.
 * The numbers are not looked at when reading, as in the kernel's `nla_for_each_nested`.
 */
export function list<T, I>(of: Codec<T, I>, first = 0): Codec<readonly T[], readonly I[]> {
  return new Codec<readonly T[], readonly I[]>({
    is: `list of ${of.is}`,
    nested: true,
    shape: { kind: 'list', of, first },
    check(reader, at, end, depth, family) {
      if (depth >= DEPTH_MAX) throw new DecodeError(`nested deeper than ${DEPTH_MAX} levels`, at);
      let index = 0;
      while (end - at >= 4) {
        const length = reader.u16(at);
        if (length < 4 || length > end - at) {
          throw new DecodeError(`nla_len ${length} is not within the ${end - at} bytes that are there`, at);
        }
        try {
          checkPayload(of, reader, at + 4, at + length, depth + 1, family);
        } catch (error) {
          throw error instanceof DecodeError ? error.inside(`[${index}]`) : error;
        }
        at += align4(length);
        index++;
      }
      if (at < end) throw strayBytes(end - at, at);
    },
    read(reader, at, end, family) {
      const all: T[] = [];
      for (; end - at >= 4; at += align4(reader.u16(at))) {
        all.push(of.read(reader, at + 4, at + reader.u16(at), family));
      }
      return all;
    },
    write(writer, value, family) {
      let number = first;
      writeEach(value, (element) => {
        const at = writer.beginAttribute(of.nested ? number | NLA_F_NESTED : number);
        of.write(writer, element, family);
        writer.endAttribute(at);
        number++;
      });
    },
    show: (value: readonly T[]) => value.map((element) => of.show(element as never)).join(' '),
  });
}

/** A codec that its own table needs: `IFLA_INFO_DATA` of a veth holds a whole link again. */
export function lazy<T, I>(get: () => Codec<T, I>): Codec<T, I> {
  return new Codec<T, I>({
    is: 'nested message',
    nested: true,
    shape: { kind: 'lazy', get },
    check: (reader, at, end, depth, family) => checkPayload(get(), reader, at, end, depth, family),
    read: (reader: Reader, at, end, family) => get().read(reader, at, end, family),
    write: (writer, value, family) => get().write(writer, value, family),
    show: (value: T) => get().show(value as never),
  });
}

function writeEach<I>(value: readonly I[], write: (element: I) => void): void {
  if (!Array.isArray(value)) throw new EncodeError('an array is needed');
  value.forEach((element: I, index) => {
    try {
      write(element);
    } catch (error) {
      throw error instanceof EncodeError ? error.inside(`[${index}]`) : error;
    }
  });
}
