import {
  EncodeError,
  NLA_F_NESTED,
  NLA_F_NET_BYTEORDER,
  NLA_TYPE_MASK,
  type Reader,
  type Writer,
} from '../wire/index.ts';
import { type BytesInput, toBytes } from './bytes.ts';

/** An attribute that no table names. */
export interface UnknownAttribute {
  /** `nla_type` without its two flags. */
  readonly type: number;
  /** `NLA_F_NESTED`. */
  readonly nested?: boolean | undefined;
  /** `NLA_F_NET_BYTEORDER`. */
  readonly netByteOrder?: boolean | undefined;
  /** The payload, in the byte order of the host that wrote it. */
  readonly bytes: BytesInput;
}

/** The attribute at `at`, which ends at `end`. */
export function readUnknown(reader: Reader, at: number, end: number): UnknownAttribute {
  const type = reader.u16(at + 2);
  return {
    type: type & NLA_TYPE_MASK,
    ...((type & NLA_F_NESTED) !== 0 && { nested: true }),
    ...((type & NLA_F_NET_BYTEORDER) !== 0 && { netByteOrder: true }),
    bytes: reader.slice(at + 4, end),
  };
}

/** Appends it. @throws EncodeError */
export function writeUnknown(writer: Writer, { type, nested, netByteOrder, bytes }: UnknownAttribute): void {
  if (!Number.isInteger(type) || type < 0 || type > NLA_TYPE_MASK) {
    throw new EncodeError(`nla_type takes a whole number from 0 to ${NLA_TYPE_MASK}, got ${String(type)}`);
  }
  const at = writer.beginAttribute(
    type | (nested ? NLA_F_NESTED : 0) | (netByteOrder ? NLA_F_NET_BYTEORDER : 0),
  );
  writer.bytes(toBytes(bytes));
  writer.endAttribute(at);
}
