import { type Node, problemText, show, showMessageFlags } from '../../../protocol/inspect/index.ts';
import { NLA_F_NESTED, NLA_F_NET_BYTEORDER, NLMSG_HDRLEN } from '../../../protocol/wire/index.ts';
import { errnoName } from '../../sys/errno.ts';
import type { Color } from '../print/color.ts';

/** A row of the tree, not yet laid out. */
export interface Row {
  readonly depth: number;
  /** Where the part begins and how long it is; nothing for a remark. */
  readonly place: { readonly offset: number; readonly length: number } | undefined;
  /** What the part is. */
  readonly label: string;
  readonly value: string;
  readonly color: Color | undefined;
  /** The bytes, where no part inside shows them. */
  readonly bytes: Uint8Array | undefined;
}

/** The parts of a message, one a row, each followed by what is wrong with it. */
export function rowsOf(message: Node): Row[] {
  const rows: Row[] = [];
  const request = message.children.find(({ kind }) => kind === 'message');
  const visit = (node: Node, depth: number): void => {
    if (node.kind === 'padding' && node.bytes.every((byte) => byte === 0)) return;
    rows.push(rowOf(node, depth, request));
    for (const child of node.children) visit(child, depth + 1);
    if (node.problem !== undefined) rows.push(remark(`!! ${problemText(node.problem)}`, depth));
  };
  for (const child of message.children) visit(child, 0);
  if (message.children.length === 0) rows.push(...payloadRow(message));
  if (message.problem !== undefined) rows.push(remark(`!! ${problemText(message.problem)}`, 0));
  return rows;
}

function rowOf(node: Node, depth: number, request: Node | undefined): Row {
  const { offset, length, children, bytes } = node;
  return {
    depth,
    place: { offset, length },
    label: labelOf(node),
    value: valueText(node, request),
    color: colorOf(node),
    bytes: children.length > 0 || bytes.length === 0 ? undefined : bytes,
  };
}

/** What a message carries that is not taken apart. */
function payloadRow({ kind, offset, bytes }: Node): Row[] {
  if (bytes.length === 0) return [];
  const place = { offset: kind === 'rest' ? offset : offset + NLMSG_HDRLEN, length: bytes.length };
  return [{ depth: 0, place, label: 'payload', value: '', color: undefined, bytes }];
}

function remark(value: string, depth: number): Row {
  return { depth, place: undefined, label: '', value, color: 'down', bytes: undefined };
}

function labelOf(node: Node): string {
  const { kind, name, constant, owner, type, codec } = node;
  switch (kind) {
    case 'message':
      return `request ${messageName(node)}`;
    case 'header':
      return codec?.is ?? name;
    case 'attribute': {
      const what = constant ?? (name.startsWith('[') ? name : owner === undefined ? '?' : `${owner}_?`);
      return `${what} (${[type, ...attributeFlags(node)].join(', ')})`;
    }
    case 'tail':
      return 'beyond what is known';
    case 'rest':
      return 'not taken apart';
    default:
      return name;
  }
}

/** `RTM_NEWLINK (16)`. */
export function messageName({ constant, type }: Node): string {
  return constant === undefined ? `message type ${type}` : `${constant} (${type})`;
}

/** `NLA_F_*` by name. */
export function attributeFlags({ flags }: Node): string[] {
  return [
    ...((flags & NLA_F_NESTED) !== 0 ? ['NESTED'] : []),
    ...((flags & NLA_F_NET_BYTEORDER) !== 0 ? ['NET_BYTEORDER'] : []),
  ];
}

/** Flags, sequence and port of a message. */
export function messageHeader({ nlmsghdr, type }: Node, rtnetlink: boolean): string {
  if (nlmsghdr === undefined) return '';
  const { flags, sequence, port } = nlmsghdr;
  const names = showMessageFlags(type ?? 0, flags, rtnetlink);
  return `flags ${names}${flags === 0 ? '' : ` (0x${flags.toString(16)})`}, sequence ${sequence}, port ${port}`;
}

function valueText(node: Node, request: Node | undefined): string {
  if (node.kind === 'message') return messageHeader(node, true);
  if (node.kind === 'header') return '';
  if (node.owner === 'nlmsgerr' && typeof node.value === 'number' && node.value < 0) {
    return `${node.value} ${errnoName(-node.value)}`;
  }
  const pointsIntoRequest =
    node.constant === 'NLMSGERR_ATTR_OFFS' || node.constant === 'NLMSGERR_ATTR_MISS_NEST';
  if (pointsIntoRequest && request !== undefined && request.children.length > 0) {
    const path = pathAt(request, request.offset + Number(node.value));
    return `${show(node)}${path === undefined ? '' : `, which is ${path}`}`;
  }
  return show(node);
}

/** The path of the innermost part with that offset inside. */
function pathAt({ children }: Node, offset: number): string | undefined {
  for (const child of children) {
    if (offset >= child.offset && offset < child.offset + child.length)
      return pathAt(child, offset) ?? child.path;
  }
  return undefined;
}

function colorOf({ codec, value, bytes }: Node): Color | undefined {
  if (codec?.shape.kind !== 'address' || value === undefined) return undefined;
  if (codec.shape.of === 'link') return 'mac';
  return bytes.length === 4 ? 'inet' : 'inet6';
}
