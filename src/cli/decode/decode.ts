import type { Command } from '../command.ts';

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
  load: () => import('./run.ts'),
};
