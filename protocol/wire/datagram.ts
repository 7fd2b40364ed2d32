import { NLMSG_HDRLEN } from './align.ts';
import { DecodeError } from './errors.ts';
import type { Reader } from './reader.ts';

/**
 * Where the message that begins at `at` ends, its padding not counted. A datagram is walked with
 *
 *     for (let at = start, stop = at; at < end; at += align4(stop - at)) { stop = messageEnd(reader, at, end); ... }
 *
 * @throws DecodeError when the header or the length it announces does not fit; the rest of the datagram is lost.
 */
export function messageEnd(reader: Reader, at: number, end: number): number {
  const room = end - at;
  if (room < NLMSG_HDRLEN)
    throw new DecodeError(`a message header needs ${NLMSG_HDRLEN} bytes, got ${room}`, at);
  const length = reader.u32(at);
  if (length < NLMSG_HDRLEN) throw new DecodeError(`nlmsg_len ${length} is less than its header`, at);
  if (length > room)
    throw new DecodeError(`nlmsg_len ${length} is more than the ${room} bytes that are there`, at);
  return at + length;
}
