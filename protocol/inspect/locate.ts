import { type AnyCodec, type AnyMessage, type AttributeSet, chooseBySibling } from '../schema/index.ts';
import { align4, NLA_TYPE_MASK, NLMSG_HDRLEN, Reader } from '../wire/index.ts';

/**
 * The path of what is at `offset`, as the kernel tells it in `NLMSGERR_ATTR_OFFS`: `link.linkinfo.data.id`. A number
 * in its place is an attribute that no table names.
 * @param bytes one whole message, such as the request that was refused; its framing must be sound
 * @param offset in bytes from the start of the `nlmsghdr`
 */
export function locate(message: AnyMessage, bytes: Uint8Array, offset: number): string {
  return joined(message, find(message, bytes, offset).names);
}

/**
 * The path of an attribute that is not there but should, as the kernel tells it in `NLMSGERR_ATTR_MISS_TYPE` and
 * `NLMSGERR_ATTR_MISS_NEST`.
 * @param type the missing attribute's number
 * @param nest the offset of the attribute inside which it is missing; none when it is the message itself
 */
export function locateMissing(
  message: AnyMessage,
  bytes: Uint8Array,
  type: number,
  nest?: number | undefined,
): string {
  const place = nest === undefined ? { names: [], codec: message.payload } : find(message, bytes, nest);
  const shape = place.codec?.shape;
  const set = shape?.kind === 'attributes' || shape?.kind === 'records' ? shape.set : undefined;
  return joined(message, [...place.names, set?.byNumber[type]?.name ?? String(type)]);
}

/** Where an offset leads: the names on the way, and how what is there is described. */
interface Place {
  readonly names: string[];
  codec: AnyCodec | undefined;
}

function joined(message: AnyMessage, names: readonly string[]): string {
  return [message.name, ...names].join('.').replaceAll('.[', '[');
}

function find(message: AnyMessage, bytes: Uint8Array, offset: number): Place {
  const reader = new Reader(bytes);
  const place: Place = { names: [], codec: message.payload };
  if (offset >= NLMSG_HDRLEN && offset < bytes.length) {
    descend(place, message.payload, reader, NLMSG_HDRLEN, bytes.length, reader.u8(NLMSG_HDRLEN), offset);
  }
  return place;
}

/** Goes into the payload in `at` to `end` as far as `offset` leads. */
function descend(
  place: Place,
  codec: AnyCodec,
  reader: Reader,
  at: number,
  end: number,
  family: number,
  offset: number,
): void {
  const { shape } = codec;
  place.codec = codec;
  switch (shape.kind) {
    case 'lazy':
      descend(place, shape.get(), reader, at, end, family, offset);
      break;
    case 'many':
      descend(place, shape.of, reader, at, end, family, offset);
      break;
    case 'family':
      descend(place, shape.cases[family] ?? shape.otherwise, reader, at, end, family, offset);
      break;
    case 'attributes':
      descendSet(place, shape.set, reader, at, end, family, offset);
      break;
    case 'list':
      walk(reader, at, end, offset, (from, to, index) => {
        place.names.push(`[${index}]`);
        place.codec = shape.of;
        if (offset > from) descend(place, shape.of, reader, from + 4, to, family, offset);
      });
      break;
    case 'records': {
      let index = 0;
      for (let from = at; from < end; index++) {
        const length = reader.u16(from + shape.lengthAt);
        if (length < 4) break;
        if (offset < from + length) {
          place.names.push(`[${index}]`);
          place.codec = codec;
          descendSet(place, shape.set, reader, from, Math.min(from + length, end), family, offset);
          break;
        }
        from += align4(length);
      }
      break;
    }
    case 'array': {
      const index = Math.floor((offset - at) / shape.step);
      place.names.push(`[${index}]`);
      descend(place, shape.of, reader, at + index * shape.step, end, family, offset);
      break;
    }
    case 'struct':
      for (const { name, codec, offset: start, size, padding } of shape.members) {
        if (padding || offset < at + start || offset >= at + start + size) continue;
        place.names.push(name);
        descend(place, codec, reader, at + start, at + start + size, family, offset);
      }
      break;
  }
}

function descendSet(
  place: Place,
  set: AttributeSet,
  reader: Reader,
  at: number,
  end: number,
  outerFamily: number,
  offset: number,
): void {
  const family = set.hasFamily ? reader.u8(at) : outerFamily;
  const first = at + set.headerSpace;
  if (offset < first) {
    // The start of a nested message or record means it as a whole.
    if (set.header === undefined || (offset === at && at > NLMSG_HDRLEN)) return;
    place.names.push('header');
    descend(place, set.header, reader, at, first, family, offset);
    return;
  }
  walk(reader, first, end, offset, (from, to) => {
    const type = reader.u16(from + 2) & NLA_TYPE_MASK;
    const field = set.byNumber[type];
    place.names.push(field?.name ?? String(type));
    if (field?.codec.many === true) place.names.push(`[${countBefore(reader, first, from, type)}]`);
    const { shape } = field?.codec ?? {};
    const codec =
      shape?.kind === 'select' ? chooseBySibling(set, shape, reader, first, end, family) : field?.codec;
    place.codec = codec && resolved(codec, family);
    if (codec !== undefined && offset >= from + 4)
      descend(place, codec, reader, from + 4, to, family, offset);
  });
}

/** Finds the attribute that has `offset` inside it. */
function walk(
  reader: Reader,
  start: number,
  end: number,
  offset: number,
  found: (from: number, to: number, index: number) => void,
): void {
  let index = 0;
  for (let at = start; end - at >= 4; index++) {
    const length = reader.u16(at);
    if (length < 4 || length > end - at) return;
    if (offset < at + length) {
      if (offset >= at) found(at, at + length, index);
      return;
    }
    at += align4(length);
  }
}

function countBefore(reader: Reader, start: number, end: number, type: number): number {
  let count = 0;
  for (let at = start; at < end; at += align4(reader.u16(at))) {
    if ((reader.u16(at + 2) & NLA_TYPE_MASK) === type) count++;
  }
  return count;
}

/** What a wrapping codec stands for. */
function resolved(codec: AnyCodec, family: number): AnyCodec {
  const { shape } = codec;
  if (shape.kind === 'lazy') return resolved(shape.get(), family);
  if (shape.kind === 'many') return resolved(shape.of, family);
  if (shape.kind === 'family') return resolved(shape.cases[family] ?? shape.otherwise, family);
  return codec;
}
