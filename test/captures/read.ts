import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a Linux kernel, or a tool that speaks to it, put on a netlink socket: all from little-endian machines. */
export interface Capture {
  /** Where it is kept: `6.12/link.hex`. */
  readonly file: string;
  /** `uname -r` of the kernel. */
  readonly kernel: string;
  /** The configuration it comes from (test/kernel/configurations) and what was asked or done. */
  readonly note: string;
  /** One message with its `nlmsghdr`; a whole datagram in `dump-*.hex`. */
  readonly bytes: Uint8Array;
}

/** The clone: the fuzzer, which runs elsewhere, names it. */
const root = process.env['RTNL_ROOT'] ?? process.cwd();

/** This folder. */
export const folder = join(root, 'test/captures');

/** Every recorded message, by file. */
export function captures(): Capture[] {
  return read((name) => !name.startsWith('dump-'));
}

/** Whole replies to dumps, each datagram as it was received. */
export function datagrams(): Capture[] {
  return read((name) => name.startsWith('dump-'));
}

function read(wanted: (name: string) => boolean): Capture[] {
  const kernels = readdirSync(folder).filter((name) => /^\d+\.\d+$/.test(name));
  return kernels.flatMap((kernel) =>
    readdirSync(join(folder, kernel))
      .filter((name) => name.endsWith('.hex') && wanted(name))
      .flatMap((name) => parse(`${kernel}/${name}`, readFileSync(join(folder, kernel, name), 'utf8'))),
  );
}

/**
 * Reads hex text: `# Linux RELEASE`, then paragraphs of a `# note` and the bytes.
 * @throws Error with the file and paragraph that is not so
 */
export function parse(file: string, text: string): Capture[] {
  const [head = '', ...paragraphs] = text.trim().split(/\n{2,}/);
  const kernel = /^# Linux (\S+)$/.exec(head)?.[1];
  if (kernel === undefined) throw new Error(`${file}: does not begin with "# Linux RELEASE"`);
  return paragraphs.map((paragraph, index) => {
    const [first = '', ...lines] = paragraph.split('\n');
    const hex = lines.join('');
    if (!first.startsWith('# ') || !/^([0-9a-f]{2})+$/.test(hex))
      throw new Error(`${file}: paragraph ${index + 1} is not a note and bytes in hex`);
    return { file, kernel, note: first.slice(2), bytes: Uint8Array.from(Buffer.from(hex, 'hex')) };
  });
}
