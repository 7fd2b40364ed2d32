import { EncodeError, Reader, type Writer } from '../wire/index.ts';
import { type AnyCodec, Codec, type InputOf, type ValueOf } from './codec.ts';
import { nearest } from './nearest.ts';
import { once } from './once.ts';
import type { Member } from './shape.ts';
import { type Json, RangeView, toJson, toPlain, type View, ViewBase } from './view.ts';

/** A struct's members, in the order of the C declaration. */
export type Members = { readonly [name: string]: AnyCodec };

/** Members that `pad` made are not seen. */
type Seen<M extends Members> = { [K in keyof M as M[K] extends Codec<Padding, Padding> ? never : K]: M[K] };

/** A struct as it is read: `later` members are absent when an older kernel did not send them. */
export type StructView<M extends Members, L extends Members> = View & {
  readonly [K in keyof Seen<M>]: ValueOf<M[K & keyof M]>;
} & { readonly [K in keyof Seen<L>]: ValueOf<L[K & keyof L]> | undefined };

/** What a struct is written from. A member left out is written as zeros. */
export type StructInput<M extends Members, L extends Members> = {
  readonly [K in keyof Seen<M>]?: InputOf<M[K & keyof M]> | undefined;
} & { readonly [K in keyof Seen<L>]?: InputOf<L[K & keyof L]> | undefined };

declare const padding: unique symbol;
/** What `pad` reads: nothing that anybody can use, so that the member is hidden from the struct's type. */
export interface Padding {
  readonly [padding]: never;
}

/** Bytes that the C compiler or the kernel reserves: written as zeros, not shown. */
export function pad(size: number): Codec<Padding, Padding> {
  return new Codec<Padding, Padding>({
    is: `padding[${size}]`,
    min: size,
    max: size,
    shape: { kind: 'bytes' },
    read: (reader, at, end) => reader.slice(at, end) as unknown as Padding,
    write: (writer) => writer.zeros(size),
  });
}

const nothing = new Reader(new Uint8Array(256));

/**
 * A C struct: members one after another without any alignment of its own (padding is written out with `pad`).
 * It has a smallest size only: kernels append members, and what follows the known ones is kept in `$bytes`.
 * @param required members that every kernel sends
 * @param later members that newer kernels append, absent in what older ones send
 */
export function struct<const M extends Members, const L extends Members = Record<never, never>>(
  name: string,
  required: M,
  later?: L,
): Codec<StructView<M, L>, StructInput<M, L>> {
  const members: Member[] = [];
  let size = 0;
  const append = (table: Members) => {
    for (const member in table) {
      const codec = table[member] as AnyCodec;
      if (codec.min !== codec.max && codec.shape.kind !== 'struct') {
        throw new TypeError(`struct ${name}: ${member} has no fixed size`);
      }
      const padded = codec.is.startsWith('padding[');
      members.push({ name: member, codec, offset: size, size: codec.min, padding: padded });
      size += codec.min;
    }
  };
  append(required);
  const min = size;
  if (later !== undefined) append(later);
  const byName = once(
    () => new Map(members.filter((member) => !member.padding).map((member) => [member.name, member])),
  );
  const view = once(() => viewClass(name, members, min));
  return new Codec<StructView<M, L>, StructInput<M, L>>({
    is: `struct ${name}`,
    min,
    shape: { kind: 'struct', name, members },
    read: (reader, at, end, family) => new (view())(reader, at, end, family) as unknown as StructView<M, L>,
    write: (writer, value, family) => {
      if (value instanceof view() && value.$reader.littleEndian === writer.littleEndian)
        writer.bytes(value.$bytes);
      else writeStruct(name, members, byName(), min, writer, value, family);
    },
    show: (value: StructView<M, L>) => JSON.stringify(value),
  });
}

function viewClass(name: string, members: readonly Member[], min: number) {
  const StructView = class extends RangeView {
    override toJSON(): Json {
      return toJson(this.$plain());
    }
    override $plain(): Record<string, unknown> {
      const plain: Record<string, unknown> = {};
      for (const { name, offset, size, padding } of members) {
        if (padding || (offset + size > min && this.$at + offset + size > this.$end)) continue;
        plain[name] = toPlain((this as unknown as Record<string, unknown>)[name]);
      }
      return plain;
    }
  };
  Object.defineProperty(StructView, 'name', { value: name });
  for (const { name, codec, offset, size, padding } of members) {
    if (padding) continue;
    const isRequired = offset + size <= min;
    Object.defineProperty(StructView.prototype, name, {
      enumerable: true,
      get(this: ViewBase) {
        const at = this.$at + offset;
        if (at + size <= this.$end) return codec.read(this.$reader, at, at + size, this.$family);
        // A request may carry less than the whole header; the kernel reads what is missing as zeros.
        return isRequired ? codec.read(nothing, 0, size, this.$family) : undefined;
      },
    });
  }
  return StructView;
}

function writeStruct(
  name: string,
  members: readonly Member[],
  byName: ReadonlyMap<string, Member>,
  min: number,
  writer: Writer,
  value: object,
  family: number,
): void {
  if (typeof value !== 'object' || value === null) throw new EncodeError(`struct ${name} takes an object`);
  const input = (value instanceof ViewBase ? value.$plain() : value) as Record<string, unknown>;
  let last = min;
  for (const key in input) {
    const member = byName.get(key);
    if (member === undefined) {
      if (!Object.hasOwn(input, key)) continue;
      throw new EncodeError(`struct ${name} has no "${key}"${nearest(key, byName.keys())}`);
    }
    if (member.offset >= min && input[key] !== undefined) last = Math.max(last, member.offset + member.size);
  }
  let at = 0;
  try {
    for (; at < members.length; at++) {
      const { name, codec, offset, size } = members[at] as Member;
      if (offset >= last) break;
      const given = input[name];
      if (given === undefined) writer.zeros(size);
      else codec.write(writer, given as never, family);
    }
  } catch (error) {
    throw error instanceof EncodeError ? error.inside((members[at] as Member).name) : error;
  }
}
