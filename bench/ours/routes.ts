import { type NetlinkRequest, NLM_F, request, route } from '../../src/index.ts';

/** The order in which routes come: see floor/route.h. */
export function order(i: number, n: number, by: string): number {
  // Exact: 2 ** 53 is more than three million times the prime.
  return by === 'shuffled' ? (i * 2654435761) % n : i;
}

const header = {
  family: 'inet',
  dstLen: 24,
  table: 'main',
  protocol: 'static',
  scope: 'universe',
  type: 'unicast',
} as const;

/** The `i`-th IPv4 route of floor/route.h, to be added or deleted. */
export function change(operation: string, i: number, oif: number): NetlinkRequest {
  const dst = `${16 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}.0`;
  const input = { header, dst, gateway: '10.0.0.2', oif };
  return operation === 'add'
    ? request(route, 'RTM_NEWROUTE', input, { flags: NLM_F.CREATE | NLM_F.EXCL })
    : request(route, 'RTM_DELROUTE', input);
}

/** Prints what a measured program ends with. */
export function tell(count: number, milliseconds: number, more: object = {}): void {
  console.log(JSON.stringify({ count, seconds: milliseconds / 1000, ...more }));
}
