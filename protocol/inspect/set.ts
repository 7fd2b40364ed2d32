import {
  type AnyCodec,
  type AttributeSet,
  bytes,
  DEPTH_MAX,
  type Field,
  type Shape,
} from '../schema/index.ts';
import { NLA_F_NESTED, NLA_HDRLEN, NLA_TYPE_MASK } from '../wire/index.ts';
import { type Frame, type Frames, frameParts, restNode, splitAttributes } from './frames.ts';
import { type Node, node } from './node.ts';
import { type Content, inside, type Place, type Walk, walkHeader, walkPayload } from './payload.ts';

/** Takes a fixed header, if the set has one, and the attributes behind it apart. */
export function walkSet(walk: Walk, set: AttributeSet, at: number, end: number, place: Place): Node[] {
  const nodes = walkHeader(walk, set.header, at, end, place);
  const first = Math.min(at + set.headerSpace, end);
  if (place.depth > DEPTH_MAX) {
    nodes.push(restNode(walk, first, end, place.path, `nested deeper than ${DEPTH_MAX} levels`));
    return nodes;
  }
  const split = splitAttributes(walk.reader, first, end);
  const choose = chooser(walk, set, split, place);
  const counts = new Map<Field, number>();
  for (const frame of split.frames) {
    const field = set.byNumber[frame.type & NLA_TYPE_MASK];
    if (field === undefined) {
      nodes.push(walkUnknown(walk, frame, end, place, set.prefix));
      continue;
    }
    let path = inside(place.path, field.name);
    if (field.codec.many) {
      const count = counts.get(field) ?? 0;
      counts.set(field, count + 1);
      path += `[${count}]`;
    }
    const codec = field.codec.shape.kind === 'select' ? choose(field.codec.shape) : field.codec;
    const parts = frameParts(walk, frame, end, path);
    const content = walkFramed(walk, codec, frame, { ...place, path });
    nodes.push(
      node({
        ...parts,
        name: field.name,
        path,
        constant: field.constant,
        owner: set.prefix,
        ...content,
        problem: parts.problem ?? content.problem,
      }),
    );
  }
  const { rest } = split;
  if (rest !== undefined) {
    const field = rest.type === undefined ? undefined : set.byNumber[rest.type & NLA_TYPE_MASK];
    const path = field === undefined ? place.path : inside(place.path, field.name);
    nodes.push(restNode(walk, rest.at, end, path, rest.problem));
  }
  return nodes;
}

/** The payload of an attribute; of one that is cut off, only parts that are whole. */
export function walkFramed(walk: Walk, codec: AnyCodec, frame: Frame, place: Place): Content {
  const content = walkPayload(walk, codec, frame.at + NLA_HDRLEN, frame.end, place);
  return frame.problem === undefined ? content : { ...content, value: undefined };
}

type Select = Extract<Shape, { kind: 'select' }>;

/** Makes the choices of sub-messages by their siblings, the last of each number as in the kernel; each choice once. */
function chooser(
  walk: Walk,
  set: AttributeSet,
  { frames }: Frames,
  place: Place,
): (shape: Select) => AnyCodec {
  const chosen = new Map<Select, AnyCodec>();
  const siblingValue = (name: string): unknown => {
    const sibling = set.byName.get(name);
    let value: unknown;
    for (const frame of frames) {
      if (sibling !== undefined && (frame.type & NLA_TYPE_MASK) === sibling.number) {
        value = walkFramed(walk, sibling.codec, frame, place).value;
      }
    }
    return value;
  };
  const make = ({ by, cases, otherwise }: Select): AnyCodec => {
    const key = String(siblingValue(by));
    const found = Object.hasOwn(cases, key) ? cases[key] : undefined;
    return found ?? (otherwise === undefined ? bytes : make(otherwise));
  };
  return (shape) => {
    const codec = chosen.get(shape) ?? make(shape);
    chosen.set(shape, codec);
    return codec;
  };
}

/** An attribute that no table names. One that says it is a nest is taken apart, if it can be wholly. */
export function walkUnknown(
  walk: Walk,
  frame: Frame,
  end: number,
  place: Place,
  owner: string | undefined,
): Node {
  const name = String(frame.type & NLA_TYPE_MASK);
  const path = inside(place.path, name);
  const nested = (frame.type & NLA_F_NESTED) !== 0 && frame.problem === undefined;
  return node({
    ...frameParts(walk, frame, end, place.path),
    name,
    path,
    owner,
    ...(nested && { children: walkUnknownNest(walk, frame, { ...place, path, depth: place.depth + 1 }) }),
  });
}

function walkUnknownNest(walk: Walk, { at, end }: Frame, place: Place): Node[] {
  if (place.depth > DEPTH_MAX) return [];
  const { frames, rest } = splitAttributes(walk.reader, at + NLA_HDRLEN, end);
  if (rest !== undefined || frames.at(-1)?.problem !== undefined) return [];
  return frames.map((frame) => walkUnknown(walk, frame, end, place, undefined));
}
