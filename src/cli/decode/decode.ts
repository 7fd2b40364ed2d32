import type { Command } from '../command.ts';
import { InputError } from '../errors.ts';
import { Words } from '../words.ts';
import { readHexText } from './hex-text.ts';
import { FileError, type Packet } from './packet.ts';
import { isPcap, readPcap } from './pcap.ts';
import { isPcapng, readPcapng } from './pcapng.ts';
import { PacketPrinter } from './print.ts';
import { openSource, type Source } from './source.ts';

export const decode: Command = {
  names: ['decode'],
  summary: 'netlink that was captured: pcap, pcapng, or text with bytes in hexadecimal',
  usage: `
[FILE | -] [big-endian | little-endian]

  FILE           pcap or pcapng from an nlmon device (link type 253), or text: hexadecimal digits, hexdump -C, xxd,
                 od -tx1, tshark -x, what strace -e read=FD -e write=FD dumps, escaped strings. What it is, is seen
                 from its first bytes. Without FILE, and for -, standard input.
  big-endian,    the byte order of the machine where it was captured. Without them it is the file's own; for a
  little-endian  datagram that makes sense in the other order only, that one.

To capture: ip link add nlmon0 type nlmon; ip link set nlmon0 up; tshark -i nlmon0 -w FILE

Each message is shown as a tree: offset and length in bytes, name and type number, value, bytes. Of families other
than NETLINK_ROUTE only headers and acknowledgements are taken apart.
`,
  runs: 'once',
  async run(context, words) {
    const { path, littleEndian } = parse(new Words(words));
    const { source, close } = openSource(path);
    const printer = new PacketPrinter(context);
    context.printer.begin();
    try {
      for (const packet of packetsOf(source)) {
        printer.print(littleEndian === undefined ? packet : { ...packet, littleEndian });
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      context.fail(`${path === '-' ? 'standard input' : path}: ${error.message}`);
    } finally {
      close();
    }
    context.printer.end();
    printer.report();
    return undefined;
  },
};

function parse(words: Words): { path: string; littleEndian: boolean | undefined } {
  let path: string | undefined;
  let littleEndian: boolean | undefined;
  for (let word = words.next(); word !== undefined; word = words.next()) {
    if (word === 'big-endian' || word === 'little-endian') littleEndian = word === 'little-endian';
    else if (path === undefined) path = word;
    else throw new InputError(`decode takes one file: "${path}", then what is "${word}"?`);
  }
  return { path: path ?? '-', littleEndian };
}

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
