import { align4, DecodeError, EncodeError, NLA_F_NESTED, type Reader, type Writer } from '../wire/index.ts';
import { AttributeSetView, viewClass } from './attribute-view.ts';
import { bytes } from './bytes.ts';
import {
  type AnyCodec,
  Codec,
  checkPayload,
  DEPTH_MAX,
  type InputOf,
  strayBytes,
  type ValueOf,
  wrongSize,
} from './codec.ts';
import { nearest } from './nearest.ts';
import { once } from './once.ts';
import { chooseByInput, chooseBySibling } from './select.ts';
import type { AttributeSet, Field } from './shape.ts';
import { type UnknownAttribute, writeUnknown } from './unknown.ts';
import { type View, ViewBase } from './view.ts';

/** `name: [nla_type, codec]`, and the kernel's constant where it is not the prefix and the name in capitals. */
export type Table = {
  readonly [name: string]: readonly [number, AnyCodec] | readonly [number, AnyCodec, string];
};

/** A table, or what makes it when it is first needed: there are hundreds, and a program uses few. */
export type TableSource<T extends Table> = T | (() => T);

/** A set of attributes as it is read: what was not sent is `undefined`. */
export type AttributesView<T extends Table> = AttributeView & {
  readonly [K in keyof T]: ValueOf<T[K][1]> | undefined;
};

/** What a set of attributes is written from, in the order of the keys. */
export type AttributesInput<T extends Table> = {
  readonly [K in keyof T]?: InputOf<T[K][1]> | undefined;
} & { readonly $unknown?: readonly UnknownAttribute[] | undefined };

/** What a view over attributes has beside the kernel's names. */
export interface AttributeView extends View {
  /** Attributes that the table does not name, in the order received. */
  readonly $unknown: readonly UnknownAttribute[];
}

/** A view behind whose fixed header attributes follow. */
export type HeadedView<H extends AnyCodec, T extends Table> = AttributesView<T> & {
  /** The fixed header. */
  readonly header: ValueOf<H>;
};

/** What a fixed header and the attributes behind it are written from. */
export type HeadedInput<H extends AnyCodec, T extends Table> = AttributesInput<T> & {
  /** The fixed header; members left out are zero. */
  readonly header?: InputOf<H> | undefined;
};

/**
 * A nest of attributes: `attributes('IFLA_VLAN', { id: [1, u16] })` for `IFLA_VLAN_ID`. What is wrong with a table is
 * thrown here, and when it is first used with one that is made then: `() => ({ id: [1, u16] })`.
 * @throws TypeError when two names have one number, or a name is not for tables
 */
export function attributes<const T extends Table>(
  prefix: string,
  table: TableSource<T>,
): Codec<AttributesView<T>, AttributesInput<T>> {
  return setCodec(prefix, undefined, table) as unknown as Codec<AttributesView<T>, AttributesInput<T>>;
}

/** A fixed header, padded to four bytes, and attributes behind it: `struct ifinfomsg` and `IFLA_*`. */
export function headed<const H extends AnyCodec, const T extends Table>(
  prefix: string,
  header: H,
  table: TableSource<T>,
): Codec<HeadedView<H, T>, HeadedInput<H, T>> {
  return setCodec(prefix, header, table) as unknown as Codec<HeadedView<H, T>, HeadedInput<H, T>>;
}

/** The set behind a codec that `attributes` or `headed` made. */
export function setOf(codec: AnyCodec): AttributeSet {
  if (codec.shape.kind !== 'attributes') throw new TypeError(`${codec.is} is not a set of attributes`);
  return codec.shape.set;
}

function setCodec(
  prefix: string,
  header: AnyCodec | undefined,
  table: TableSource<Table>,
): Codec<AttributeSetView, object> {
  const { headerSpace, hasFamily } = behind(header);
  const set = sourceOf(prefix, header, table);
  const view = once(() => viewClass(set()));
  return new Codec<AttributeSetView, object>({
    is: header === undefined ? `${prefix} attributes` : `${header.is} and attributes`,
    min: header?.min ?? 0,
    nested: header === undefined,
    shape: {
      kind: 'attributes',
      get set() {
        return set();
      },
    },
    check: (reader, at, end, depth, family) => {
      checkAttributes(set(), reader, at + headerSpace, end, depth + 1, hasFamily ? reader.u8(at) : family);
    },
    read: (reader, at, end, family) =>
      new (view())(reader, at + headerSpace, end, hasFamily ? reader.u8(at) : family),
    write: (writer, value, family) => writeSet(set(), writer, value, family),
    show: (value: AttributeSetView) => JSON.stringify(value),
  });
}

function sourceOf(
  prefix: string,
  header: AnyCodec | undefined,
  table: TableSource<Table>,
): () => AttributeSet {
  if (typeof table === 'function') return once(() => attributeSet(prefix, header, table()));
  const set = attributeSet(prefix, header, table);
  return () => set;
}

