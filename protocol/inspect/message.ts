import { type AnyMessage, sizeProblem } from '../schema/index.ts';
import { align4, NLMSG_HDRLEN, readHeader } from '../wire/index.ts';
import { controlMessage, walkControl } from './control.ts';
import { type Node, node, type Problem } from './node.ts';
import { type Walk, walkHeader } from './payload.ts';
import { walkSet } from './set.ts';

/** The messages of a netlink family by their types; a `Protocol` is one. */
export interface Messages {
  byType(type: number): AnyMessage | undefined;
}

/**
 * The message that begins at `at`; the bytes end at `limit`.
 * @param request in an acknowledgement the request: its path, and whether more than its header is there
 */
export function walkFrame(
  walk: Walk,
  at: number,
  limit: number,
  request: { readonly path: string; readonly repeated: boolean } | undefined,
): Node {
  const { reader } = walk;
  const room = limit - at;
  const offset = at - walk.start;
  const bad = (problem: string): { problem: Problem } => ({ problem: { path: '', problem, offset } });
  if (room < NLMSG_HDRLEN) {
    return node({
      kind: 'rest',
      name: 'rest',
      path: request?.path ?? '',
      offset,
      length: room,
      reader,
      from: at,
      to: limit,
      ...bad(`a message header needs ${NLMSG_HDRLEN} bytes, got ${room}`),
    });
  }
  const nlmsghdr = readHeader(reader, at);
  const { length, type } = nlmsghdr;
  const described = walk.messages?.byType(type) ?? controlMessage(type);
  const header = request?.repeated === false;
  const framed = length >= NLMSG_HDRLEN && length <= room;
  const end = framed ? at + length : limit;
  const path = request?.path ?? described?.name ?? String(type);
  return node({
    kind: 'message',
    name: request === undefined ? path : 'request',
    path,
    constant: described?.typeName(type),
    nlmsghdr,
    type,
    offset,
    length,
    padding: Math.min(align4(end - at), room) - (end - at),
    reader,
    from: at + NLMSG_HDRLEN,
    to: end,
    children: header ? [] : walkBody(walk, described, at, end, path),
    ...(length < NLMSG_HDRLEN && !header && bad(`nlmsg_len ${length} is less than its header`)),
    ...(length > room && !header && bad(`nlmsg_len ${length} is more than the ${room} bytes that are there`)),
  });
}

type Described = AnyMessage | ReturnType<typeof controlMessage>;

function walkBody(walk: Walk, described: Described, at: number, end: number, path: string): readonly Node[] {
  if (described === undefined) return [];
  return 'set' in described
    ? walkPayloadOf(walk, described, at, end, path)
    : walkControl(walk, at, end, path);
}

function walkPayloadOf(walk: Walk, { set }: AnyMessage, at: number, end: number, path: string): Node[] {
  const payload = at + NLMSG_HDRLEN;
  const size = end - payload;
  const place = { path, depth: 0, family: size > 0 ? walk.reader.u8(payload) : 0 };
  const { header } = set;
  if (header === undefined || size >= header.min) return walkSet(walk, set, payload, end, place);
  // RTM_GET*: the kernel takes a bare rtgenmsg, the family alone.
  const bare = size >= 1 && (walk.reader.u16(at + 4) & 3) === 2;
  return walkHeader(walk, header, payload, end, place, bare ? undefined : sizeProblem(header, size));
}
