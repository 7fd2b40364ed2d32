import { AF } from '../../../../protocol/route/families.ts';
import type { Label } from '../../../../protocol/route/route/labels.ts';
import type { Via } from '../../../../protocol/route/route/via.ts';
import { hexFromBytes } from '../../../../protocol/schema/index.ts';
import type { Color } from '../../print/color.ts';

/** An address of a route as it is decoded: IP text, MPLS labels, or bytes of a family that has no text form. */
export type RouteAddress = string | readonly Label[] | Uint8Array;

/** As `ip` writes an address. */
export function addressText(address: RouteAddress): string {
  if (typeof address === 'string') return address;
  return address instanceof Uint8Array ? '???' : labelText(address);
}

/** `100/200`, to the bottom of the stack. */
export function labelText(labels: readonly Label[]): string {
  const bottom = labels.findIndex(({ bos }) => bos);
  const stack = bottom === -1 ? labels : labels.slice(0, bottom + 1);
  return stack.map(({ label }) => label).join('/');
}

/** The colour of an address family. */
export function familyColor(family: string | number): Color | undefined {
  return family === 'inet' || family === 'inet6' ? family : undefined;
}

/** Bits of a whole address. */
export function addressBits(family: string | number): number {
  return bits[family] ?? 0;
}

const bits: Readonly<Record<string, number>> = {
  inet: 32,
  inet6: 128,
  mpls: 20,
  [AF.values.inet]: 32,
  [AF.values.inet6]: 128,
  [AF.values.mpls]: 20,
};

const families: Readonly<Record<string, string>> = {
  inet: 'inet',
  inet6: 'inet6',
  packet: 'link',
  mpls: 'mpls',
  bridge: 'bridge',
};

/** `RTA_VIA`'s family and address as `ip` writes them. */
export function viaText({ family, addr }: Via): { family: string; host: string } {
  const name = families[family] ?? '???';
  if (typeof addr === 'string') return { family: name, host: addr };
  return { family: name, host: family === 'packet' ? hexFromBytes(addr, ':') : '???' };
}
