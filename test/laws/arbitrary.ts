import fc from 'fast-check';
import type {
  AnyCodec,
  AnyMessage,
  AttributeSet,
  Field,
  Member,
  Shape,
} from '../../protocol/schema/index.ts';
import { formatIPv6, hexFromBytes } from '../../protocol/schema/index.ts';

/** Families on which payloads depend: none, IPv4, bridge, IPv6, MPLS. */
const FAMILIES = [0, 2, 7, 10, 28];

/** How deep generated messages nest: the decoder's own limit is tried apart. */
const DEPTH = 4;

export interface Sample {
  readonly type: string;
  readonly input: Record<string, unknown>;
}

/** A request, reply or event of this kind, with anything in it that its table allows. */
export function messageInput(message: AnyMessage): fc.Arbitrary<Sample> {
  const family = message.set.hasFamily ? fc.constantFrom(...FAMILIES) : fc.constant(0);
  return fc.record({
    type: fc.constantFrom(...Object.keys(message.types)),
    input: family.chain((number) =>
      setInput(message.set, number, 0).map((input) =>
        message.set.hasFamily
          ? { ...input, header: { ...(input['header'] as object), family: number } }
          : input,
      ),
    ),
  });
}

function setInput(set: AttributeSet, family: number, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const few = { maxLength: Math.min(set.fields.length, depth === 0 ? 12 : 5) };
  const attributes = fc
    .shuffledSubarray([...set.fields], few)
    .chain((fields) => fc.tuple(...withoutSelectors(fields).map((field) => fieldInput(field, family, depth))))
    .map((parts) => Object.fromEntries(parts.flat()));
  if (set.header === undefined) return attributes;
  return fc
    .tuple(valueInput(set.header, family, depth), attributes)
    .map(([header, rest]) => ({ header, ...rest }));
}

/** One selected payload for each selector, which brings the selector itself. */
function withoutSelectors(fields: readonly Field[]): readonly Field[] {
  const selecting = new Map<string, Field>();
  for (const field of fields)
    if (field.codec.shape.kind === 'select') selecting.set(field.codec.shape.by, field);
  return fields.filter(({ name, codec: { shape } }, index) =>
    shape.kind === 'select' ? selecting.get(shape.by) === fields[index] : !selecting.has(name),
  );
}

type Entry = [string, unknown];

/** A selected payload brings the sibling that selects it. */
function fieldInput(field: Field, family: number, depth: number): fc.Arbitrary<Entry[]> {
  const { shape } = field.codec;
  if (shape.kind !== 'select')
    return valueInput(field.codec, family, depth).map((value) => [[field.name, value]]);
  return fc.constantFrom(...Object.keys(shape.cases)).chain((key) =>
    valueInput(shape.cases[key] as AnyCodec, family, depth + 1).map((value): Entry[] => [
      [shape.by, /^\d+$/.test(key) ? Number(key) : key],
      [field.name, value],
    ]),
  );
}

/** Anything that this codec can write. */
export function valueInput(codec: AnyCodec, family: number, depth: number): fc.Arbitrary<unknown> {
  const { shape } = codec;
  switch (shape.kind) {
    case 'integer':
      return integerInput(shape);
    case 'flag':
      return fc.constant(true);
    case 'text':
      return textInput(Math.min(shape.most - 1, 40));
    case 'bytes':
      return fc.uint8Array({ minLength: codec.min, maxLength: Math.min(codec.max, Math.max(codec.min, 24)) });
    case 'address':
      return addressInput(shape.of, codec);
    case 'struct':
      return structInput(shape.members, family, depth);
    case 'attributes':
      if (depth >= DEPTH) return fc.constant({});
      return setInput(shape.set, family, depth + 1);
    case 'array':
    case 'list':
      return fc.array(valueInput(shape.of, family, depth + 1), { maxLength: 3 });
    case 'many':
      return fc.array(valueInput(shape.of, family, depth), { minLength: 1, maxLength: 3 });
    case 'records':
      return fc.array(setInput(shape.set, family, depth + 1), { maxLength: 3 });
    case 'family':
      return valueInput(shape.cases[family] ?? shape.otherwise, family, depth);
    case 'lazy':
      return depth >= DEPTH ? fc.constant({}) : valueInput(shape.get(), family, depth + 1);
    case 'custom':
      return fc.constantFrom(...shape.examples);
    case 'select':
      throw new TypeError('a selected payload is generated with its selector');
  }
}

function integerInput(shape: Extract<Shape, { kind: 'integer' }>): fc.Arbitrary<unknown> {
  const { bits, signed } = shape;
  if (bits === 64) return signed ? fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n) : fc.bigInt(0n, 2n ** 64n - 1n);
  const any = signed
    ? fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 })
    : fc.integer({ min: 0, max: 2 ** bits - 1 });
  const names = Object.keys(shape.names ?? {});
  if (names.length === 0) return any;
  return fc.oneof(any, shape.flags === true ? fc.subarray(names) : fc.constantFrom(...names));
}

/** Any characters but zero, at most `most` bytes of UTF-8. */
function textInput(most: number): fc.Arbitrary<string> {
  return fc.string({ unit: 'grapheme', maxLength: most }).map((text) => {
    let kept = '';
    for (const character of text.replaceAll('\0', '')) {
      if (new TextEncoder().encode(kept + character).length > most) break;
      kept += character;
    }
    return kept;
  });
}

function addressInput(of: 'ipv4' | 'ipv6' | 'ip' | 'link', codec: AnyCodec): fc.Arbitrary<string> {
  const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
  const ipv4 = bytes(4).map((four) => four.join('.'));
  const ipv6 = bytes(16).map((sixteen) => formatIPv6(sixteen, 0));
  if (of === 'ipv4') return ipv4;
  if (of === 'ipv6') return ipv6;
  if (of === 'ip') return fc.oneof(ipv4, ipv6);
  return fc
    .uint8Array({ minLength: codec.min, maxLength: codec.max })
    .map((address) => hexFromBytes(address, ':'));
}

function structInput(members: readonly Member[], family: number, depth: number): fc.Arbitrary<unknown> {
  const seen = members.filter((member) => !member.padding);
  return fc.record(
    Object.fromEntries(seen.map((member) => [member.name, valueInput(member.codec, family, depth)])),
    { requiredKeys: [] },
  );
}
