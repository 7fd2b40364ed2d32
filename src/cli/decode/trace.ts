/** A string with escapes that stands in quotes, as C, Python and strace write bytes. */
const quoted = /(["'])((?:\\.|(?!\1)[^\\])*)\1(\.\.\.)?/gs;

const escaped = /\\(?:x([0-9a-f]{2})|([0-7]{1,3})|(.))/gisy;

const named: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** Where netlink goes through; the strings of other calls are names of files. */
const calls = /\b(?:sendto|sendmsg|sendmmsg|recvfrom|recvmsg|recvmmsg|read|readv|write|writev|recv|send)\b/;

/** Whether a line is strace's: a call, what was left of one, a signal, the end. */
export function isTraceLine(line: string): boolean {
  return /^(?:\[pid\s+\d+\]\s+|\d+\s+)?(?:[\d:.]+\s+)?(?:[a-z_]\w*\(|<\.\.\.\s|\+\+\+\s|---\s|strace:)/.test(
    line,
  );
}

/** Whether a line is of the dump that strace writes below a call. */
export function isTraceDump(line: string): boolean {
  return /^\|\s[0-9a-f]{5,}\s/.test(line);
}

/** The bytes in the escaped strings of a line, and whether strace left some out of them. */
export function quotedBytes(line: string): { bytes: Uint8Array; cut: boolean }[] {
  if (!line.includes('\\') || (isTraceLine(line) && !calls.test(line))) return [];
  if (/^(?:\\x[0-9a-f]{2})+$/i.test(line)) return [{ bytes: unescaped(line), cut: false }];
  return [...line.matchAll(quoted)]
    .filter(([, , text]) => text?.includes('\\'))
    .map(([, , text = '', dots]) => ({ bytes: unescaped(text), cut: dots !== undefined }));
}

function unescaped(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; ) {
    escaped.lastIndex = at;
    const match = escaped.exec(text);
    if (match === null) {
      bytes.push(text.charCodeAt(at));
      at++;
      continue;
    }
    const [whole, hex, octal, other = ''] = match;
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 255);
    else bytes.push(named[other] ?? other.charCodeAt(0));
    at += whole.length;
  }
  return Uint8Array.from(bytes);
}
