import { NLMSG } from '../wire/index.ts';
import { ControlMessage } from './message.ts';
import { ControlView } from './view.ts';

/** A message that says nothing. */
export class Noop extends ControlView {
  get $type(): 'NLMSG_NOOP' {
    return 'NLMSG_NOOP';
  }
  override $plain(): Record<string, unknown> {
    return {};
  }
}

/** Data was lost. */
export class Overrun extends ControlView {
  get $type(): 'NLMSG_OVERRUN' {
    return 'NLMSG_OVERRUN';
  }
  override $plain(): Record<string, unknown> {
    return {};
  }
}

const nothing = { check: () => {}, write: () => 0 };

/** `NLMSG_NOOP`. Source: linux/netlink.h. */
export const noop = new ControlMessage<Noop, Record<never, never>>({
  ...nothing,
  name: 'noop',
  type: 'NLMSG_NOOP',
  number: NLMSG.NOOP,
  View: Noop,
});

/** `NLMSG_OVERRUN`. Source: linux/netlink.h. */
export const overrun = new ControlMessage<Overrun, Record<never, never>>({
  ...nothing,
  name: 'overrun',
  type: 'NLMSG_OVERRUN',
  number: NLMSG.OVERRUN,
  View: Overrun,
});
