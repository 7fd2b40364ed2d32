/** The bytes of dotted decimal text, or nothing when it is no IPv4 address. */
export function parseIPv4(text: string): Uint8Array | undefined {
  const word = ipv4Word(text);
  return word === -1 ? undefined : Uint8Array.of(word >>> 24, word >>> 16, word >>> 8, word);
}

/**
 * An IPv4 address as a number, its first byte the most significant, or -1 when the text is none. As `inet_pton(3)`:
 * four parts, and no leading zeros, which elsewhere make a part octal.
 */
export function ipv4Word(text: string): number {
  if (typeof text !== 'string') return -1;
  let word = 0;
  let part = 0;
  let value = -1;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9 && value !== 0) {
      value = value === -1 ? digit : value * 10 + digit;
      if (value > 255) return -1;
    } else if (digit === DOT && value !== -1 && part < 3) {
      word = (word << 8) | value;
      part++;
      value = -1;
    } else {
      return -1;
    }
  }
  return part < 3 || value === -1 ? -1 : ((word << 8) | value) >>> 0;
}

/** The full stop, counted from the digit 0. */
const DOT = -2;

/** The bytes of RFC 4291 text (`::1`, `fe80::1`, `::ffff:192.0.2.1`), or nothing when it is no IPv6 address. */
export function parseIPv6(text: string): Uint8Array | undefined {
  if (typeof text !== 'string') return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => groups(half, index === halves.length - 1));
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 16 ? Uint8Array.from(head) : undefined;
  if (tail === undefined || head.length + tail.length > 14) return undefined;
  return Uint8Array.from([...head, ...new Array<number>(16 - head.length - tail.length).fill(0), ...tail]);
}

/** The bytes of colon-separated groups, the last of which may be an IPv4 address. */
function groups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      const value = Number.parseInt(part, 16);
      bytes.push(value >> 8, value & 0xff);
      continue;
    }
    const embedded = last && index === parts.length - 1 ? parseIPv4(part) : undefined;
    if (embedded === undefined) return undefined;
    bytes.push(...embedded);
  }
  return bytes;
}

/**
 * Sixteen bytes as `inet_ntop(3)` writes them: the longest run of two or more zero groups shortened, an embedded
 * IPv4 address in dotted decimal.
 */
export function formatIPv6(bytes: Uint8Array, at: number): string {
  let start = -1;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let run = 0;
    while (i + run < 8 && group(bytes, at, i + run) === 0) run++;
    if (run > length) {
      start = i;
      length = run;
    }
    i += run;
  }
  let text = '';
  for (let i = 0; i < 8; i++) {
    if (i === start) {
      text += '::';
      i += length - 1;
      continue;
    }
    if (i === 6 && start === 0 && (length === 6 || (length === 5 && group(bytes, at, 5) === 0xffff))) {
      return `${text}:${bytes[at + 12]}.${bytes[at + 13]}.${bytes[at + 14]}.${bytes[at + 15]}`.replace(
        ':::',
        '::',
      );
    }
    if (i > 0 && i !== start + length) text += ':';
    text += group(bytes, at, i).toString(16);
  }
  return text;
}

function group(bytes: Uint8Array, at: number, index: number): number {
  return ((bytes[at + 2 * index] ?? 0) << 8) | (bytes[at + 2 * index + 1] ?? 0);
}
