import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rtnetlink } from '../../protocol/route/index.ts';
import { messageEnd, Reader } from '../../protocol/wire/index.ts';
import { datagramsOf, pcap } from './pcap.ts';
import { folder } from './read.ts';

/** What tshark found in a capture file. */
interface Facts {
  readonly packets: number;
  readonly messages: number;
  /** `nlmsg_type` of every message, in order. */
  readonly types: readonly number[];
}

const facts = JSON.parse(readFileSync(join(folder, 'nlmon/commands.json'), 'utf8')) as {
  readonly files: Readonly<Record<string, Facts>>;
};

/** iproute2 sends a buffer with zeros after some requests; the kernel stops there without a word. */
const blank = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

describe.each(Object.entries(facts.files))('%s', (name, { packets, messages, types }) => {
  const datagrams = datagramsOf(readFileSync(join(folder, 'nlmon', name)));

  it('has the messages that tshark finds', () => {
    expect(datagrams.length).toBe(packets);
    const found = datagrams.flatMap((datagram) => {
      const reader = new Reader(datagram, true);
      const inside: number[] = [];
      for (let at = 0, end = 0; at < datagram.length; at = (end + 3) & ~3) {
        if (blank(datagram.subarray(at))) break;
        end = messageEnd(reader, at, datagram.length);
        inside.push(reader.u16(at + 4));
      }
      return inside;
    });
    expect(found.length).toBe(messages);
    expect(found).toEqual(types);
  });

  it('decodes', () => {
    const decoded = datagrams.flatMap((datagram) => rtnetlink.decode(datagram, true));
    const bad = decoded.filter((item) => 'bytes' in item && !blank(item.bytes as Uint8Array));
    expect(bad).toEqual([]);
    expect(decoded.filter((item) => !('bytes' in item)).length).toBe(messages);
  });
});

describe('pcap files', () => {
  it('keep what is written into them', () => {
    const datagrams = [Uint8Array.of(1, 2, 3), new Uint8Array(0), Uint8Array.of(4)];
    expect(datagramsOf(pcap(datagrams)).map((each) => [...each])).toEqual([[1, 2, 3], [], [4]]);
  });

  it('are refused when another device was captured', () => {
    const file = pcap([]);
    file.writeUInt32LE(1, 20);
    expect(() => datagramsOf(file)).toThrow('not from nlmon');
  });
});
