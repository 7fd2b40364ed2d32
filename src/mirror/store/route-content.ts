import { align4, type Reader } from '../../../protocol/wire/index.ts';

/** How alike two routes are. */
export const SAME = 0;
/** All is the same but what the kernel changes without a word: flags of ways (`dead`, `linkdown`), ages. */
export const SAME_BUT_STATE = 1;
export const DIFFERENT = 2;
export type Likeness = typeof SAME | typeof SAME_BUT_STATE | typeof DIFFERENT;

/** Compares two route messages, each in `at` (its `nlmsghdr`) to `end`, their `nlmsghdr` left out. */
export function compareRoutes(
  one: Reader,
  at: number,
  end: number,
  other: Reader,
  otherAt: number,
  otherEnd: number,
): Likeness {
  if (end - at !== otherEnd - otherAt) return DIFFERENT;
  let likeness: Likeness = SAME;
  const whole = (end - at) & ~3;
  for (let step = RTMSG; step < whole; step += 4) {
    if (one.view.getUint32(at + step) === other.view.getUint32(otherAt + step)) continue;
    if (step !== RTM_FLAGS) return sameButState(one, at, end, other, otherAt);
    likeness = SAME_BUT_STATE;
  }
  for (let step = whole; step < end - at; step++) {
    if (one.u8(at + step) !== other.u8(otherAt + step)) return DIFFERENT;
  }
  return likeness;
}

/** Compares attribute by attribute; both are of one length. */
function sameButState(one: Reader, at: number, end: number, other: Reader, otherAt: number): Likeness {
  if (!sameBytes(one, at + RTMSG, at + RTM_FLAGS, other, otherAt + RTMSG)) return DIFFERENT;
  const shift = otherAt - at;
  for (let a = at + ATTRIBUTES; end - a >= 4; ) {
    const length = one.u16(a);
    const type = one.u16(a + 2);
    if (other.u16(a + shift) !== length || other.u16(a + shift + 2) !== type) return DIFFERENT;
    const stop = a + length;
    const number = type & 0x3fff;
    const same =
      number === RTA_CACHEINFO ||
      (number === RTA_MULTIPATH
        ? sameHops(one, a + 4, stop, other, a + 4 + shift)
        : sameBytes(one, a + 4, stop, other, a + 4 + shift));
    if (!same) return DIFFERENT;
    a += align4(length);
  }
  return SAME_BUT_STATE;
}

function sameHops(one: Reader, at: number, end: number, other: Reader, otherAt: number): boolean {
  const shift = otherAt - at;
  for (let hop = at; end - hop >= RTNEXTHOP; ) {
    const length = one.u16(hop);
    if (other.u16(hop + shift) !== length) return false;
    // The weight and the index; between the length and the weight lie the flags.
    if (!sameBytes(one, hop + 3, hop + length, other, hop + 3 + shift)) return false;
    hop += align4(length);
  }
  return true;
}

export function sameBytes(one: Reader, at: number, end: number, other: Reader, otherAt: number): boolean {
  const shift = otherAt - at;
  for (let a = at; a < end; a++) if (one.u8(a) !== other.u8(a + shift)) return false;
  return true;
}

/** Where `struct rtmsg` begins, its `rtm_flags`, and the attributes, from the start of the `nlmsghdr`. */
const RTMSG = 16;
const RTM_FLAGS = 24;
const ATTRIBUTES = 28;
const RTNEXTHOP = 8;
const RTA_MULTIPATH = 9;
const RTA_CACHEINFO = 12;
