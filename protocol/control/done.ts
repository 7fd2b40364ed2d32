import { toPlain } from '../schema/index.ts';
import { DecodeError, NLM_F, NLMSG } from '../wire/index.ts';
import { readErrorNumber, writeErrorNumber } from './error-number.ts';
import { checkExtack, type Extack, type ExtackInput, extack, writeExtack } from './extack.ts';
import { ControlMessage } from './message.ts';
import { ControlView } from './view.ts';

/** The end of a dump, or of another answer in several messages. */
export class Done extends ControlView {
  get $type(): 'NLMSG_DONE' {
    return 'NLMSG_DONE';
  }
  /** The error that ended the dump early, positive; 0 when it is whole. */
  get error(): number {
    return this.$end - this.$payload < 4 ? 0 : readErrorNumber(this.$reader, this.$payload);
  }
  /** What the kernel says beside the number (`NETLINK_EXT_ACK`). */
  get extack(): Extack | undefined {
    const at = this.$extackAt;
    return at === -1 ? undefined : extack.read(this.$reader, at, this.$end, 0);
  }
  /** @internal Where the attributes begin, or -1 when there are none. */
  get $extackAt(): number {
    return (this.$flags & NLM_F.ACK_TLVS) === 0 ? -1 : this.$payload + 4;
  }
  override $plain(): Record<string, unknown> {
    const { error, extack } = this;
    return { error, ...(extack !== undefined && { extack: toPlain(extack) }) };
  }
}

/** What the end of a dump is written from. */
export interface DoneInput {
  /** The error's number, positive; 0 or left out when the dump is whole. */
  readonly error?: number | undefined;
  readonly extack?: ExtackInput | undefined;
}

/** `NLMSG_DONE`: an int, which some families leave out. Source: linux/netlink.h, netlink(7). */
export const done = new ControlMessage<Done, DoneInput>({
  name: 'done',
  type: 'NLMSG_DONE',
  number: NLMSG.DONE,
  View: Done,
  check(reader, at, end, flags) {
    const size = end - at;
    const attributes = (flags & NLM_F.ACK_TLVS) !== 0;
    if (size < 4 && (size !== 0 || attributes)) {
      throw new DecodeError(`an error number needs 4 bytes, got ${size}`, at).inside('error');
    }
    if (attributes) checkExtack(reader, at + 4, end);
  },
  write(writer, { error = 0, extack: details }) {
    writeErrorNumber(writer, error);
    return writeExtack(writer, details);
  },
});
