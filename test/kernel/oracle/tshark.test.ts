import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { rtnetlink } from '../../../protocol/route/index.ts';
import type { AnyMessage } from '../../../protocol/schema/index.ts';
import { messageEnd, Reader, readHeader } from '../../../protocol/wire/index.ts';
import { datagramsOf, pcap } from '../../captures/pcap.ts';
import { captures, datagrams, folder } from '../../captures/read.ts';
import { fields } from './reading.ts';
import { noTshark, type Packet, tshark } from './tshark.ts';

type Plain = Readonly<Record<string, unknown>>;

/** A decoded message: what all views have. */
interface View {
  readonly $flags: number;
  readonly $sequence: number;
  readonly $port: number;
  readonly error?: unknown;
  $plain(): Plain;
}

interface Message {
  readonly where: string;
  readonly bytes: Uint8Array;
}

const header = [
  'netlink.hdr_type',
  'netlink-route.nltype',
  'netlink.hdr_flags',
  'netlink.hdr_seq',
  'netlink.hdr_pid',
] as const;
const types = [
  'netlink-route.ifla_attr_type',
  'netlink-route.ifa_attr_type',
  'netlink-route.rta_attr_type',
] as const;
const others = ['netlink.error', 'netlink-route.ifa_address.ipv4', 'netlink-route.ifa_address.ipv6'] as const;
const asked = [
  ...header,
  ...types,
  ...others,
  ...Object.values(fields).flatMap((of) => Object.keys(of)),
] as const;

function needTshark(ctx: TestContext): void {
  const reason = noTshark();
  if (reason !== undefined) ctx.skip(reason);
}

function messagesOf(where: string, datagram: Uint8Array): Message[] {
  const reader = new Reader(datagram, true);
  const found: Message[] = [];
  for (let at = 0, end = 0; at < datagram.length; at = (end + 3) & ~3) {
    // iproute2 sends a buffer with zeros after some requests; the kernel stops there without a word.
    if (datagram.subarray(at).every((byte) => byte === 0)) break;
    end = messageEnd(reader, at, datagram.length);
    found.push({ where, bytes: datagram.subarray(at, end) });
  }
  return found;
}

