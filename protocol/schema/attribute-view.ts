import { align4, type Reader } from '../wire/index.ts';
import { chooseBySibling } from './select.ts';
import type { AttributeSet, Field } from './shape.ts';
import { readUnknown, type UnknownAttribute } from './unknown.ts';
import { toPlain, ViewBase } from './view.ts';

/** A view over attributes that were checked. */
export abstract class AttributeSetView extends ViewBase {
  /** @internal On the prototype. */
  declare readonly $set: AttributeSet;

  override get $bytes(): Uint8Array {
    return this.$reader.slice(Math.min(this.$at - this.$set.headerSpace, this.$end), this.$end);
  }

  get $unknown(): readonly UnknownAttribute[] {
    const { $reader: reader, $end: end, $set: set } = this;
    const unknown: UnknownAttribute[] = [];
    for (let at = this.$at; end - at >= 4; at += align4(reader.u16(at))) {
      if (set.byNumber[reader.u16(at + 2) & 0x3fff] === undefined) {
        unknown.push(readUnknown(reader, at, at + reader.u16(at)));
      }
    }
    return unknown;
  }

  /** The attributes in the order received; where one was sent twice the last counts, in the place of the first. */
  override $plain(): Record<string, unknown> {
    const { $reader: reader, $end: end, $set: set } = this;
    const plain: Record<string, unknown> = {};
    if (set.header !== undefined) plain['header'] = toPlain((this as unknown as { header: unknown }).header);
    let known = true;
    const last = new Map<Field, number>();
    for (let at = this.$at; end - at >= 4; at += align4(reader.u16(at))) {
      const field = set.byNumber[reader.u16(at + 2) & 0x3fff];
      if (field === undefined) known = false;
      else last.set(field, at);
    }
    for (const [field, at] of last) {
      plain[field.name] = toPlain(
        field.codec.many ? readAll(this, field) : readField(this, field, at, at + reader.u16(at)),
      );
    }
    if (!known) plain['$unknown'] = this.$unknown;
    return plain;
  }
}

/** Makes the class of views over a set. */
export function viewClass(
  set: AttributeSet,
): new (
  r: Reader,
  at: number,
  end: number,
  family: number,
) => AttributeSetView {
  const View = class {
    declare readonly $reader: Reader;
    declare readonly $at: number;
    declare readonly $end: number;
    declare readonly $family: number;

    constructor(reader: Reader, at: number, end: number, family: number) {
      this.$reader = reader;
      this.$at = at;
      this.$end = end;
      this.$family = family;
    }
  };
  return inherited(View, set.prefix, set);
}

/**
 * Names a class of views, makes it inherit, and gives its prototype a getter for each attribute of the set. What a view
 * inherits has no constructor, and the class is not declared to inherit: older V8 would spend three times as long in
 * `super()` as in all of the decoding.
 */
export function inherited<A extends unknown[]>(
  View: new (...where: A) => unknown,
  name: string,
  set: AttributeSet,
): new (
  ...where: A
) => AttributeSetView {
  Object.setPrototypeOf(View.prototype, AttributeSetView.prototype);
  Object.defineProperty(View, 'name', { value: name });
  Object.defineProperty(View.prototype, '$set', { value: set });
  for (const field of set.fields) {
    Object.defineProperty(View.prototype, field.name, { enumerable: true, get: getter(field) });
  }
  const { header, headerSpace } = set;
  if (header !== undefined) {
    Object.defineProperty(View.prototype, 'header', {
      enumerable: true,
      get(this: AttributeSetView) {
        const at = this.$at - headerSpace;
        return header.read(this.$reader, at, Math.min(at + header.min, this.$end), this.$family);
      },
    });
  }
  return View as new (
    ...where: A
  ) => AttributeSetView;
}

function getter(field: Field): (this: AttributeSetView) => unknown {
  const { codec, number } = field;
  if (codec.many) {
    return function (this: AttributeSetView) {
      return readAll(this, field);
    };
  }
  if (codec.shape.kind === 'select') {
    return function (this: AttributeSetView) {
      const at = findLast(this.$reader, this.$at, this.$end, number);
      return at === -1 ? undefined : readField(this, field, at, at + this.$reader.u16(at));
    };
  }
  const { read } = codec;
  return function (this: AttributeSetView) {
    const reader = this.$reader;
    const at = findLast(reader, this.$at, this.$end, number);
    return at === -1 ? undefined : read(reader, at + 4, at + reader.u16(at), this.$family);
  };
}

function readField(view: AttributeSetView, field: Field, at: number, end: number): unknown {
  const { $reader: reader, $family: family, $set: set } = view;
  const { codec } = field;
  const chosen =
    codec.shape.kind === 'select'
      ? chooseBySibling(set, codec.shape, reader, view.$at, view.$end, family)
      : codec;
  return chosen.read(reader, at + 4, end, family);
}

/** All occurrences of a repeated attribute, or `undefined` when there is none. */
function readAll(view: AttributeSetView, field: Field): unknown[] | undefined {
  const { $reader: reader, $end: end, $family: family } = view;
  let all: unknown[] | undefined;
  for (let at = view.$at; end - at >= 4; at += align4(reader.u16(at))) {
    if ((reader.u16(at + 2) & 0x3fff) !== field.number) continue;
    all ??= [];
    all.push(field.codec.read(reader, at + 4, at + reader.u16(at), family));
  }
  return all;
}

/** Where the last attribute of this number begins, as the kernel's `nla_parse` has it, or -1. */
function findLast(reader: Reader, at: number, end: number, number: number): number {
  const { view, littleEndian } = reader;
  let found = -1;
  while (end - at >= 4) {
    if ((view.getUint16(at + 2, littleEndian) & 0x3fff) === number) found = at;
    at += (view.getUint16(at, littleEndian) + 3) & ~3;
  }
  return found;
}
