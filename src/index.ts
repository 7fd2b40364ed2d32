// The public names, chosen by hand. The codec alone, with every table, is `rtnl/protocol`.
export {
  AF,
  address,
  dataOf,
  type Group,
  link,
  neighbour,
  nexthop,
  nsid,
  RTNLGRP,
  type RtnetlinkMessage,
  route,
  rtnetlink,
  rule,
  slaveDataOf,
} from '../protocol/route/index.ts';
export type { MessageInputOf, MessageViewOf, RawMessage, Undecodable } from '../protocol/schema/index.ts';
export { DecodeError, EncodeError, NLM_F } from '../protocol/wire/index.ts';
export type { BatchOptions, BatchResult } from './connection/batch.ts';
export type { BatchFailure } from './connection/batch-datagram.ts';
export { type Connection, connect, type RequestOptions } from './connection/connection.ts';
export type { Dump, DumpOptions } from './connection/dump.ts';
export {
  ConnectionClosed,
  DumpInterrupted,
  ReplyLost,
  ReplyTooLong,
  RequestTimeout,
} from './connection/errors.ts';
export type {
  Events,
  EventsLost,
  EventsOptions,
  NetlinkEvent,
} from './connection/events.ts';
export { KernelError } from './connection/kernel-error.ts';
export { type NetlinkRequest, request } from './connection/netlink-request.ts';
export type { Acknowledgement } from './connection/pending-request.ts';
export type { ConnectOptions } from './connection/site.ts';
export { SystemError } from './sys/system-error.ts';
