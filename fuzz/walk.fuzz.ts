import { walk } from '../protocol/inspect/index.ts';
import { rtnetlink } from '../protocol/route/index.ts';
import type { AnyMessage } from '../protocol/schema/index.ts';
import { align4, messageEnd, Reader } from '../protocol/wire/index.ts';
import { captures } from '../test/captures/read.ts';
import { readsAlike } from '../test/laws/walk.ts';

/** The walker takes anything apart without an exception, and reads what decodes as the views do. */
export function fuzz(data: Uint8Array): void {
  walk(rtnetlink, data);
  walk(undefined, data, false);
  const reader = new Reader(data);
  for (let at = 0, stop = at; at < data.length; at += align4(stop - at)) {
    try {
      stop = messageEnd(reader, at, data.length);
    } catch {
      return;
    }
    const message = rtnetlink.byType(reader.u16(at + 4));
    if (message !== undefined && 'set' in message) readsAlike(message as AnyMessage, data.slice(at, stop));
  }
}

export function* seeds(): Iterable<Uint8Array> {
  for (const { bytes } of captures()) yield bytes;
}
