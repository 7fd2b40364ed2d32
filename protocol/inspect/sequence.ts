import { DEPTH_MAX, type Shape } from '../schema/index.ts';
import { align4, NLA_HDRLEN } from '../wire/index.ts';
import { frameParts, restNode, splitAttributes } from './frames.ts';
import { type Node, node } from './node.ts';
import { inside, type Place, type Walk } from './payload.ts';
import { walkFramed, walkSet } from './set.ts';

/** A nest of attributes that are all alike. */
export function walkList(
  walk: Walk,
  shape: Extract<Shape, { kind: 'list' }>,
  at: number,
  end: number,
  place: Place,
): Node[] {
  const { path, depth } = place;
  if (depth >= DEPTH_MAX) {
    return [restNode(walk, at, end, path, `nested deeper than ${DEPTH_MAX} levels`)];
  }
  const { frames, rest } = splitAttributes(walk.reader, at, end);
  const nodes = frames.map((frame, index) => {
    const name = `[${index}]`;
    const within = { ...place, path: inside(path, name), depth: depth + 1 };
    const parts = frameParts(walk, frame, end, path);
    const content = walkFramed(walk, shape.of, frame, within);
    return node({ ...parts, name, path: within.path, ...content, problem: parts.problem ?? content.problem });
  });
  if (rest !== undefined) nodes.push(restNode(walk, rest.at, end, path, rest.problem));
  return nodes;
}

/** Structs that carry their own length, each with attributes inside. */
export function walkRecords(
  walk: Walk,
  { set, lengthAt }: Extract<Shape, { kind: 'records' }>,
  at: number,
  end: number,
  place: Place,
): Node[] {
  const nodes: Node[] = [];
  const min = set.header?.min ?? NLA_HDRLEN;
  const is = `${set.header?.is ?? set.prefix} and attributes`;
  while (at < end) {
    const room = end - at;
    const name = `[${nodes.length}]`;
    const path = inside(place.path, name);
    if (room < min) {
      nodes.push(restNode(walk, at, end, path, `${is} needs at least ${min} bytes, got ${room}`));
      break;
    }
    const length = walk.reader.u16(at + lengthAt);
    if (length < min) {
      const problem = `its length ${length} is not from ${min} to ${room}`;
      nodes.push(restNode(walk, at, end, path, problem, at + lengthAt));
      break;
    }
    const last = Math.min(at + length, end);
    const family = set.hasFamily ? walk.reader.u8(at) : place.family;
    nodes.push(
      node({
        kind: 'record',
        name,
        path,
        offset: at - walk.start,
        length,
        padding: Math.max(0, Math.min(align4(length), room) - length),
        reader: walk.reader,
        from: at,
        to: last,
        children: walkSet(walk, set, at, last, { path, family, depth: place.depth + 1 }),
        problem:
          length <= room
            ? undefined
            : {
                path,
                problem: `its length ${length} is not from ${min} to ${room}`,
                offset: at - walk.start + lengthAt,
              },
      }),
    );
    at += align4(length);
  }
  return nodes;
}
