import {
  attributes,
  bytes,
  checkPayload,
  enumeration,
  type InputOf,
  i64,
  text,
  u32,
  u64,
  type ValueOf,
} from '../schema/index.ts';
import { DecodeError, EncodeError, NLM_F, type Reader, type Writer } from '../wire/index.ts';

/** `NL_ATTR_TYPE_*`: what an attribute has to be. */
export const NL_ATTR_TYPE = enumeration('NL_ATTR_TYPE', u32, {
  invalid: 0,
  flag: 1,
  u8: 2,
  u16: 3,
  u32: 4,
  u64: 5,
  s8: 6,
  s16: 7,
  s32: 8,
  s64: 9,
  binary: 10,
  string: 11,
  nulString: 12,
  nested: 13,
  nestedArray: 14,
  bitfield32: 15,
  sint: 16,
  uint: 17,
});

/** What the kernel takes for an attribute that it refused. Lengths are bytes. */
export const policy = attributes('NL_POLICY_TYPE_ATTR', {
  type: [1, NL_ATTR_TYPE],
  minValueS: [2, i64],
  maxValueS: [3, i64],
  minValueU: [4, u64],
  maxValueU: [5, u64],
  minLength: [6, u32],
  maxLength: [7, u32],
  policyIdx: [8, u32],
  policyMaxtype: [9, u32],
  bitfield32Mask: [10, u32],
  pad: [11, bytes],
  mask: [12, u64],
});

/** Extended acknowledgement: what the kernel says beside the error's number. Source: linux/netlink.h, netlink(7). */
export const extack = attributes('NLMSGERR_ATTR', {
  /** An error, or with error 0 a warning, in words. */
  msg: [1, text],
  /** The attribute that was refused: bytes from the start of the request's `nlmsghdr`. */
  offs: [2, u32],
  /** Identifies what was made; the subsystem gives it a meaning. */
  cookie: [3, bytes],
  policy: [4, policy],
  /** The number of an attribute that is missing. */
  missType: [5, u32],
  /** The nest that it is missing from, as `offs`; absent at the message's own level. */
  missNest: [6, u32],
});

/** `extack` as it is read. */
export type Extack = ValueOf<typeof extack>;

/** What `extack` is written from. */
export type ExtackInput = InputOf<typeof extack>;

/** Checks the attributes in `at` to `end`. @throws DecodeError */
export function checkExtack(reader: Reader, at: number, end: number): void {
  try {
    checkPayload(extack, reader, at, end, 0, 0);
  } catch (error) {
    throw error instanceof DecodeError ? error.inside('extack') : error;
  }
}

/** Appends the attributes, if any, and returns the flag that says so. @throws EncodeError */
export function writeExtack(writer: Writer, value: ExtackInput | undefined): number {
  if (value === undefined) return 0;
  try {
    extack.write(writer, value, 0);
  } catch (error) {
    throw error instanceof EncodeError ? error.inside('extack') : error;
  }
  return NLM_F.ACK_TLVS;
}
