import { readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { describe, expect, it } from 'vitest';
import { address } from '../../../protocol/route/index.ts';
import { Writer } from '../../../protocol/wire/index.ts';
import { folder } from '../../captures/read.ts';
import { block, cooked, device, enhanced, join, pcap, section, simple } from './files.ts';
import { decode, read } from './support.ts';

const loopback = address.encode('RTM_NEWADDR', { header: { family: 'inet' }, label: 'lo' }, { sequence: 7 });
const question = address.encode('RTM_GETADDR', { header: { family: 'inet6' } }, { flags: 0x301 });

function written(littleEndian: boolean): Uint8Array {
  const writer = new Writer(undefined, littleEndian);
  address.write(writer, 'RTM_NEWADDR', { header: { family: 'inet' }, label: 'lo' });
  return writer.copy();
}

const small = {
  pcap: pcap([loopback, question]),
  pcapng: join(
    section(true),
    device(true),
    enhanced(true, loopback),
    block(true, 5, (b) => b.u32(0, 1, 2)),
    simple(true, question),
  ),
};

describe('pcap', () => {
  it.each([
    ['little-endian, microseconds', true, false, '2025-11-25 04:26:11.000005'],
    ['little-endian, nanoseconds', true, true, '2025-11-25 04:26:11.000000005'],
    ['big-endian, microseconds', false, false, '2025-11-25 04:26:11.000005'],
    ['big-endian, nanoseconds', false, true, '2025-11-25 04:26:11.000000005'],
  ])('is read: %s', (_, littleEndian, nanoseconds, time) => {
    const datagram = written(littleEndian);
    for (const step of [1, 7, 4096]) {
      const { packets, error } = read(pcap([datagram, datagram], { littleEndian, nanoseconds }), step);
      expect(error).toBeUndefined();
      expect(packets).toHaveLength(2);
      expect(packets[1]).toMatchObject({ name: 'packet 2', time, family: 0, littleEndian, bytes: datagram });
      expect(packets[0]?.offset).toBe(24 + 16 + 16);
    }
  });

  it('of another kind of link is refused in one sentence', async () => {
    const { status, output, errors } = await decode(pcap([loopback], { linkType: 1 }));
    expect({ status, output }).toEqual({ status: 1, output: '' });
    expect(errors).toMatch(/link type 1 \(Ethernet\) is not netlink's 253: .*nlmon.* \(at byte 20\)\n$/);
  });

  it('says where a packet has more bytes than any packet has', () => {
    const file = pcap([loopback]);
    file.fill(0xff, 32, 36);
    expect(read(file)).toEqual({ packets: [], error: 'packet 1 cannot have 4294967295 bytes (at byte 32)' });
  });
});

describe('pcapng', () => {
  it.each([
    ['little-endian', true],
    ['big-endian', false],
  ])('is read: %s', (_, order) => {
    const datagram = written(order);
    const file = join(section(order), device(order), enhanced(order, datagram), simple(order, datagram));
    for (const step of [1, 7, 4096]) {
      const { packets, error } = read(file, step);
      expect(error).toBeUndefined();
      expect(packets).toHaveLength(2);
      expect(packets[0]).toMatchObject({
        name: 'packet 1',
        time: '2025-11-25 04:26:11.000005',
        littleEndian: order,
        bytes: datagram,
      });
      expect(packets[1]).toMatchObject({ name: 'packet 2', time: undefined, bytes: datagram });
      const at = packets[0]?.offset ?? 0;
      expect(file.subarray(at, at + datagram.length)).toEqual(datagram);
    }
  });

  it('is read through several sections, each with its own order and interfaces', () => {
    const { packets, error } = read(
      join(
        section(true),
        device(true, { linkType: 1 }),
        device(true, { resolution: 9 }),
        enhanced(true, written(true), { from: 1, ticks: 1764044771_000000007n }),
        section(false),
        device(false, { resolution: 0x80 | 10, offset: 1000n }),
        enhanced(false, written(false), { ticks: 1764043771n * 1024n + 512n }),
      ),
    );
    expect(error).toBeUndefined();
    expect(packets.map(({ time, littleEndian }) => [time, littleEndian])).toEqual([
      ['2025-11-25 04:26:11.000000007', true],
      ['2025-11-25 04:26:11.500000000', false],
    ]);
  });

  it('tells packets of other links from netlink', async () => {
    const file = join(
      section(true),
      device(true, { linkType: 1 }),
      device(true),
      enhanced(true, loopback, { from: 0 }),
      enhanced(true, loopback, { from: 1 }),
    );
    const { status, output, errors } = await decode(file);
    expect(status).toBe(1);
    expect(output).toContain('IFA_LABEL (3)');
    expect(errors).toContain('1 of 2 messages could not be read wholly; packet 1: link type 1 (Ethernet)');
  });

  it.each([
    ['a packet of no interface', enhanced(true, loopback, { from: 3 }), 'packet 1 is of interface 3'],
    ['a block without room', new Uint8Array(12).fill(4, 4, 5), 'a block cannot have 4 bytes'],
    ['an end that differs', simple(true, loopback).fill(0, -4), 'says at its end that it has 0'],
    ['a giant', Uint8Array.of(6, 0, 0, 0, 0xf0, 0xff, 0xff, 0xff), 'a block cannot have 4294967280 bytes'],
  ])('stops at %s', (_, bad, problem) => {
    const begin = join(section(true), device(true));
    const { error } = read(join(begin, bad));
    expect(error).toContain(problem);
    const at = Number(/\(at byte (\d+)\)$/.exec(error ?? '')?.[1]);
    expect(at).toBeGreaterThanOrEqual(begin.length);
    expect(at).toBeLessThanOrEqual(begin.length + bad.length);
  });

  it('passes over a block that is longer than memory, if it is there', () => {
    const { error } = read(join(section(true), Uint8Array.of(5, 0, 0, 0, 0xf0, 0xff, 0xff, 0xff)));
    expect(error).toMatch(/the file ends inside a block: 8 of its 4294967280 bytes are there/);
  });
});

describe.each(Object.entries(small))('a %s file that is cut off', (form, file) => {
  /** Where nothing is missing: after the header and after each packet or block. */
  const ends =
    form === 'pcap'
      ? [24, 24 + 32 + loopback.length, file.length]
      : [0, 1, 2, 3, 4].map((count) =>
          [section(true), device(true), enhanced(true, loopback), block(true, 5, (b) => b.u32(0, 1, 2))]
            .slice(0, count)
            .reduce((sum, { length }) => sum + length, 0),
        );

  it('is read as far as it goes, for every prefix', async () => {
    for (let length = 0; length < file.length; length++) {
      const { packets, error } = read(file.subarray(0, length));
      if (length > 0 && ends.includes(length)) expect(error).toBeUndefined();
      else expect(error, `${length}`).toMatch(new RegExp(`\\(at byte ${length > 3 ? length : '\\d'}\\)$`));
      const whole = packets.filter(({ bytes, problem }) => problem === undefined && bytes.length === 32);
      if (length >= (ends[form === 'pcap' ? 1 : 3] ?? 0)) expect(whole.length).toBeGreaterThan(0);
    }
  });

  it('makes the exit status 1 and says where it ends', async () => {
    const { status, output, errors } = await decode(file.subarray(0, file.length - 4));
    expect(status).toBe(1);
    expect(output).toContain('"lo"');
    expect(output).toContain('RTM_GETADDR (22)');
    expect(errors).toContain(`(at byte ${file.length - 4})`);
  });
});

describe('decode', () => {
  it.each(['commands.pcap', 'commands.pcapng'])(
    'shows every message that tshark finds in %s',
    async (name) => {
      const { files } = JSON.parse(readFileSync(joinPath(folder, 'nlmon/commands.json'), 'utf8'));
      const { status, output, errors } = await decode(readFileSync(joinPath(folder, 'nlmon', name)), {
        options: ['-j'],
      });
      expect({ status, errors }).toEqual({ status: 0, errors: '' });
      const entries = JSON.parse(output) as { packet: string; message: { kind: string; type: number } }[];
      const types = entries
        .filter(({ message }) => message.kind === 'message')
        .map(({ message }) => message.type);
      expect(types).toEqual(files[name].types);
      expect(entries.at(-1)?.packet).toBe(`packet ${files[name].packets}`);
    },
  );

  it('shows headers and bytes of families that are not rtnetlink', async () => {
    const { status, output } = await decode(pcap([question], { family: 16 }));
    expect(status).toBe(0);
    expect(output).toContain('netlink genl (16), 24 bytes, at byte 56 of the file');
    expect(output).toContain('message type 22, 24 bytes, flags REQUEST,0x300 (0x301)');
    expect(output).toContain('payload');
    expect(output).not.toContain('IFA');
  });

  it('says that a packet was cut when it was captured', async () => {
    const { status, output, errors } = await decode(pcap([loopback.subarray(0, 26)], { whole: 16 + 32 }));
    expect(status).toBe(1);
    expect(output).toContain('only 26 of 32 bytes');
    expect(output).toContain('!! nlmsg_len 32 is more than the 26 bytes that are there (at byte 0)');
    expect(errors).toContain('the message could not be read wholly; packet 1:');
  });

  it('finds the byte order of netlink in a file that another host wrote', () => {
    const [packet] = read(pcap([written(false)], { littleEndian: true })).packets;
    expect(packet?.littleEndian).toBe(false);
  });

  it('takes the byte order from the command line', async () => {
    const file = pcap([written(false)], { littleEndian: true });
    expect((await decode(file, { words: ['big-endian'] })).output).toContain('"lo"');
    expect((await decode(file, { words: ['little-endian'] })).status).toBe(1);
  });

  it('shows a packet that is no netlink for what it is', async () => {
    const file = pcap([loopback]);
    file[42] = 0;
    const { status, output } = await decode(file);
    expect(status).toBe(1);
    expect(output).toContain('!! it is of hardware type 56, not of 824 (netlink)');
    expect(cooked(loopback)[2]).toBe(3);
  });
});
