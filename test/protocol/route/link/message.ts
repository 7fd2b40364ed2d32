import { hex } from '../../bytes.ts';

const count = (value: number, bytes: number) =>
  Array.from({ length: bytes }, (_, i) => ((value >>> (8 * i)) & 0xff).toString(16).padStart(2, '0')).join(
    '',
  );

/** The hexadecimal text of one attribute, padded: number, then its payload. */
export function attribute(type: number, payload: string): string {
  const size = hex(payload).length;
  return `${count(size + 4, 2)} ${count(type, 2)} ${payload}\n${'00'.repeat((4 - (size % 4)) % 4)} `;
}

/** `NLA_F_NESTED`. */
export const NESTED = 0x8000;

/** `struct ifinfomsg`: the family and the index are given, all else is 0. */
export function ifinfomsg(family = 0, index = 0): string {
  return `${count(family, 1)} 00 0000 ${count(index, 4)} 00000000 00000000 `;
}

/** The bytes of a little-endian RTM_NEWLINK, or of another type. */
export function newlink(attributes: string, header = ifinfomsg(), type = 16): Uint8Array {
  const body = header + attributes;
  return hex(`${count(16 + hex(body).length, 4)} ${count(type, 2)} 0000 00000000 00000000 ${body}`);
}
