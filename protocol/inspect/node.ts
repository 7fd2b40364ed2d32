import type { AnyCodec } from '../schema/index.ts';
import type { NetlinkHeader, Reader } from '../wire/index.ts';

/** Something that is wrong, and where. */
export interface Problem {
  /** The place in the message's own words, `link.linkinfo.data.id`, as in a `DecodeError`. */
  readonly path: string;
  readonly problem: string;
  /** In bytes from the start of the message. */
  readonly offset: number;
}

/**
 * What a part of a message is.
 * - `message`: with its `nlmsghdr`; inside another, the request that an acknowledgement repeats
 * - `header`: the fixed header before attributes
 * - `member` of a struct, `padding` between members, `element` of an array
 * - `attribute`: with its `nlattr`; of a nest, or a numbered one of a list
 * - `record`: one of several structs with attributes inside, `struct rtnexthop`
 * - `tail`: bytes behind what the table knows, as newer kernels append them
 * - `rest`: bytes that could not be taken apart; the problem says why
 */
export type NodeKind =
  | 'message'
  | 'header'
  | 'member'
  | 'padding'
  | 'element'
  | 'attribute'
  | 'record'
  | 'tail'
  | 'rest';

/** A part of a message, with the parts inside it. */
export interface Node {
  readonly kind: NodeKind;
  /** The name in the tables (`ifname`), `[0]` for the first of many; the number of an attribute that no table names. */
  readonly name: string;
  /** `link.linkinfo.data.id`. */
  readonly path: string;
  /** The kernel's name: `IFLA_IFNAME`, `RTM_NEWLINK`. */
  readonly constant: string | undefined;
  /** The struct or the constants' prefix that it belongs to: `ifa_cacheinfo`, `IFLA_VLAN`. */
  readonly owner: string | undefined;
  /** Of a message its `nlmsghdr`. */
  readonly nlmsghdr: NetlinkHeader | undefined;
  /** `nla_type` of an attribute, without flags. */
  readonly type: number | undefined;
  /** `NLA_F_NESTED`, `NLA_F_NET_BYTEORDER`. */
  readonly flags: number;
  /** Where it begins, its own header included, in bytes from the start of the (outermost) message. */
  readonly offset: number;
  /** Its bytes, its own header included: `nlmsg_len` and `nla_len` as they are written there, right or wrong. */
  readonly length: number;
  /** Bytes of alignment that follow it. */
  readonly padding: number;
  /** How the payload is described; nothing when no table describes it. */
  readonly codec: AnyCodec | undefined;
  /** What a payload without parts means; `undefined` when it has parts, is not described, or is wrong. */
  readonly value: unknown;
  /** The payload: not the headers, not the padding. */
  readonly bytes: Uint8Array;
  readonly problem: Problem | undefined;
  readonly children: readonly Node[];
}

/** What a node is made from; what is not given is not there. */
export type Parts = Pick<Node, 'kind' | 'name' | 'path' | 'offset' | 'length'> &
  Partial<Node> & {
    readonly reader: Reader;
    /** Where in the reader the payload begins. */
    readonly from: number;
    /** Where it ends. */
    readonly to: number;
  };

/** Makes a node. */
export function node(parts: Parts): Node {
  return new Part(parts);
}

const nothing: readonly Node[] = [];

class Part implements Node {
  readonly kind: NodeKind;
  readonly name: string;
  readonly path: string;
  readonly constant: string | undefined;
  readonly owner: string | undefined;
  readonly nlmsghdr: NetlinkHeader | undefined;
  readonly type: number | undefined;
  readonly flags: number;
  readonly offset: number;
  readonly length: number;
  readonly padding: number;
  readonly codec: AnyCodec | undefined;
  readonly value: unknown;
  readonly problem: Problem | undefined;
  readonly children: readonly Node[];
  readonly #reader: Reader;
  readonly #from: number;
  readonly #to: number;

  constructor(parts: Parts) {
    this.kind = parts.kind;
    this.name = parts.name;
    this.path = parts.path;
    this.constant = parts.constant;
    this.owner = parts.owner;
    this.nlmsghdr = parts.nlmsghdr;
    this.type = parts.type;
    this.flags = parts.flags ?? 0;
    this.offset = parts.offset;
    this.length = parts.length;
    this.padding = parts.padding ?? 0;
    this.codec = parts.codec;
    this.value = parts.value;
    this.problem = parts.problem;
    this.children = parts.children ?? nothing;
    this.#reader = parts.reader;
    this.#from = parts.from;
    this.#to = parts.to;
  }

  // Made when asked for: most of the time that a long message takes went into these.
  get bytes(): Uint8Array {
    return this.#reader.slice(this.#from, this.#to);
  }
}

/**
 * All that is wrong in a message, in the order of the bytes. A request that it repeats does not count: that it may
 * be wrong is what the message is about.
 */
export function problems(tree: Node): Problem[] {
  const all: Problem[] = [];
  const visit = ({ problem, children }: Node) => {
    if (problem !== undefined) all.push(problem);
    for (const child of children) if (child.kind !== 'message') visit(child);
  };
  visit(tree);
  return all;
}

/** A problem in one line, in the words of a `DecodeError`. */
export function problemText({ path, problem, offset }: Problem): string {
  return `${path === '' ? '' : `${path}: `}${problem} (at byte ${offset})`;
}
