import { execFileSync } from 'node:child_process';

/** One packet as tshark reads it: field name to its values as text, in order of appearance. */
export type Packet = Readonly<Record<string, readonly string[]>>;

/** Why tshark cannot be asked, in a few words, or nothing when it can. */
export function noTshark(): string | undefined {
  try {
    execFileSync('tshark', ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch (error) {
    return `tshark does not run (${(error as NodeJS.ErrnoException).code ?? 'it fails'}): apt-get install tshark`;
  }
}

/** What tshark says of each packet of a capture file. Reads the file alone: no capturing, no name resolution. */
export function tshark(file: string, fields: readonly string[]): Packet[] {
  const separators = ['-E', 'separator=/t', '-E', 'occurrence=a', '-E', 'aggregator=|'];
  const args = ['-n', '-r', file, '-T', 'fields', ...separators, ...fields.flatMap((field) => ['-e', field])];
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
  const text = execFileSync('tshark', args, { encoding: 'utf8', stdio, maxBuffer: 64 << 20 });
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      const columns = line.split('\t');
      const pairs = fields.map((field, n) => [field, columns[n] ? columns[n].split('|') : []] as const);
      return Object.fromEntries(pairs);
    });
}
