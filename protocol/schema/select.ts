import { align4, EncodeError, type Reader } from '../wire/index.ts';
import { bytes } from './bytes.ts';
import { type AnyCodec, Codec, type InputOf, type ValueOf } from './codec.ts';
import type { AttributeSet, SelectShape } from './shape.ts';

/** What a selector's values lead to. */
export type Cases = Readonly<Record<string, AnyCodec>>;

/**
 * A payload chosen by a sibling: `select('kind', { vlan, vxlan })` is `IFLA_INFO_DATA` by `IFLA_INFO_KIND`.
 * What no case names stays bytes. A sibling that is a number selects by its decimal text.
 * @param otherwise another selection, for when this one finds no case
 */
export function select<const C extends Cases>(
  by: string,
  cases: C,
  otherwise?: Codec<unknown, never>,
): Codec<ValueOf<C[keyof C]> | ValueOf<typeof bytes>, InputOf<C[keyof C]> | InputOf<typeof bytes>> {
  const never = (): never => {
    throw new TypeError('a selected payload is read and written by its set');
  };
  return new Codec<ValueOf<C[keyof C]> | ValueOf<typeof bytes>, InputOf<C[keyof C]> | InputOf<typeof bytes>>({
    is: `payload by ${by}`,
    nested: true,
    shape: {
      kind: 'select',
      by,
      cases,
      ...(otherwise?.shape.kind === 'select' && { otherwise: otherwise.shape }),
    },
    read: never,
    write: never,
  });
}

/** The codec for a selected payload among the attributes in `start` to `end`, which are known to be well framed. */
export function chooseBySibling(
  set: AttributeSet,
  shape: SelectShape,
  reader: Reader,
  start: number,
  end: number,
  family: number,
): AnyCodec {
  const sibling = set.byName.get(shape.by);
  let found = -1;
  for (let at = start; end - at >= 4; at += align4(reader.u16(at))) {
    if ((reader.u16(at + 2) & 0x3fff) === sibling?.number) found = at;
  }
  const chosen =
    found === -1 || sibling === undefined
      ? undefined
      : choose(shape, sibling.codec.read(reader, found + 4, found + reader.u16(found), family));
  if (chosen !== undefined) return chosen;
  return shape.otherwise === undefined
    ? bytes
    : chooseBySibling(set, shape.otherwise, reader, start, end, family);
}

/**
 * The codec for a selected payload that is about to be written. Without the selector only bytes can be.
 * @throws EncodeError
 */
export function chooseByInput(
  set: AttributeSet,
  shape: SelectShape,
  siblings: Readonly<Record<string, unknown>>,
  payload: unknown,
): AnyCodec {
  const value = siblings[shape.by];
  const sibling = set.byName.get(shape.by)?.codec.shape;
  // A value that has a name may be written as its number too.
  const names = sibling?.kind === 'integer' ? Object.entries(sibling.names ?? {}) : [];
  const chosen = choose(shape, names.find(([, number]) => number === value)?.[0] ?? value);
  if (chosen !== undefined) return chosen;
  if (shape.otherwise !== undefined) return chooseByInput(set, shape.otherwise, siblings, payload);
  if (value === undefined && !(payload instanceof Uint8Array || typeof payload === 'string'))
    throw new EncodeError(`needs "${shape.by}" beside it`);
  return bytes;
}

function choose(shape: SelectShape, value: unknown): AnyCodec | undefined {
  const key = String(value);
  return Object.hasOwn(shape.cases, key) ? shape.cases[key] : undefined;
}
