import { describe, expect, it } from 'vitest';
import { address } from '../../../protocol/route/index.ts';
import { cooked, join } from './files.ts';
import { decode, read } from './support.ts';

const loopback = address.encode(
  'RTM_NEWADDR',
  { header: { family: 'inet', prefixlen: 8, index: 1 }, local: '127.0.0.1', label: 'lo' },
  { sequence: 7 },
);
const question = address.encode('RTM_GETADDR', { header: { family: 'inet6' } }, { flags: 0x301 });
const digits = Buffer.from(loopback).toString('hex');
const pairs = digits.match(/../g) ?? [];

function rows(offset: (at: number) => string, row: (pairs: string[]) => string): string {
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += 16) lines.push(offset(at) + row(pairs.slice(at, at + 16)));
  return `${lines.join('\n')}\n`;
}

const spaced = (row: string[]) => row.join(' ');
const words = (row: string[]) => row.join('').replaceAll(/(....)(?=.)/g, '$1 ');
const hex = (width: number) => (at: number) => at.toString(16).padStart(width, '0');
const octal = (at: number) => at.toString(8).padStart(7, '0');

/** The same datagram as different programs write it. */
const forms: Record<string, string> = {
  'digits on one line': digits,
  'digits on several lines, in capitals': digits.toUpperCase().replaceAll(/(.{18})/g, '$1\n'),
  'pairs with spaces': pairs.join(' '),
  'pairs with colons': pairs.join(':'),
  'a C array': `{ ${pairs.map((pair) => `0x${pair.replace(/^0/, '')}`).join(', ')} };`,
  'comments around and behind': `# what follows: an address\n${pairs.slice(0, 9).join(' ')} # the header\n${pairs.slice(9).join(' ')} // the rest\n; that was it\n`,
  'hexdump -C': rows(hex(8), (row) =>
    `  ${spaced(row.slice(0, 8))}  ${spaced(row.slice(8))}`.padEnd(52).concat('|ab cd 00 ..|'),
  ).concat(hex(8)(pairs.length)),
  hexdump: rows(
    hex(7),
    (row) =>
      ` ${(row.join('').match(/..../g) ?? []).map((word) => word.slice(2) + word.slice(0, 2)).join(' ')}`,
  ).concat(hex(7)(pairs.length)),
  xxd: rows(hex(8), (row) => `: ${words(row).padEnd(40)} 00 ab.. de`),
  'od -tx1': rows(octal, (row) => ` ${spaced(row)}`).concat(octal(pairs.length)),
  'od -Ax -tx1': rows(hex(6), (row) => ` ${spaced(row)}`).concat(hex(6)(pairs.length)),
  'od -tx1z': rows(octal, (row) => ` ${spaced(row).padEnd(48)} >ab cd..<`).concat(octal(pairs.length)),
  'tcpdump -xx': rows(hex(4), (row) => `:  ${words(row)}`)
    .replaceAll(/^/gm, '\t0x')
    .trimEnd()
    .replace(/\t0x$/, ''),
  Wireshark: rows(hex(4), (row) => `  ${spaced(row).padEnd(47)}   ........ ab cd`),
  'strace -xx': `sendto(3, "${pairs.map((pair) => `\\x${pair}`).join('')}", 40, 0, NULL, 0) = 40\n+++ exited with 0 +++`,
  'strace -e write=3': `write(3, "\\x28\\x00"..., 40) = 40\n${rows(hex(5), (row) => `  ${spaced(row.slice(0, 8))}  ${spaced(row.slice(8))}`.padEnd(51).concat('  ab cd ef ..... |')).replaceAll(/^(?=.)/gm, ' | ')}`,
  'a string of C': `static char message[] = "${pairs.map((pair) => `\\${Number.parseInt(pair, 16).toString(8).padStart(3, '0')}`).join('')}";`,
  'bytes of Python': `b'${pairs.map((pair) => `\\x${pair}`).join('')}'`,
  'escapes alone': pairs.map((pair) => `\\x${pair}`).join(''),
};

