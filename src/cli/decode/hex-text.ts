import { hostIsLittleEndian } from '../../../protocol/wire/index.ts';
import { BEGINS_ANEW, HexLines } from './hex-lines.ts';
import { byteOrder, FileError, type Packet, uncook } from './packet.ts';
import type { Source } from './source.ts';
import { isTraceDump, isTraceLine, quotedBytes } from './trace.ts';

/** No line is longer. */
const LINE_MAX = 4 << 20;

/**
 * Reads text with bytes in hexadecimal: digits alone, `hexdump -C`, `xxd`, `od -tx1`, `tcpdump -xx`, `tshark -x`,
 * the dumps and the escaped strings of `strace`, escaped strings of C or Python. A datagram ends at an empty line, at
 * a comment (`#`, `//`, `;`) and where offsets begin anew at 0; an escaped string is one of its own.
 * @throws FileError at what is none of that
 */
export function* readHexText(source: Source): Generator<Packet> {
  const lines = new HexLines();
  /** Strings of the line before of which strace left some out; its dump may follow, which is whole. */
  let cut: Packet[] = [];
  let number = 0;
  let begin = 1;
  let found = false;
  const finish = function* (): Generator<Packet> {
    const bytes = lines.finish();
    if (bytes !== undefined) cut.push(textPacket(begin, bytes));
    found ||= cut.length > 0;
    yield* cut;
    cut = [];
  };
  while (!source.atEnd) {
    const { offset } = source;
    const text = takeLine(source).trim();
    number++;
    if (text === '' || /^(#|\/\/|;)/.test(text)) {
      yield* finish();
      continue;
    }
    const strings = quotedBytes(text);
    if (strings.length > 0 || isTraceLine(text)) {
      yield* finish();
      const packets = strings.map((string) => textPacket(number, string.bytes, string.cut));
      if (packets.every(({ bytes, whole }) => bytes.length < whole)) cut = packets;
      else {
        found = true;
        yield* packets;
      }
      continue;
    }
    if (cut.length > 0 && isTraceDump(text)) cut = [];
    let problem = lines.add(text);
    if (problem === BEGINS_ANEW) {
      yield* finish();
      problem = lines.add(text);
    }
    if (problem !== undefined) {
      yield* finish();
      throw new FileError(`line ${number}: ${problem}`, offset);
    }
    if (lines.justBegun) begin = number;
  }
  yield* finish();
  if (!found) throw new FileError('there are no bytes in it', source.offset);
}

function takeLine(source: Source): string {
  let size = 4096;
  for (;;) {
    const bytes = source.peek(size);
    const end = bytes.indexOf(0x0a);
    if (end !== -1 || bytes.length < size) {
      return Buffer.from(source.take(end === -1 ? bytes.length : end + 1)).toString('latin1');
    }
    if (size >= LINE_MAX) throw new FileError(`a line of more than ${LINE_MAX} bytes`, source.offset);
    size *= 2;
  }
}

/** A datagram from text; one that begins with a cooked header, as a capture shows it, loses that. */
function textPacket(number: number, bytes: Uint8Array, cut = false): Packet {
  const cooked = bytes[2] === 0x03 && bytes[3] === 0x38 ? uncook(bytes) : 'no cooked header';
  const found = typeof cooked === 'string' ? { family: 0, bytes } : cooked;
  return {
    name: `line ${number}`,
    offset: undefined,
    time: undefined,
    ...found,
    littleEndian: byteOrder(found.bytes, found.bytes.length, hostIsLittleEndian),
    whole: cut ? Infinity : found.bytes.length,
  };
}
