/**
 * Bytes and meaning of netlink messages: no I/O, no `node:*`, so this also runs in a browser.
 *
 *     import { decode, route } from 'rtnl/protocol';
 *     for (const message of decode(datagram)) console.log(message);
 */
export * from './control/index.ts';
/** Messages taken apart for people: every part with its place, and what is wrong with it. */
export * as inspect from './inspect/index.ts';
export * from './route/index.ts';
export {
  type AnyCodec,
  type AnyControl,
  type AnyMessage,
  type AttributeView,
  array,
  attributes,
  be16,
  be32,
  be64,
  byFamily,
  bytes,
  Codec,
  chars,
  enumeration,
  flag,
  flags,
  hardwareAddress,
  headed,
  type InputOf,
  i8,
  i16,
  i32,
  i64,
  ifname,
  ip,
  ipv4,
  ipv6,
  type Json,
  lazy,
  linkAddress,
  list,
  Message,
  type MessageInputOf,
  type MessageOptions,
  type MessageViewOf,
  many,
  message,
  octets,
  Protocol,
  pad,
  RawMessage,
  records,
  type Shape,
  select,
  struct,
  text,
  textZ,
  type Undecodable,
  type UnknownAttribute,
  u8,
  u16,
  u32,
  u64,
  uint,
  type ValueOf,
  type View,
} from './schema/index.ts';
export {
  align4,
  DecodeError,
  EncodeError,
  hostIsLittleEndian,
  messageEnd,
  type NetlinkHeader,
  NLM_F,
  NLMSG,
  NLMSG_HDRLEN,
  Reader,
  Writer,
} from './wire/index.ts';

import { rtnetlink } from './route/index.ts';

/**
 * All messages of a datagram of rtnetlink. One that cannot be decoded is reported in its place, as
 * `{ error, bytes }`, and does not hide the others.
 * @param littleEndian the byte order of the host that wrote the bytes
 */
export function decode(bytes: Uint8Array, littleEndian?: boolean): ReturnType<typeof rtnetlink.decode> {
  return rtnetlink.decode(bytes, littleEndian);
}