describe('text with bytes', () => {
  it.each(Object.entries(forms))('is read: %s', (_, text) => {
    for (const step of [1, 4096]) {
      const { packets, error } = read(text, step);
      expect(error).toBeUndefined();
      expect(packets).toHaveLength(1);
      expect(Buffer.from(packets[0]?.bytes ?? []).toString('hex')).toBe(digits);
      expect(packets[0]?.whole).toBe(loopback.length);
    }
  });

  it('makes a datagram of each paragraph, of what follows each comment, of each dump', () => {
    const dump = forms['hexdump -C'] ?? '';
    const { packets } = read(`${digits}\n\n# next\n${digits}\n# next\n${dump}\n${dump}\n`);
    expect(packets.map(({ name }) => name)).toEqual(['line 1', 'line 4', 'line 6', 'line 10']);
    for (const { bytes } of packets) expect(bytes).toEqual(loopback);
  });

  it('reads several messages of one datagram', async () => {
    const { status, output } = await decode(Buffer.from(join(loopback, question)).toString('hex'));
    expect(status).toBe(0);
    expect(output).toContain('RTM_NEWADDR (20)');
    expect(output).toContain('RTM_GETADDR (22)');
  });

  it('fills in what an asterisk stands for', () => {
    const zeros = '00 '.repeat(16).trim();
    const expected = new Uint8Array(80);
    expect(read(`00000000  ${zeros}  |...|\n*\n00000050\n`).packets[0]?.bytes).toEqual(expected);
    expect(read(`0000000 ${zeros}\n*\n0000120\n`).packets[0]?.bytes).toEqual(expected);
    expect(read(`${zeros}\n*\n${zeros}`).error).toContain(
      'only offsets tell how many lines an asterisk stands for',
    );
    expect(read(`00000000  ${zeros}\n*\nffffffff\n`).error).toMatch(/offset ffffffff makes no sense/);
  });

  it('takes a cooked header off', () => {
    const [packet] = read(Buffer.from(cooked(loopback, 16)).toString('hex')).packets;
    expect(packet).toMatchObject({ family: 16, bytes: loopback });
  });

  it('finds the byte order', () => {
    const swapped = loopback.slice();
    swapped.subarray(0, 4).reverse();
    expect(read(Buffer.from(swapped).toString('hex')).packets[0]?.littleEndian).toBe(false);
  });

  it('passes over what strace says of other calls', () => {
    const trace = [
      'execve("\\x2f\\x62\\x69\\x6e", ["\\x69\\x70"], 0x7ffd) = 0',
      'openat(AT_FDCWD, "\\x2f\\x65\\x74\\x63", O_RDONLY) = 3',
      `[pid 12] sendto(3, "${pairs.map((pair) => `\\x${pair}`).join('')}", 40, 0, NULL, 0) = 40`,
      '--- SIGCHLD {si_signo=SIGCHLD} ---',
    ].join('\n');
    const { packets, error } = read(trace);
    expect(error).toBeUndefined();
    expect(packets.map(({ name, bytes }) => [name, bytes])).toEqual([['line 3', loopback]]);
  });

  it('says that strace left bytes out', async () => {
    const text = `write(3, "${pairs
      .slice(0, 32)
      .map((pair) => `\\x${pair}`)
      .join('')}"..., 40) = 40\n`;
    const { status, output } = await decode(text);
    expect(status).toBe(1);
    expect(output).toContain('# line 1, netlink rtnl (0), only 32 bytes');
    expect(output).toContain('!! nlmsg_len 40 is more than the 32 bytes that are there');
  });

  it.each([
    [
      'prose',
      `${digits}\n\nand now something else\n`,
      'line 3: "and" is not bytes in hexadecimal (at byte 82)',
    ],
    ['half a byte', `${digits}\n\n123\n`, 'line 3: "123" is not bytes in hexadecimal (at byte 82)'],
    [
      'octal words',
      '0000000 000050 000000\n',
      'line 1: octal words of od; "od -An -tx1" writes bytes (at byte 0)',
    ],
    [
      'a gap between offsets',
      `00000000  ${pairs.slice(0, 16).join(' ')}\n00000020  ${pairs.slice(32).join(' ')}\n`,
      'line 2: offset 00000020 does not follow the 16 bytes before it (at byte 58)',
    ],
    ['nothing but comments', '# nothing\n\n', 'there are no bytes in it (at byte 11)'],
  ])('stops at %s, after what could be read', async (_, text, problem) => {
    const { status, output, errors } = await decode(text);
    expect(status).toBe(1);
    expect(errors).toContain(problem);
    if (text.startsWith(digits)) expect(output).toContain('127.0.0.1');
  });

  it.each([
    ['an empty file', '', 'it is empty (at byte 0)'],
    [
      'compressed',
      Uint8Array.of(0x1f, 0x8b, 8, 0),
      'it is compressed with gzip: "zcat FILE | rtnl-dump decode"',
    ],
    [
      'a picture',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a),
      'it is neither pcap, pcapng nor text (at byte 6)',
    ],
  ])('is told from %s', async (_, file, problem) => {
    const { status, output, errors } = await decode(file);
    expect({ status, output }).toEqual({ status: 1, output: '' });
    expect(errors).toContain(problem);
  });

  it('reads lines that are as long as they may be in linear time', () => {
    const start = process.cpuUsage();
    for (const text of [
      '00'.repeat(2 << 20),
      '"'.repeat(4 << 20).concat('\\x00'),
      `write(3, "${'\\x00'.repeat(1 << 20)}"`,
      `write(3, "${'\\x00'.repeat(1 << 19)}", 1)`,
      `0000 ${' '.repeat(4 << 20)}x`,
      '7'.repeat(3 << 20).concat('!'),
    ]) {
      read(text);
    }
    expect(process.cpuUsage(start).user).toBeLessThan(30e6);
    expect(read('00'.repeat(8 << 20)).error).toMatch(/^a line of more than \d+ bytes/);
  });

  it('reads no file that is not there', async () => {
    const { runLine } = await import('./support.ts');
    expect(await runLine(['decode', '/nonexistent/file'])).toMatchObject({
      status: 1,
      errors: 'rtnl-dump: cannot read /nonexistent/file: there is no such file\n',
    });
    expect(await runLine(['decode', '/'])).toMatchObject({
      status: 1,
      errors: 'rtnl-dump: cannot read /: it is a directory\n',
    });
    expect((await runLine(['decode', 'a', 'b'])).status).toBe(2);
  });
});