/** What comes before the attributes. */
function behind(header: AnyCodec | undefined): Pick<AttributeSet, 'headerSpace' | 'hasFamily'> {
  const members = header?.shape.kind === 'struct' ? header.shape.members : [];
  return { headerSpace: align4(header?.min ?? 0), hasFamily: members[0]?.name === 'family' };
}

/** Builds a set from its table. @throws TypeError when two names have one number. */
export function attributeSet(prefix: string, header: AnyCodec | undefined, table: Table): AttributeSet {
  const fields: Field[] = [];
  const byName = new Map<string, Field>();
  const byNumber: (Field | undefined)[] = [];
  for (const [name, [number, codec, constant]] of Object.entries(table)) {
    while (byNumber.length <= number) byNumber.push(undefined);
    if (byNumber[number] !== undefined) {
      throw new TypeError(`${prefix}: ${number} is named twice, the second time as ${name}`);
    }
    if (name === 'header' || name.startsWith('$'))
      throw new TypeError(`${prefix}: ${name} is not for a table`);
    const field = new TableField(name, number, codec, prefix, constant);
    fields.push(field);
    byName.set(name, field);
    byNumber[number] = field;
  }
  for (const { name, codec } of fields) {
    if (codec.shape.kind === 'select' && !byName.has(codec.shape.by))
      throw new TypeError(`${prefix}: ${name} has no "${codec.shape.by}" to be selected by`);
  }
  return { prefix, fields, byNumber, byName, header, ...behind(header) };
}

/** A line of a table. Its constant is made when it is asked for: there are thousands, and few are. */
class TableField implements Field {
  readonly name: string;
  readonly number: number;
  readonly codec: AnyCodec;
  readonly #prefix: string;
  readonly #constant: string | undefined;

  constructor(name: string, number: number, codec: AnyCodec, prefix: string, constant: string | undefined) {
    this.name = name;
    this.number = number;
    this.codec = codec;
    this.#prefix = prefix;
    this.#constant = constant;
  }

  get constant(): string {
    return this.#constant ?? `${this.#prefix}_${constantCase(this.name)}`;
  }
}

/** `numTxQueues` -> `NUM_TX_QUEUES`. */
export function constantCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase();
}

/**
 * Checks the attributes in `at` to `end`: framing, sizes, depth, and what is inside.
 * @throws DecodeError
 */
export function checkAttributes(
  set: AttributeSet,
  reader: Reader,
  at: number,
  end: number,
  depth: number,
  family: number,
): void {
  if (depth > DEPTH_MAX) throw new DecodeError(`nested deeper than ${DEPTH_MAX} levels`, at);
  const { view, littleEndian } = reader;
  const { byNumber } = set;
  const known = byNumber.length;
  const start = at;
  let selects = false;
  let field: Field | undefined;
  try {
    while (end - at >= 4) {
      field = undefined;
      const length = view.getUint16(at, littleEndian);
      const type = view.getUint16(at + 2, littleEndian) & 0x3fff;
      if (type < known) field = byNumber[type];
      if (length < 4 || length > end - at) throw badLength(length, end - at, at);
      if (field !== undefined) {
        const { codec } = field;
        const size = length - 4;
        if (size < codec.min || size > codec.max) throw wrongSize(codec, size, at + 4);
        if (codec.check !== undefined) codec.check(reader, at + 4, at + length, depth, family);
        else if (codec.shape.kind === 'select') selects = true;
      }
      at += (length + 3) & ~3;
    }
    field = undefined;
    if (at < end) throw strayBytes(end - at, at);
    if (selects) checkSelected(set, reader, start, end, depth, family);
  } catch (error) {
    if (error instanceof DecodeError && field !== undefined) insideField(error, field, reader, start, at);
    throw error;
  }
}

/** Puts the attribute at `at` into the path, with its index when it is one of many (and has a header at all). */
function insideField(error: DecodeError, field: Field, reader: Reader, start: number, at: number): void {
  if (field.codec.many && reader.u16(at) >= 4) {
    let index = 0;
    for (let before = start; before < at; before += align4(reader.u16(before))) {
      if ((reader.u16(before + 2) & 0x3fff) === field.number) index++;
    }
    error.inside(`[${index}]`);
  }
  error.inside(field.name);
}

/** Sub-messages chosen by a sibling are checked after their siblings, so that the order does not matter. */
function checkSelected(
  set: AttributeSet,
  reader: Reader,
  start: number,
  end: number,
  depth: number,
  family: number,
): void {
  let before: Field | undefined;
  let chosen: AnyCodec | undefined;
  for (let at = start; end - at >= 4; at += align4(reader.u16(at))) {
    const field = set.byNumber[reader.u16(at + 2) & 0x3fff];
    if (field?.codec.shape.kind !== 'select') continue;
    // Chosen once for a run of one field: to look for the sibling each time would take quadratic time.
    if (field !== before || chosen === undefined) {
      chosen = chooseBySibling(set, field.codec.shape, reader, start, end, family);
      before = field;
    }
    try {
      checkPayload(chosen, reader, at + 4, at + reader.u16(at), depth, family);
    } catch (error) {
      throw error instanceof DecodeError ? error.inside(field.name) : error;
    }
  }
}

