import { hexFromBytes, parseIPv4, parseLinkAddress } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';

/** A MAC address, `02:00:5e:10:00:01`, as the kernel writes it. @throws InputError */
export function macAddress(text: string, what: string): string {
  const bytes = parseLinkAddress(text);
  if (bytes?.length === 6) return hexFromBytes(bytes, ':');
  throw new InputError(`${what}: a MAC address such as 02:00:5e:10:00:01 is needed, got ${quoted(text)}`);
}

/** A link layer address of whatever length; a tunnel's may be written as an IPv4 address. @throws InputError */
export function linkLayerAddress(text: string, what: string): string {
  const bytes = parseIPv4(text) ?? parseLinkAddress(text);
  if (bytes !== undefined && bytes.length > 0) return hexFromBytes(bytes, ':');
  throw new InputError(
    `${what}: a link layer address such as 02:00:5e:10:00:01 is needed, got ${quoted(text)}`,
  );
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
