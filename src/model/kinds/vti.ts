import { bothWays } from './gre-header.ts';
import { ends, fwmark } from './ip-tunnel.ts';
import { kindModel, type OptionsOf } from './kind-model.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('vti');

const table = {
  ...ends,
  /** 0 to 4294967295: the mark by which the policies for packets that come in are found. */
  ikey: words.plain('ikey'),
  /** The same for packets that go out. */
  okey: words.plain('okey'),
  /** The firewall mark of outer packets. */
  fwmark,
} as const;

const particulars = { whole: true, shorthands: { key: bothWays.key } } as const;

/** A virtual tunnel interface for IPsec over IPv4: `ip link add vti1 type vti remote 192.0.2.1 key 7`. */
export const vti = kindModel('vti', table, particulars);

/** The same over IPv6: `ip link add vti1 type vti6 remote 2001:db8::1 key 7`. */
export const vti6 = kindModel('vti6', table, particulars);

/** The options of a virtual tunnel interface. */
export interface VtiOptions extends OptionsOf<typeof vti> {
  /** `ikey` and `okey`. */
  readonly key?: number | undefined;
}
