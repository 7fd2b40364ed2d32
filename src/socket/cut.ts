/** `nlmsg_len` of the message that goes beyond `end`, 0 if none does. */
export function cutLength(bytes: Uint8Array, start: number, end: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = start;
  while (end - at >= 4) {
    const length = view.getUint32(at, LITTLE_ENDIAN);
    if (length > end - at) return length;
    if (length < 16) return 0;
    at += (length + 3) & ~3;
  }
  return 0;
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
