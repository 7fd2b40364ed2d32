import { Reader } from '../../../protocol/wire/index.ts';
import {
  cookedPacket,
  FileError,
  foreign,
  LINKTYPE_NETLINK,
  PACKET_MAX,
  type Packet,
  timeText,
} from './packet.ts';
import type { Source } from './source.ts';

/** Bytes of the file's header. */
const FILE_HEADER = 24;
/** Bytes of a packet's header. */
const RECORD_HEADER = 16;

/** The form of a pcap file, by its first four bytes in big-endian order. */
const forms: Readonly<Record<number, { littleEndian: boolean; digits: 6 | 9 }>> = {
  2712847316: { littleEndian: false, digits: 6 },
  2712812621: { littleEndian: false, digits: 9 },
  3569595041: { littleEndian: true, digits: 6 },
  1295823521: { littleEndian: true, digits: 9 },
};

/** Whether these first bytes are a pcap file's. */
export function isPcap(first: Uint8Array): boolean {
  return first.length >= 4 && Object.hasOwn(forms, new Reader(first, false).u32(0));
}

/**
 * Reads a pcap file: a header of 24 bytes, then for each packet seconds, fraction, bytes kept, bytes it had, and the
 * bytes. Integers are in the byte order of the host that wrote it, fractions micro- or nanoseconds.
 * Source: draft-ietf-opsawg-pcap.
 * @throws FileError
 */
export function* readPcap(source: Source): Generator<Packet> {
  const header = source.take(FILE_HEADER);
  if (header.length < FILE_HEADER) {
    throw new FileError(
      `the file ends after ${header.length} bytes of its header's ${FILE_HEADER}`,
      source.offset,
    );
  }
  const { littleEndian = true, digits = 6 } = forms[new Reader(header, false).u32(0)] ?? {};
  // The upper bits tell of a frame check sequence.
  const linkType = new Reader(header, littleEndian).u32(20) & 0x0fffffff;
  if (linkType !== LINKTYPE_NETLINK) throw new FileError(foreign(linkType), 20);
  for (let number = 1; !source.atEnd; number++) {
    const name = `packet ${number}`;
    const begin = source.offset;
    const record = source.take(RECORD_HEADER);
    if (record.length < RECORD_HEADER) {
      throw new FileError(
        `the file ends inside ${name}: ${record.length} bytes of its header's ${RECORD_HEADER} are there`,
        source.offset,
      );
    }
    const reader = new Reader(record, littleEndian);
    const kept = reader.u32(8);
    if (kept > PACKET_MAX) throw new FileError(`${name} cannot have ${kept} bytes`, begin + 8);
    const offset = source.offset;
    const bytes = source.take(kept);
    const ticks = BigInt(reader.u32(0)) * 10n ** BigInt(digits) + BigInt(reader.u32(4));
    const time = timeText(ticks, 10n ** BigInt(digits), digits);
    if (bytes.length > 0 || kept === 0) {
      yield cookedPacket({ name, offset, time, littleEndian, bytes, whole: Math.max(reader.u32(12), kept) });
    }
    if (bytes.length < kept) {
      throw new FileError(
        `the file ends inside ${name}: ${bytes.length} of its ${kept} bytes are there`,
        source.offset,
      );
    }
  }
}
