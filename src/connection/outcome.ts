import { ack, done, type Extack } from '../../protocol/control/index.ts';
import { DecodeError, NLM_F, NLMSG, NLMSG_HDRLEN, type Reader } from '../../protocol/wire/index.ts';

/** How a request or a dump ended: the `NLMSG_ERROR` or `NLMSG_DONE` for it. */
export interface Outcome {
  /** The positive error number; 0 is success. */
  readonly errno: number;
  /** What the kernel says beside it. */
  readonly extack: Extack | undefined;
}

const SUCCESS: Outcome = { errno: 0, extack: undefined };

/**
 * Reads an `NLMSG_ERROR` or an `NLMSG_DONE`, as far as it can be understood: a request must end whatever else
 * stands there.
 */
export function readOutcome(reader: Reader, at: number, end: number): Outcome {
  const payload = at + NLMSG_HDRLEN;
  if (end - payload < 4) return SUCCESS;
  // Negative; a dump's end may also carry the length that its last step returned.
  const errno = Math.max(0, -reader.i32(payload));
  if ((reader.u16(at + 6) & NLM_F.ACK_TLVS) === 0)
    return errno === 0 ? SUCCESS : { errno, extack: undefined };
  const message = reader.u16(at + 4) === NLMSG.DONE ? done : ack;
  try {
    message.check(reader, at, end);
  } catch (error) {
    if (error instanceof DecodeError) return { errno, extack: undefined };
    throw error;
  }
  return { errno, extack: message.view(reader, at, end).extack };
}
