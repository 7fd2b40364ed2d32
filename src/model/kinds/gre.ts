import { type BothWays, bothWays, greHeader } from './gre-header.ts';
import { encapsulation, outerIp4 } from './ip-tunnel.ts';
import { ip6Defaults, outerIp6 } from './ip6-tunnel.ts';
import { kindModel, type OptionsOf } from './kind-model.ts';
import { wordsOf } from './words.ts';

const table = {
  ...outerIp4,
  ...greHeader,
  /** Whether packets that may not be fragmented may be so once they are inside; needs `pmtudisc` false. */
  ignoreDf: wordsOf('gre').onOff('ignoreDf'),
  ...encapsulation,
} as const;

const table6 = { ...outerIp6, ...greHeader, ...encapsulation } as const;

const particulars = { whole: true, shorthands: bothWays } as const;
const particulars6 = { ...particulars, defaults: ip6Defaults } as const;

/** Generic routing encapsulation of IP packets: `ip link add gre1 type gre remote 192.0.2.1 local 192.0.2.2 key 7`. */
export const gre = kindModel('gre', table, particulars);

/** The same of Ethernet frames: `ip link add gretap1 type gretap remote 192.0.2.1 local 192.0.2.2`. */
export const gretap = kindModel('gretap', table, particulars);

/** Generic routing encapsulation over IPv6: `ip link add gre1 type ip6gre remote 2001:db8::1`. */
export const ip6gre = kindModel('ip6gre', table6, particulars6);

/** The same of Ethernet frames: `ip link add gretap1 type ip6gretap remote 2001:db8::1`. */
export const ip6gretap = kindModel('ip6gretap', table6, particulars6);

/** The options of a GRE tunnel over IPv4. */
export interface GreOptions extends OptionsOf<typeof gre>, BothWays {}

/** The options of a GRE tunnel over IPv6. */
export interface Ip6greOptions extends OptionsOf<typeof ip6gre>, BothWays {}
