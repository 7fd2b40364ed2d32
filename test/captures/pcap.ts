/** The link type of what nlmon captures, LINKTYPE_NETLINK. Source: the tcpdump group's list of link-layer header types. */
const LINKTYPE_NETLINK = 253;

/** `ARPHRD_NETLINK`, which the cooked header names as the hardware. */
const ARPHRD_NETLINK = 824;

/**
 * A classic pcap file with one packet for each datagram, as if nlmon had captured it. The cooked header before a
 * datagram is in network byte order: packet type, ARPHRD, ten bytes of address, netlink family.
 */
export function pcap(datagrams: readonly Uint8Array[], family = 0): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(0x40000, 16);
  head.writeUInt32LE(LINKTYPE_NETLINK, 20);
  const packets = datagrams.map((datagram) => {
    const packet = Buffer.alloc(32);
    packet.writeUInt32LE(16 + datagram.length, 8);
    packet.writeUInt32LE(16 + datagram.length, 12);
    packet.writeUInt16BE(4, 16);
    packet.writeUInt16BE(ARPHRD_NETLINK, 18);
    packet.writeUInt16BE(family, 30);
    return Buffer.concat([packet, datagram]);
  });
  return Buffer.concat([head, ...packets]);
}

/** The datagrams in a little-endian pcap or pcapng file from nlmon, without their cooked headers. */
export function datagramsOf(file: Buffer): Buffer[] {
  return file.readUInt32LE(0) === SECTION_HEADER ? blocks(file) : records(file);
}

function records(file: Buffer): Buffer[] {
  if (file.readUInt32LE(20) !== LINKTYPE_NETLINK) throw new Error('a pcap file, but not from nlmon');
  const found: Buffer[] = [];
  for (let at = 24; at < file.length; at += 16 + file.readUInt32LE(at + 8))
    found.push(file.subarray(at + 32, at + 16 + file.readUInt32LE(at + 8)));
  return found;
}

const [SECTION_HEADER, INTERFACE_DESCRIPTION, ENHANCED_PACKET] = [0x0a0d0d0a, 1, 6];

function blocks(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < file.length; at += file.readUInt32LE(at + 4)) {
    const type = file.readUInt32LE(at);
    if (type === INTERFACE_DESCRIPTION && file.readUInt16LE(at + 8) !== LINKTYPE_NETLINK)
      throw new Error('a pcapng file, but not from nlmon');
    if (type === ENHANCED_PACKET) found.push(file.subarray(at + 44, at + 28 + file.readUInt32LE(at + 20)));
  }
  return found;
}
