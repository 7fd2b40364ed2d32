import { NLMSG_HDRLEN } from './align.ts';
import type { Reader } from './reader.ts';
import type { Writer } from './writer.ts';

/** `NLM_F_*`, `struct nlmsghdr.nlmsg_flags`. Some bits mean different things in a request of another kind. */
export const NLM_F = {
  REQUEST: 0x01,
  MULTI: 0x02,
  ACK: 0x04,
  ECHO: 0x08,
  DUMP_INTR: 0x10,
  DUMP_FILTERED: 0x20,
  /** In a GET: the whole table, not one entry. */
  ROOT: 0x100,
  /** In a GET: every entry that matches. */
  MATCH: 0x200,
  ATOMIC: 0x400,
  /** `ROOT | MATCH`. */
  DUMP: 0x300,
  /** In a NEW: take the place of what is there. */
  REPLACE: 0x100,
  /** In a NEW: fail when it is there. */
  EXCL: 0x200,
  CREATE: 0x400,
  APPEND: 0x800,
  /** In a DEL: do not delete recursively. */
  NONREC: 0x100,
  /** In a DEL: delete many at once. */
  BULK: 0x200,
  /** In an acknowledgement: the request is not repeated in it. */
  CAPPED: 0x100,
  /** In an acknowledgement: extended acknowledgement attributes follow. */
  ACK_TLVS: 0x200,
} as const;

/** `NLMSG_*`: the message types below `NLMSG_MIN_TYPE`, alike in every family. */
export const NLMSG = { NOOP: 1, ERROR: 2, DONE: 3, OVERRUN: 4, MIN_TYPE: 16 } as const;

/** `struct nlmsghdr`, all in host byte order. */
export interface NetlinkHeader {
  /** `nlmsg_len`: bytes of the message, this header included. */
  readonly length: number;
  readonly type: number;
  readonly flags: number;
  readonly sequence: number;
  /** `nlmsg_pid`: the port of the sender; 0 is the kernel. */
  readonly port: number;
}

/** Reads the `nlmsghdr` at `at`, which must have its 16 bytes. */
export function readHeader(reader: Reader, at: number): NetlinkHeader {
  return {
    length: reader.u32(at),
    type: reader.u16(at + 4),
    flags: reader.u16(at + 6),
    sequence: reader.u32(at + 8),
    port: reader.u32(at + 12),
  };
}

/** Opens a message; give what it returns to `endMessage`. */
export function beginMessage(
  writer: Writer,
  type: number,
  flags: number,
  sequence: number,
  port: number,
): number {
  const at = writer.length;
  writer.u32(NLMSG_HDRLEN);
  writer.u16(type);
  writer.u16(flags);
  writer.u32(sequence);
  writer.u32(port);
  return at;
}

/** Closes a message: writes its length. */
export function endMessage(writer: Writer, at: number): void {
  writer.patchU32(at, writer.length - at);
}
