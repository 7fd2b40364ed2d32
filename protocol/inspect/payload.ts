import {
  type AnyCodec,
  checkPayload,
  type Member,
  type Shape,
  sizeProblem,
  toPlain,
} from '../schema/index.ts';
import { DecodeError, type Reader } from '../wire/index.ts';
import type { Messages } from './message.ts';
import { type Node, node, type Problem } from './node.ts';
import { walkList, walkRecords } from './sequence.ts';
import { walkSet } from './set.ts';

/** A message that is being walked. */
export interface Walk {
  readonly reader: Reader;
  /** Where the outermost message begins. */
  readonly start: number;
  /** What it and the request that it may repeat are described by. */
  readonly messages: Messages | undefined;
}

/** Where in the message the walk is. */
export interface Place {
  readonly path: string;
  /** Nests around it, counted as the decoder counts them. */
  readonly depth: number;
  /** `AF_*` of the innermost fixed header that has one. */
  readonly family: number;
}

/** What was found in a payload. */
export interface Content {
  /** What described it: wrappers are taken off, a choice is made. */
  readonly codec: AnyCodec | undefined;
  readonly value?: unknown;
  readonly children?: readonly Node[];
  readonly problem?: Problem | undefined;
}

/** `a.b`, `a[0]`. */
export function inside(path: string, name: string): string {
  return name.startsWith('[') || path === '' ? path + name : `${path}.${name}`;
}

/** What is described once the wrappers are taken off. */
export function resolve(codec: AnyCodec, family: number): AnyCodec {
  const { shape } = codec;
  if (shape.kind === 'lazy') return resolve(shape.get(), family);
  if (shape.kind === 'many') return resolve(shape.of, family);
  if (shape.kind === 'family') return resolve(shape.cases[family] ?? shape.otherwise, family);
  return codec;
}

/** Takes the payload in `at` to `end` apart, as far as it can be read. */
export function walkPayload(walk: Walk, described: AnyCodec, at: number, end: number, place: Place): Content {
  const codec = resolve(described, place.family);
  const { shape } = codec;
  const size = end - at;
  const fits = size >= codec.min && size <= codec.max;
  const problem = fits
    ? undefined
    : { path: place.path, problem: sizeProblem(codec, size), offset: at - walk.start };
  if (shape.kind === 'struct') {
    return { codec, children: walkMembers(walk, shape, at, end, place), problem };
  }
  if (shape.kind === 'attributes') {
    const { set } = shape;
    if (!fits) return { codec, children: walkHeader(walk, set.header, at, end, place), problem };
    const family = set.hasFamily ? walk.reader.u8(at) : place.family;
    return { codec, children: walkSet(walk, set, at, end, { ...place, family, depth: place.depth + 1 }) };
  }
  if (shape.kind === 'list') return { codec, children: walkList(walk, shape, at, end, place) };
  if (shape.kind === 'records') return { codec, children: walkRecords(walk, shape, at, end, place) };
  if (shape.kind === 'array' && hasParts(shape.of, place.family)) {
    return { codec, children: walkElements(walk, shape, at, end, place) };
  }
  if (problem !== undefined) return { codec, problem };
  try {
    checkPayload(codec, walk.reader, at, end, place.depth, place.family);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { codec, problem: problemOf(error, walk, place.path) };
  }
  return { codec, value: read(walk, codec, at, end, place) };
}

/** The fixed header before the attributes, or as much of it as is there. */
export function walkHeader(
  walk: Walk,
  header: AnyCodec | undefined,
  at: number,
  end: number,
  place: Place,
  problem?: string,
): Node[] {
  if (header === undefined) return [];
  const last = Math.min(at + header.min, end);
  const path = inside(place.path, 'header');
  const { shape } = header;
  const children =
    shape.kind === 'struct' ? walkMembers(walk, shape, at, last, { ...place, path }) : undefined;
  return [
    node({
      kind: 'header',
      name: 'header',
      path,
      owner: shape.kind === 'struct' ? shape.name : undefined,
      offset: at - walk.start,
      length: last - at,
      codec: header,
      value:
        children === undefined && last - at === header.min ? read(walk, header, at, last, place) : undefined,
      reader: walk.reader,
      from: at,
      to: last,
      ...(children && { children }),
      ...(problem !== undefined && { problem: { path, problem, offset: at - walk.start } }),
    }),
  ];
}

function walkMembers(
  walk: Walk,
  shape: Extract<Shape, { kind: 'struct' }>,
  at: number,
  end: number,
  place: Place,
): Node[] {
  const nodes: Node[] = [];
  let known = at;
  for (const member of shape.members) {
    const from = at + member.offset;
    if (from + member.size > end) break;
    known = from + member.size;
    nodes.push(walkMember(walk, shape.name, member, from, known, place));
  }
  if (known < end) {
    nodes.push(
      node({
        kind: 'tail',
        name: 'tail',
        path: place.path,
        offset: known - walk.start,
        length: end - known,
        reader: walk.reader,
        from: known,
        to: end,
      }),
    );
  }
  return nodes;
}

function walkMember(
  walk: Walk,
  owner: string,
  { name, codec: described, size, padding }: Member,
  at: number,
  end: number,
  place: Place,
): Node {
  const codec = resolve(described, place.family);
  const path = inside(place.path, name);
  return node({
    kind: padding ? 'padding' : 'member',
    name,
    path,
    owner,
    offset: at - walk.start,
    length: size,
    codec,
    reader: walk.reader,
    from: at,
    to: end,
    ...walkFixed(walk, codec, at, end, { ...place, path }),
  });
}

function walkElements(
  walk: Walk,
  shape: Extract<Shape, { kind: 'array' }>,
  at: number,
  end: number,
  place: Place,
): Node[] {
  const codec = resolve(shape.of, place.family);
  const nodes: Node[] = [];
  for (; end - at >= shape.step; at += shape.step) {
    const name = `[${nodes.length}]`;
    const path = inside(place.path, name);
    const last = at + shape.step;
    nodes.push(
      node({
        kind: 'element',
        name,
        path,
        offset: at - walk.start,
        length: shape.step,
        codec,
        reader: walk.reader,
        from: at,
        to: last,
        ...walkFixed(walk, codec, at, last, { ...place, path }),
      }),
    );
  }
  return nodes;
}

/** Members and elements have the size that they need, and the decoder checks no more than that. */
function walkFixed(walk: Walk, codec: AnyCodec, at: number, end: number, place: Place): Partial<Node> {
  const { shape } = codec;
  if (shape.kind === 'struct') return { children: walkMembers(walk, shape, at, end, place) };
  return { value: read(walk, codec, at, end, place) };
}

function read(walk: Walk, codec: AnyCodec, at: number, end: number, place: Place): unknown {
  return toPlain(codec.read(walk.reader, at, end, place.family));
}

function hasParts(codec: AnyCodec, family: number): boolean {
  return resolve(codec, family).shape.kind === 'struct';
}

function problemOf({ problem, path, offset }: DecodeError, walk: Walk, within: string): Problem {
  return { path: path === '' ? within : inside(within, path), problem, offset: offset - walk.start };
}
