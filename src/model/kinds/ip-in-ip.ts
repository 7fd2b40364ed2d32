import { SIT } from '../../../protocol/route/link/kinds/iptun.ts';
import { InputError } from '../../sys/input-error.ts';
import { type Family, parseNetwork } from '../network.ts';
import { bit, encapsulation, outerIp4, type WithNumber } from './ip-tunnel.ts';
import { ip6Defaults, outerIp6 } from './ip6-tunnel.ts';
import { kindModel, type OptionsOf } from './kind-model.ts';
import type { Option } from './option.ts';
import type { KindSettings } from './settings.ts';
import { noneOf } from './words.ts';

const { external, ...fixedEnds } = outerIp4;
const table = { ...fixedEnds, ...encapsulation } as const;

/** IP in IPv4: `ip link add tun1 type ipip remote 192.0.2.1 local 192.0.2.2`. */
export const ipip = kindModel(
  'ipip',
  {
    ...table,
    external,
    /** What is inside; default `any`. It stays as it is made. */
    mode: mode({ any: 0, ipip: 4, mplsip: 137 }),
  },
  // The kernel's own default is `ipip`.
  { whole: true, complete: (options) => ({ mode: 'any', ...options }) },
);

/** IPv6 in IPv4: `ip link add sit1 type sit remote 192.0.2.1 ttl 64`. */
export const sit = kindModel(
  'sit',
  {
    ...table,
    /** What is inside; default `any`. It stays as it is made. */
    mode: mode({ any: 0, ipip: 4, ip6ip: 41, mplsip: 137 }),
    /** Intra-site automatic tunnel addressing (RFC 5214). It stays as it is made. */
    isatap: bit('flags', SIT.values.isatap),
    /** The prefix of 6rd (RFC 5969): `2001:db8::/32`. */
    '6rdPrefix': network('6rdPrefix', '6rdPrefixlen', 'inet6'),
    /** What of the IPv4 addresses is the same for all of a 6rd domain: `192.0.0.0/8`. */
    '6rdRelayPrefix': network('6rdRelayPrefix', '6rdRelayPrefixlen', 'inet'),
  },
  // The kernel's own defaults are `ip6ip` and 64.
  { whole: true, defaults: { mode: 'any', ttl: 'inherit' } },
);

/** IP in IPv6: `ip link add tun1 type ip6tnl remote 2001:db8::1`. */
export const ip6tnl = kindModel(
  'ip6tnl',
  {
    /** What is inside; default `any`. */
    mode: mode({ any: 0, ipip6: 4, ip6ip6: 41 }),
    ...outerIp6,
    ...encapsulation,
  },
  { whole: true, defaults: { mode: 'any', ...ip6Defaults } },
);

/** The options of an IP tunnel over IPv4. */
export interface IpipOptions extends OptionsOf<typeof ipip> {}

/** The options of a sit tunnel. */
export interface SitOptions extends OptionsOf<typeof sit> {}

/** The options of an IP tunnel over IPv6. */
export interface Ip6tnlOptions extends OptionsOf<typeof ip6tnl> {}

/** The protocol of what is inside, by name. */
function mode<M extends Readonly<Record<string, number>>>(
  modes: M,
): Option<WithNumber<'proto'>, (keyof M & string) | number> {
  return {
    write(value, name) {
      if (typeof value === 'number') return { proto: value };
      const proto = Object.hasOwn(modes, value) ? modes[value] : undefined;
      if (proto === undefined) throw noneOf(name, Object.keys(modes), value);
      return { proto };
    },
    read: ({ proto }) => Object.keys(modes).find((word) => modes[word] === proto) ?? proto,
  };
}

/** A prefix, where the kernel has its address and its length. */
function network<A extends '6rdPrefix' | '6rdRelayPrefix'>(
  address: A,
  length: `${A}len`,
  family: Family,
): Option<KindSettings<'sit'>, string> {
  return {
    write(value, name) {
      const parsed = parseNetwork(value, name);
      if (parsed.family !== family) throw new InputError(`${name}: ${value} is no ${family} prefix`);
      return { [address]: parsed.text, [length]: parsed.length };
    },
    read: ({ [address]: text, [length]: bits }) =>
      text === undefined || bits === undefined ? undefined : `${text}/${bits}`,
  };
}
