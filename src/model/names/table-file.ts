import { readdirSync, readFileSync } from 'node:fs';

/** Where iproute2 keeps names: what the administrator wrote goes before what the distribution ships. */
const ADMINISTRATOR = '/etc/iproute2';
const SHIPPED = ['/usr/share/iproute2', '/usr/lib/iproute2'];

/** Numbers and names of a table, read from iproute2's files: `rt_tables`, then `rt_tables.d/*.conf`. */
export function readTableFiles(file: string, entry: (id: number, name: string) => void): void {
  for (const folder of [ADMINISTRATOR, ...SHIPPED]) {
    const text = read(`${folder}/${file}`);
    if (text === undefined) continue;
    readEntries(text, entry);
    break;
  }
  const own = listing(`${ADMINISTRATOR}/${file}.d`);
  for (const folder of SHIPPED) {
    for (const name of listing(`${folder}/${file}.d`)) {
      if (!own.includes(name)) readEntries(read(`${folder}/${file}.d/${name}`) ?? '', entry);
    }
  }
  for (const name of own) readEntries(read(`${ADMINISTRATOR}/${file}.d/${name}`) ?? '', entry);
}

/** A line is a number, decimal or `0x`, and a name; `#` begins a comment. Reading ends at a line that is not so. */
export function readEntries(text: string, entry: (id: number, name: string) => void): void {
  for (const line of text.split('\n')) {
    if (/^[ \t]*(#|$)/.test(line)) continue;
    const match = /^\s*(0x[0-9a-f]+|-?\d+)\s+(\S+)/i.exec(line);
    if (match === null) return;
    const id = Number(match[1]);
    if (id >= 0) entry(id, match[2] ?? '');
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function listing(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => /^[^.].*\.conf$/.test(name));
  } catch {
    return [];
  }
}
