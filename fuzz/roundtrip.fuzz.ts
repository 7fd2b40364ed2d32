import { rtnetlink } from '../protocol/route/index.ts';
import type { AnyMessage } from '../protocol/schema/index.ts';
import { align4, DecodeError, EncodeError, messageEnd, Reader } from '../protocol/wire/index.ts';
import { captures } from '../test/captures/read.ts';
import * as laws from '../test/laws/laws.ts';

/** What decodes re-encodes to the same bytes, and its JSON encodes to what has the same JSON. */
export function fuzz(data: Uint8Array): void {
  const reader = new Reader(data);
  for (let at = 0, stop = at; at < data.length; at += align4(stop - at)) {
    try {
      stop = messageEnd(reader, at, data.length);
    } catch {
      return;
    }
    const message = rtnetlink.byType(reader.u16(at + 4)) as AnyMessage | undefined;
    if (message !== undefined && 'set' in message) roundTrip(message, data.slice(at, stop));
  }
}

function roundTrip(message: AnyMessage, bytes: Uint8Array): void {
  try {
    message.check(new Reader(bytes), 0, bytes.length);
  } catch (error) {
    if (error instanceof DecodeError) return;
    throw error;
  }
  laws.keepsBytes(message, bytes);
  try {
    laws.survivesJson(message, bytes);
  } catch (error) {
    // A name may be longer in what is read than what a kernel would take; see docs/errors.md.
    if (!(error instanceof EncodeError && / is the most$/.test(error.problem))) throw error;
  }
}

export function* seeds(): Iterable<Uint8Array> {
  for (const { bytes } of captures()) yield bytes;
}
