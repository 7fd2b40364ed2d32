import { RangeView } from '../schema/index.ts';
import { NLMSG_HDRLEN } from '../wire/index.ts';

/** What the views of all control messages have; `$at` is where the message's own header begins. */
export abstract class ControlView extends RangeView {
  /** `nlmsg_flags`, `NLM_F`. */
  get $flags(): number {
    return this.$reader.u16(this.$at + 6);
  }
  /** `nlmsg_seq`: of the request that it answers. */
  get $sequence(): number {
    return this.$reader.u32(this.$at + 8);
  }
  /** `nlmsg_pid`. */
  get $port(): number {
    return this.$reader.u32(this.$at + 12);
  }
  /** @internal Where the payload begins. */
  get $payload(): number {
    return this.$at + NLMSG_HDRLEN;
  }
}
