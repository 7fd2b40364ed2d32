import { rtnetlink } from '../protocol/route/index.ts';
import { captures, datagrams } from '../test/captures/read.ts';
import { touch } from '../test/laws/laws.ts';

/** Any bytes decode to views whose getters return, or to a DecodeError; nothing else leaves the decoder. */
export function fuzz(data: Uint8Array): void {
  for (const littleEndian of [true, false]) {
    for (const item of rtnetlink.decode(data, littleEndian)) touch(item);
  }
}

export function* seeds(): Iterable<Uint8Array> {
  for (const { bytes } of [...captures(), ...datagrams()]) yield bytes;
}
