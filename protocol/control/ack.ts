import { type BytesInput, toBytes, toPlain } from '../schema/index.ts';
import {
  align4,
  DecodeError,
  EncodeError,
  type NetlinkHeader,
  NLM_F,
  NLMSG,
  NLMSG_HDRLEN,
  type Reader,
  readHeader,
  type Writer,
} from '../wire/index.ts';
import { readErrorNumber, writeErrorNumber } from './error-number.ts';
import { checkExtack, type Extack, type ExtackInput, extack, writeExtack } from './extack.ts';
import { ControlMessage } from './message.ts';
import { ControlView } from './view.ts';

/** `struct nlmsgerr`: an int and the request's `nlmsghdr`. */
const NLMSGERR_SIZE = 4 + NLMSG_HDRLEN;

/** An answer to a request: an error or, with error 0, an acknowledgement. */
export class Ack extends ControlView {
  get $type(): 'NLMSG_ERROR' {
    return 'NLMSG_ERROR';
  }
  /** The error's number, positive; 0 when the request was carried out. */
  get error(): number {
    return readErrorNumber(this.$reader, this.$payload);
  }
  /** The `nlmsghdr` of the request. */
  get request(): NetlinkHeader {
    return readHeader(this.$reader, this.$payload + 4);
  }
  /** What followed the request's `nlmsghdr`, where the answer repeats it (without `NETLINK_CAP_ACK`). */
  get requestPayload(): Uint8Array | undefined {
    const end = requestEnd(this.$reader, this.$payload, this.$end, this.$flags);
    const at = this.$payload + NLMSGERR_SIZE;
    return end === at ? undefined : this.$reader.slice(at, end);
  }
  /** What the kernel says beside the number (`NETLINK_EXT_ACK`). */
  get extack(): Extack | undefined {
    const at = this.$extackAt;
    return at === -1 ? undefined : extack.read(this.$reader, at, this.$end, 0);
  }
  /** @internal Where the attributes begin, or -1 when there are none. */
  get $extackAt(): number {
    if ((this.$flags & NLM_F.ACK_TLVS) === 0) return -1;
    return align4(requestEnd(this.$reader, this.$payload, this.$end, this.$flags) - this.$at) + this.$at;
  }
  override $plain(): Record<string, unknown> {
    const { error, request, requestPayload, extack } = this;
    return {
      error,
      request,
      ...(requestPayload !== undefined && { requestPayload }),
      ...(extack !== undefined && { extack: toPlain(extack) }),
    };
  }
}

/** What an acknowledgement is written from. */
export interface AckInput {
  /** The error's number, positive; 0 when the request was carried out. */
  readonly error: number;
  readonly request: NetlinkHeader;
  /** Repeats the request, whose length then follows from it; without it the answer is capped. */
  readonly requestPayload?: BytesInput | undefined;
  readonly extack?: ExtackInput | undefined;
}

/** Where the repeated request ends: after its header when the answer is capped. */
function requestEnd(reader: Reader, at: number, end: number, flags: number): number {
  const header = at + NLMSGERR_SIZE;
  if ((flags & NLM_F.CAPPED) !== 0) return header;
  // An acknowledgement without an error never repeats the request, whatever older kernels flag.
  if (reader.u32(at) === 0) return header;
  return Math.min(end, Math.max(header, at + 4 + reader.u32(at + 4)));
}

/** `NLMSG_ERROR`. Source: linux/netlink.h, netlink(7). */
export const ack = new ControlMessage<Ack, AckInput>({
  name: 'ack',
  type: 'NLMSG_ERROR',
  number: NLMSG.ERROR,
  View: Ack,
  check(reader, at, end, flags) {
    if (end - at < NLMSGERR_SIZE) {
      throw new DecodeError(`struct nlmsgerr needs at least ${NLMSGERR_SIZE} bytes, got ${end - at}`, at);
    }
    if ((flags & NLM_F.ACK_TLVS) === 0) return;
    const start = at + align4(requestEnd(reader, at, end, flags) - at);
    checkExtack(reader, Math.min(start, end), end);
  },
  write(writer, { error, request, requestPayload, extack: details }) {
    const start = writer.length;
    writeErrorNumber(writer, error);
    const payload = requestPayload === undefined ? undefined : toBytes(requestPayload);
    writeRequest(
      writer,
      payload === undefined ? request : { ...request, length: NLMSG_HDRLEN + payload.length },
    );
    if (payload !== undefined) {
      if (error === 0) throw new EncodeError('only an error repeats the request').inside('requestPayload');
      writer.bytes(payload);
      writer.align(start);
    }
    return (payload === undefined ? NLM_F.CAPPED : 0) | writeExtack(writer, details);
  },
});

function writeRequest(writer: Writer, { length, type, flags, sequence, port }: NetlinkHeader): void {
  writer.u32(length);
  writer.u16(type);
  writer.u16(flags);
  writer.u32(sequence);
  writer.u32(port);
}
