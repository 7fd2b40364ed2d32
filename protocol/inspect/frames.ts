import { strayProblem } from '../schema/index.ts';
import {
  align4,
  NLA_F_NESTED,
  NLA_F_NET_BYTEORDER,
  NLA_HDRLEN,
  NLA_TYPE_MASK,
  type Reader,
} from '../wire/index.ts';
import { type Node, node, type Parts } from './node.ts';
import type { Walk } from './payload.ts';

/** An attribute's frame. */
export interface Frame {
  /** Where its `nlattr` begins. */
  readonly at: number;
  /** Where its payload ends: before what `nla_len` says when the bytes do. */
  readonly end: number;
  /** `nla_len`. */
  readonly length: number;
  /** `nla_type`, with flags. */
  readonly type: number;
  /** What is wrong with `nla_len`. */
  readonly problem?: string;
}

/** The attributes in a run of bytes, and what is left of it that is none. */
export interface Frames {
  readonly frames: readonly Frame[];
  readonly rest?: {
    readonly at: number;
    /** `nla_type`, when as much is there. */
    readonly type?: number;
    readonly problem: string;
  };
}

/** Splits the bytes in `at` to `end` into attributes. One that is cut off comes last, with what is there of it. */
export function splitAttributes(reader: Reader, at: number, end: number): Frames {
  const frames: Frame[] = [];
  while (end - at >= NLA_HDRLEN) {
    const length = reader.u16(at);
    const type = reader.u16(at + 2);
    if (length < NLA_HDRLEN) {
      return { frames, rest: { at, type, problem: `nla_len ${length} is less than its header` } };
    }
    if (length > end - at) {
      const problem = `nla_len ${length} is more than the ${end - at} bytes that are there`;
      frames.push({ at, end, length, type, problem });
      return { frames };
    }
    frames.push({ at, end: at + length, length, type });
    at += align4(length);
  }
  if (at < end) {
    return { frames, rest: { at, problem: strayProblem(end - at) } };
  }
  return { frames };
}

/** What all attributes' nodes have. `end` is that of the run of attributes; `path` is for a problem of the frame. */
export function frameParts(
  walk: Walk,
  frame: Frame,
  end: number,
  path: string,
): Omit<Parts, 'name' | 'path'> {
  const { at, length, type, problem } = frame;
  return {
    kind: 'attribute',
    type: type & NLA_TYPE_MASK,
    flags: type & (NLA_F_NESTED | NLA_F_NET_BYTEORDER),
    offset: at - walk.start,
    length,
    padding: Math.max(0, Math.min(align4(length), end - at) - length),
    reader: walk.reader,
    from: at + NLA_HDRLEN,
    to: frame.end,
    problem: problem === undefined ? undefined : { path, problem, offset: at - walk.start },
  };
}

/** Bytes that could not be taken apart, and why; `wrongAt` is where the fault is, if not at their start. */
export function restNode(
  walk: Walk,
  at: number,
  end: number,
  path: string,
  problem: string,
  wrongAt: number = at,
): Node {
  return node({
    kind: 'rest',
    name: 'rest',
    path,
    offset: at - walk.start,
    length: end - at,
    reader: walk.reader,
    from: at,
    to: end,
    problem: { path, problem, offset: wrongAt - walk.start },
  });
}