/** Each message with what tshark reads in a packet that has nothing else. */
function withPackets(messages: readonly Message[]): [Message, Packet][] {
  const scratch = mkdtempSync(join(tmpdir(), 'rtnl-tshark-'));
  try {
    const file = join(scratch, 'messages.pcap');
    writeFileSync(file, pcap(messages.map(({ bytes }) => bytes)));
    const packets = tshark(file, asked);
    expect(packets.length).toBe(messages.length);
    return messages.map((message, n) => [message, packets[n] as Packet]);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** tshark shows numbers in decimal or hexadecimal, and true as 1. */
const asText = (value: unknown) => (value === undefined ? undefined : String(value));
const asNumber = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const normal = (text: string | undefined) =>
  text && /^0x[0-9a-f]+$/.test(text) ? String(Number(text)) : text;

/** How many of each thing were compared: a field that nothing has is not compared, whatever the test says. */
type Tally = Map<string, number>;

function count(tally: Tally, what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}

function compare({ where, bytes }: Message, packet: Packet, tally: Tally): void {
  const [view] = rtnetlink.decode(bytes, true) as unknown as View[];
  if (view === undefined) throw new Error(`${where}: nothing`);
  if (view.error instanceof Error) throw new Error(`${where}: ${view.error.message}`);
  const head = readHeader(new Reader(bytes, true), 0);
  const [error, nltype] = [packet['netlink.hdr_type']?.[0], packet['netlink-route.nltype']?.[0]];
  const types = (head.type < 16 ? error : nltype) as string | undefined;
  const ours = [head.type, view.$flags, view.$sequence, view.$port];
  const theirs = [
    types,
    packet['netlink.hdr_flags']?.[0],
    packet['netlink.hdr_seq']?.[0],
    packet['netlink.hdr_pid']?.[0],
  ];
  expect(ours, where).toEqual(theirs.map(asNumber));
  count(tally, 'headers');

  const plain = view.$plain();
  if (head.type === 2) {
    expect(-Number(plain['error']) + 0, where).toBe(asNumber(packet['netlink.error']?.[0]));
    count(tally, 'netlink.error');
    return;
  }
  const message = rtnetlink.byType(head.type) as AnyMessage | undefined;
  // A request may carry the family alone, where tshark expects the whole header.
  if (message === undefined || (head.flags & 1 && bytes.length < 16 + message.set.headerSpace)) return;
  compareAttributes(where, message, plain, packet, tally);
}

function compareAttributes(
  where: string,
  message: AnyMessage,
  plain: Plain,
  packet: Packet,
  tally: Tally,
): void {
  const attributes = { link: types[0], address: types[1], route: types[2] }[message.name];
  if (attributes !== undefined) {
    const named = Object.keys(plain).filter((name) => name !== 'header' && name !== '$unknown');
    const unknown = (plain['$unknown'] ?? []) as { type: number }[];
    const ours = [
      ...named.map((name) => message.set.byName.get(name)?.number),
      ...unknown.map(({ type }) => type & 0x3fff),
    ];
    // Repeated attributes have one name: each number once.
    const theirs = new Set(packet[attributes]?.map(Number));
    expect(new Set(ours), where).toEqual(theirs);
    if (unknown.length === 0) expect(ours, where).toEqual([...theirs]);
    count(tally, attributes);
  }
  for (const [field, read] of Object.entries(fields[message.name as keyof typeof fields] ?? {})) {
    const ours = asText(read(plain['header'] as Plain, plain));
    const theirs = normal(packet[field]?.[0]);
    if (ours === undefined && theirs === undefined) continue;
    expect(`${field} ${ours}`, where).toBe(`${field} ${theirs}`);
    count(tally, field);
  }
  if (message.name !== 'address') return;
  for (const field of ['netlink-route.ifa_address.ipv4', 'netlink-route.ifa_address.ipv6'] as const) {
    // tshark has one field for all addresses but those of broadcasts and of point-to-point peers.
    for (const address of packet[field] ?? []) {
      expect([plain['address'], plain['local'], plain['broadcast'], plain['anycast']], where).toContain(
        address,
      );
      count(tally, field);
    }
  }
}

describe('tshark', () => {
  it('reads the same in every recorded message', (ctx) => {
    needTshark(ctx);
    const whole = datagrams().flatMap(({ file, note, bytes }) => messagesOf(`${file}, ${note}`, bytes));
    const single = captures().map(({ file, note, bytes }) => ({ where: `${file}, ${note}`, bytes }));
    const tally: Tally = new Map();
    for (const [message, packet] of withPackets([...single, ...whole])) compare(message, packet, tally);
    const never = [...asked].filter((field) => !header.includes(field as never) && !tally.has(field));
    expect(never, 'fields that no message has').toEqual([]);
    expect(tally.get('headers')).toBe(single.length + whole.length);
  });

  for (const name of ['commands.pcap', 'commands.pcapng']) {
    it(`reads the same in nlmon/${name}`, (ctx) => {
      needTshark(ctx);
      const file = join(folder, 'nlmon', name);
      const found = datagramsOf(readFileSync(file));
      const packets = tshark(file, ['netlink.hdr_flags', 'frame.len', 'netlink.family']);
      expect(packets.map((packet) => Number(packet['frame.len']?.[0]))).toEqual(
        found.map(({ length }) => length + 16),
      );
      expect(new Set(packets.map((packet) => Number(packet['netlink.family']?.[0])))).toEqual(new Set([0]));
      const messages = found.flatMap((datagram, n) => messagesOf(`packet ${n + 1}`, datagram));
      const tally: Tally = new Map();
      for (const [message, packet] of withPackets(messages)) compare(message, packet, tally);
      expect(tally.get('headers')).toBe(messages.length);
      for (const field of [
        'netlink.error',
        'netlink-route.ifla_ifname',
        'netlink-route.rta_oif',
        'netlink-route.nd_index',
      ])
        expect(tally.get(field), field).toBeGreaterThan(0);
    });
  }
});
