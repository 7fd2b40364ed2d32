import { type address, IFA_F } from '../../protocol/route/address.ts';
import { RT_SCOPE } from '../../protocol/route/route/rtmsg.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';
import { refuseUnknown } from './check-options.ts';
import { flagBits } from './flag-bits.ts';
import type { InterfaceReference } from './interface-reference.ts';
import { broadcastOf, type Family, type Network, networkOf, parseIp } from './network.ts';
import { names, numberIn } from './words.ts';

/** What an address may have beside its prefix: `ip address add`. */
export interface AddressOptions {
  /** Its interface. */
  readonly dev: InterfaceReference;
  /** The other end of a point-to-point link; the address then has no prefix of its own. */
  readonly peer?: string | undefined;
  /** IPv4: the broadcast address; `+` computes it from the prefix, `-` with zeros in place of ones. */
  readonly broadcast?: string | undefined;
  /** IPv4: at most 15 bytes; it must begin with the interface's name for old programs to see it. */
  readonly label?: string | undefined;
  /** A name of `rt_scopes` or a number; default: `host` for 127.0.0.0/8, else `global`. */
  readonly scope?: string | number | undefined;
  /** Seconds until it is taken away; `Infinity`, the default, for never. */
  readonly validLifetime?: number | undefined;
  /** Seconds until it is no longer used for new connections; default: as long as it is valid. */
  readonly preferredLifetime?: number | undefined;
  /** The metric of the prefix route that comes with it. */
  readonly metric?: number | undefined;
  /** A name of `rt_addrprotos` or a number (Linux 5.18). */
  readonly protocol?: string | number | undefined;
  /** IPv6: use it at once, without looking whether another host has it. */
  readonly nodad?: boolean | undefined;
  /** IPv6: use it while looking. */
  readonly optimistic?: boolean | undefined;
  /** IPv6: a home address (RFC 6275). */
  readonly home?: boolean | undefined;
  /** IPv6: make temporary addresses from its prefix (RFC 8981). */
  readonly managedTemporary?: boolean | undefined;
  /** Do not add a route for its prefix. */
  readonly noPrefixRoute?: boolean | undefined;
  /** Join the multicast group that it is. */
  readonly autojoin?: boolean | undefined;
}

/** Which addresses are wanted; what is left out does not matter. */
export interface AddressFilter {
  readonly dev?: InterfaceReference | undefined;
  readonly family?: Family | undefined;
  /** A name of `rt_scopes` or a number. */
  readonly scope?: string | number | undefined;
  /** In this prefix: `10.0.0.0/8`. */
  readonly to?: string | undefined;
  readonly label?: string | undefined;
  /** Whether it goes away by itself (it was learned or has a lifetime). */
  readonly dynamic?: boolean | undefined;
  /** IPv6: whether it can't be used yet, since duplicates are being looked for. */
  readonly tentative?: boolean | undefined;
}

/** The message for an address on the interface `index`. @throws InputError */
export function addressInput(
  network: Network,
  index: number,
  options: Omit<AddressOptions, 'dev'>,
): MessageInputOf<typeof address> {
  refuseUnknown('an address', options, KNOWN);
  const { family, text, length } = network;
  const { label, metric, protocol } = options;
  const peer = options.peer === undefined ? undefined : parseIp(options.peer, 'peer');
  if (peer !== undefined && peer.family !== family) {
    throw new InputError(`peer: ${peer.text} is of another family than ${text}`);
  }
  for (const key of ['broadcast', 'label'] as const) {
    if (family === 'inet6' && options[key] !== undefined)
      throw new InputError(`${key}: IPv6 addresses have none`);
  }
  return {
    header: { family, prefixlen: length, index, scope: scopeOf(network, options.scope) },
    local: text,
    address: peer?.text ?? text,
    broadcast: broadcast(network, options.broadcast),
    label,
    flags: flagBits(options, FLAGS),
    cacheinfo: lifetimes(options),
    rtPriority: metric,
    proto: protocol === undefined ? undefined : numberIn(names.addressProtocol, protocol),
  };
}

/** Checks a filter. @throws InputError */
export function checkAddressFilter(filter: AddressFilter): void {
  refuseUnknown('a filter of addresses', filter, FILTERS);
}

function scopeOf({ family, bytes }: Network, scope: string | number | undefined): number {
  if (scope !== undefined) return numberIn(names.scope, scope);
  return family === 'inet' && bytes[0] === 127 ? RT_SCOPE.values.host : RT_SCOPE.values.universe;
}

function broadcast(network: Network, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (text !== '+' && text !== '-') {
    const { family, text: address } = parseIp(text, 'broadcast');
    if (family !== 'inet') throw new InputError(`broadcast: ${text} is no IPv4 address`);
    return address;
  }
  const ones = broadcastOf(network);
  if (ones === undefined) {
    throw new InputError(`broadcast: a prefix of ${network.length} bits has no broadcast address`);
  }
  return text === '+' ? ones : networkOf(network).text;
}

function lifetimes({ validLifetime, preferredLifetime }: Omit<AddressOptions, 'dev'>) {
  if (validLifetime === undefined && preferredLifetime === undefined) return undefined;
  const valid = lifetime(validLifetime ?? Number.POSITIVE_INFINITY, 'validLifetime');
  const prefered = preferredLifetime === undefined ? valid : lifetime(preferredLifetime, 'preferredLifetime');
  if (valid === 0)
    throw new InputError('validLifetime: an address that is valid for no time can not be added');
  if (prefered > valid) {
    throw new InputError(
      `preferredLifetime: ${preferredLifetime} s is longer than it is valid (${validLifetime} s)`,
    );
  }
  return { valid, prefered };
}

/** Seconds as the kernel has them: all bits set is for ever. */
function lifetime(seconds: number, what: string): number {
  if (seconds === Number.POSITIVE_INFINITY) return FOR_EVER;
  if (Number.isInteger(seconds) && seconds >= 0 && seconds < FOR_EVER) return seconds;
  throw new InputError(`${what}: a whole number of seconds or Infinity is needed, got ${seconds}`);
}

/** `INFINITY_LIFE_TIME` */
export const FOR_EVER = 0xffff_ffff;

const FLAGS = [
  ['nodad', IFA_F.values.nodad],
  ['optimistic', IFA_F.values.optimistic],
  ['home', IFA_F.values.homeaddress],
  ['managedTemporary', IFA_F.values.managetempaddr],
  ['noPrefixRoute', IFA_F.values.noprefixroute],
  ['autojoin', IFA_F.values.mcautojoin],
] as const;

const KNOWN: ReadonlySet<string> = new Set<keyof AddressOptions>([
  'dev',
  'peer',
  'broadcast',
  'label',
  'scope',
  'validLifetime',
  'preferredLifetime',
  'metric',
  'protocol',
  ...FLAGS.map(([key]) => key),
]);

const FILTERS: ReadonlySet<string> = new Set<keyof AddressFilter>([
  'dev',
  'family',
  'scope',
  'to',
  'label',
  'dynamic',
  'tentative',
]);
