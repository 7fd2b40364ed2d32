import { formatIPv6, parseLinkAddress } from '../../../protocol/schema/index.ts';

/** `ARPHRD_*` of tunnels, whose link layer addresses are IP addresses. */
const IPV4 = [768, 776, 778];
const IPV6 = [769, 823];

/** A link layer address as `ip` shows it on a link of that `ARPHRD_*` type: hexadecimal, or an IP address. */
export function hardwareAddress(address: string, type: number): string {
  if (!IPV4.includes(type) && !IPV6.includes(type)) return address;
  const bytes = parseLinkAddress(address);
  if (bytes?.length === 4 && IPV4.includes(type)) return bytes.join('.');
  if (bytes?.length === 16 && IPV6.includes(type)) return formatIPv6(bytes, 0);
  return address;
}
