import { ack } from './ack.ts';
import { done } from './done.ts';
import { noop, overrun } from './empty.ts';

export * from './ack.ts';
export * from './done.ts';
export * from './empty.ts';
export * from './extack.ts';
export type { ControlMessage } from './message.ts';
export type { ControlView } from './view.ts';

/** The messages that every netlink family has. */
export const control = [noop, ack, done, overrun] as const;
