import { control, extack } from '../control/index.ts';
import { i32 } from '../schema/index.ts';
import { align4, NLM_F, NLMSG, NLMSG_HDRLEN } from '../wire/index.ts';
import { restNode } from './frames.ts';
import { walkFrame } from './message.ts';
import { type Node, node } from './node.ts';
import { inside, type Walk, walkPayload } from './payload.ts';

/** `struct nlmsgerr`: an int and the request's `nlmsghdr`. */
const NLMSGERR_SIZE = 4 + NLMSG_HDRLEN;

/** The description of a message that all families share. */
export function controlMessage(type: number): (typeof control)[number] | undefined {
  return control.find((message) => message.typeName(type) !== undefined);
}

/** The payload of a message that all families share, whose `nlmsghdr` is at `at`. */
export function walkControl(walk: Walk, at: number, end: number, path: string): Node[] {
  const type = walk.reader.u16(at + 4);
  const payload = at + NLMSG_HDRLEN;
  if (type === NLMSG.ERROR) return walkAck(walk, at, payload, end, path);
  if (type === NLMSG.DONE) return walkDone(walk, at, payload, end, path);
  return tail(walk, payload, end, path);
}

function walkAck(walk: Walk, at: number, payload: number, end: number, path: string): Node[] {
  const { reader } = walk;
  const size = end - payload;
  if (size < NLMSGERR_SIZE) {
    return [
      ...(size < 4 ? [] : [errorNumber(walk, payload, path)]),
      restNode(
        walk,
        size < 4 ? payload : payload + 4,
        end,
        path,
        `struct nlmsgerr needs at least ${NLMSGERR_SIZE} bytes, got ${size}`,
        payload,
      ),
    ];
  }
  const flags = reader.u16(at + 6);
  const request = payload + 4;
  const header = request + NLMSG_HDRLEN;
  // An acknowledgement without an error never repeats the request, whatever older kernels flag.
  const repeated = (flags & NLM_F.CAPPED) === 0 && reader.u32(payload) !== 0;
  const last = repeated ? Math.min(end, Math.max(header, request + reader.u32(request))) : header;
  const nodes = [
    errorNumber(walk, payload, path),
    walkFrame(walk, request, last, { path: inside(path, 'request'), repeated }),
  ];
  if ((flags & NLM_F.ACK_TLVS) === 0) return [...nodes, ...tail(walk, last, end, path)];
  return [...nodes, ...walkExtack(walk, Math.min(payload + align4(last - payload), end), end, path)];
}

function walkDone(walk: Walk, at: number, payload: number, end: number, path: string): Node[] {
  const size = end - payload;
  const attributes = (walk.reader.u16(at + 6) & NLM_F.ACK_TLVS) !== 0;
  if (size >= 4) {
    const error = errorNumber(walk, payload, path);
    return [
      error,
      ...(attributes ? walkExtack(walk, payload + 4, end, path) : tail(walk, payload + 4, end, path)),
    ];
  }
  if (size === 0 && !attributes) return [];
  return [restNode(walk, payload, end, inside(path, 'error'), `an error number needs 4 bytes, got ${size}`)];
}

/** The negative number, or 0. */
function errorNumber(walk: Walk, at: number, path: string): Node {
  return node({
    kind: 'member',
    name: 'error',
    path: inside(path, 'error'),
    owner: 'nlmsgerr',
    offset: at - walk.start,
    length: 4,
    codec: i32,
    value: walk.reader.i32(at),
    reader: walk.reader,
    from: at,
    to: at + 4,
  });
}

function walkExtack(walk: Walk, at: number, end: number, path: string): readonly Node[] {
  const place = { path: inside(path, 'extack'), depth: 0, family: 0 };
  return walkPayload(walk, extack, at, end, place).children ?? [];
}

/** What follows all that is known. */
function tail(walk: Walk, at: number, end: number, path: string): Node[] {
  if (at >= end) return [];
  return [
    node({
      kind: 'tail',
      name: 'tail',
      path,
      offset: at - walk.start,
      length: end - at,
      reader: walk.reader,
      from: at,
      to: end,
    }),
  ];
}