function badLength(length: number, room: number, at: number): DecodeError {
  return length < 4
    ? new DecodeError(`nla_len ${length} is less than its header`, at)
    : new DecodeError(`nla_len ${length} is more than the ${room} bytes that are there`, at);
}

/** Appends a header and attributes. A view of the same byte order is copied as it came. @throws EncodeError */
export function writeSet(set: AttributeSet, writer: Writer, value: object, family: number): void {
  if (typeof value !== 'object' || value === null)
    throw new EncodeError(`${set.prefix} attributes take an object`);
  if (isViewOf(set, value) && value.$reader.littleEndian === writer.littleEndian) {
    writer.bytes(value.$reader.slice(value.$at - set.headerSpace, value.$end));
    return;
  }
  const input = (value instanceof ViewBase ? value.$plain() : value) as Record<string, unknown>;
  const { header } = set;
  const start = writer.length;
  if (header !== undefined) {
    try {
      header.write(writer, (input['header'] ?? {}) as never, family);
    } catch (error) {
      throw error instanceof EncodeError ? error.inside('header') : error;
    }
    writer.align(start);
  }
  writeAttributes(set, writer, input, set.hasFamily ? writer.u8At(start) : family);
}

function isViewOf(set: AttributeSet, value: object): value is AttributeSetView {
  return value instanceof AttributeSetView && value.$set === set;
}

/**
 * Appends the attributes that `input` has, in the order of its keys.
 * @param siblings what else is in the set, by which a payload may be selected
 * @throws EncodeError
 */
export function writeAttributes(
  set: AttributeSet,
  writer: Writer,
  input: Readonly<Record<string, unknown>>,
  family: number,
  siblings: Readonly<Record<string, unknown>> = input,
): void {
  let field: Field | undefined;
  try {
    for (const name in input) {
      field = undefined;
      const value = input[name];
      if (value === undefined || (name === 'header' && set.header !== undefined)) continue;
      field = set.byName.get(name);
      if (field !== undefined) writeField(set, field, writer, value, siblings, family);
      else if (Object.hasOwn(input, name)) writeOther(set, writer, name, value);
    }
  } catch (error) {
    throw error instanceof EncodeError && field !== undefined ? error.inside(field.name) : error;
  }
}

/** Appends what the table does not name. */
function writeOther(set: AttributeSet, writer: Writer, name: string, value: unknown): void {
  if (name !== '$unknown') {
    throw new EncodeError(`${set.prefix} has no "${name}"${nearest(name, set.byName.keys())}`);
  }
  if (!Array.isArray(value)) throw new EncodeError('takes an array').inside(name);
  for (const unknown of value) writeUnknown(writer, unknown);
}

/** Appends one attribute, or one for each element when it is repeated. */
export function writeField(
  set: AttributeSet,
  field: Field,
  writer: Writer,
  value: unknown,
  siblings: Readonly<Record<string, unknown>>,
  family: number,
): void {
  let { codec } = field;
  if (codec.shape.kind === 'flag' && value !== true) {
    if (value === false) return;
    throw new EncodeError(`a flag takes true or false, got ${String(value)}`);
  }
  let nested: boolean | undefined;
  if (codec.shape.kind === 'select') {
    codec = chooseByInput(set, codec.shape, siblings, value);
    // Bytes in the place of a nest are one; the kernel refuses it without the flag.
    if (codec === bytes) nested = field.codec.nested;
  }
  // A nest for one family may be a number for another: only the one that is written knows its flags.
  if (codec.shape.kind === 'family') codec = codec.shape.cases[family] ?? codec.shape.otherwise;
  if (codec.many) {
    if (!Array.isArray(value)) throw new EncodeError('a repeated attribute takes an array');
    value.forEach((element, index) => {
      writeInside(`[${index}]`, () =>
        writeOne(field.number, codec, nested ?? codec.nested, writer, element, family),
      );
    });
    return;
  }
  writeOne(field.number, codec, nested ?? codec.nested, writer, value, family);
}

function writeOne(
  number: number,
  codec: AnyCodec,
  nested: boolean,
  writer: Writer,
  value: unknown,
  family: number,
): void {
  const at = writer.beginAttribute(nested ? number | NLA_F_NESTED : number);
  codec.write(writer, value as never, family);
  writer.endAttribute(at);
}

function writeInside(name: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw error instanceof EncodeError ? error.inside(name) : error;
  }
}
