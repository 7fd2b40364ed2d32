import { readHexText } from './hex-text.ts';
import { FileError, type Packet } from './packet.ts';
import { isPcap, readPcap } from './pcap.ts';
import { isPcapng, readPcapng } from './pcapng.ts';
import type { Source } from './source.ts';

/**
 * The packets of a file of any form.
 * @throws FileError where it cannot be read on
 */
export function packetsOf(source: Source): Generator<Packet> {
  const first = source.peek(512);
  if (first.length === 0) throw new FileError('it is empty', 0);
  if (isPcap(first)) return readPcap(source);
  if (isPcapng(first)) return readPcapng(source);
  if (first[0] === 0x1f && first[1] === 0x8b) {
    throw new FileError('it is compressed with gzip: "zcat FILE | rtnl-dump decode"', 0);
  }
  const strange = first.findIndex((byte) => (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) || byte === 0x7f);
  if (strange !== -1) throw new FileError('it is neither pcap, pcapng nor text', strange);
  return readHexText(source);
}
