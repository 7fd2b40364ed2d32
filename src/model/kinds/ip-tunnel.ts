import { TUNNEL_ENCAP_FLAG } from '../../../protocol/route/link/kinds/encap.ts';
import { wholeNumber } from '../check-options.ts';
import type { Option } from './option.ts';
import { tos } from './outer-header.ts';
import type { Settings } from './settings.ts';
import { noneOf, trueOrFalse, type Words, wordsOf } from './words.ts';

// What tunnels over IP have in common, whatever they carry.

/** Settings with a number. */
export interface WithNumber<A extends string> extends Settings {
  readonly input: { readonly [N in A]?: number | undefined };
  readonly view: { readonly [N in A]: number | undefined };
}

/** One bit of a mask, whose other bits are other options'. */
export function bit<A extends string>(attribute: A, mask: number): Option<WithNumber<A>, boolean> {
  return {
    write: (value, name) => only(attribute, trueOrFalse(value, name) ? mask : 0),
    read: ({ [attribute]: bits }) => (bits === undefined ? undefined : (bits & mask) !== 0),
  };
}

/** A number, or a word that the kernel has as 0. */
export function zeroIs<A extends string, W extends string>(
  word: W,
  attribute: A,
  most: number,
): Option<WithNumber<A>, number | W> {
  return {
    write: (value, name) => only(attribute, value === word ? 0 : wholeNumber(value as number, name, 1, most)),
    read: ({ [attribute]: value }) => (value === 0 ? word : value),
  };
}

/** Settings with another header around that of the tunnel. */
export interface WithEncap extends Settings {
  readonly input: { readonly encapType?: Encap | undefined };
  readonly view: { readonly encapType: Encap | 'mpls' | number | undefined };
}

type Encap = 'none' | 'fou' | 'gue';

function encapType(): Option<WithEncap, Encap> {
  const known: readonly Encap[] = ['none', 'fou', 'gue'];
  return {
    write(value, name) {
      if (!known.includes(value)) throw noneOf(name, known, value);
      return { encapType: value };
    },
    read: ({ encapType: type }) => known.find((each) => each === type),
  };
}

const { csum, csum6, remcsum } = TUNNEL_ENCAP_FLAG.values;

/** What a tunnel is itself carried in. */
export const encapsulation = {
  /** In UDP: foo over UDP, or generic UDP encapsulation; default `none`. */
  encap: encapType(),
  /** UDP source port; `auto`, the default, follows the flow. */
  encapSport: zeroIs('auto', 'encapSport', 65535),
  /** UDP destination port; default 0. */
  encapDport: between('encapDport', 65535),
  /** Whether outer IPv4 packets have UDP checksums. */
  encapCsum: bit('encapFlags', csum),
  /** Whether outer IPv6 packets have UDP checksums; default true for tunnels over IPv6. */
  encapCsum6: bit('encapFlags', csum6),
  /** Remote checksum offload. */
  encapRemcsum: bit('encapFlags', remcsum),
} as const;

/** A number that the kernel takes from 0 on. */
export function between<A extends string>(attribute: A, most: number): Option<WithNumber<A>, number> {
  return {
    write: (value, name) => only(attribute, wholeNumber(value, name, 0, most)),
    read: ({ [attribute]: value }) => value,
  };
}

/** Where packets go. */
export interface Ends {
  readonly remote: string | undefined;
  readonly local: string | undefined;
  readonly link: number | undefined;
  readonly fwmark: number | undefined;
}

/** What is said of the header around them. */
export interface Around extends Ends {
  readonly pmtudisc: number | undefined;
  readonly collectMetadata: boolean | undefined;
}

/** Settings of a kind that has these, whatever else it has. */
export interface With<V extends object> extends Settings {
  readonly input: Partial<V>;
  readonly view: V;
}

// Which kind it is does not matter to these words.
const words = wordsOf('gre') as unknown as Words<With<Ends>>;
const words4 = wordsOf('gre') as unknown as Words<With<Around>>;

/** Where packets go, whatever is around them. */
export const ends = {
  /** The other end. */
  remote: words.plain('remote'),
  /** The outer source address. */
  local: words.plain('local'),
  /** The interface that the outer packets go out by. */
  dev: words.interface('link'),
} as const;

/** Whether the ends come with each packet, from a route or a program. */
export const external = words4.flag('collectMetadata');

/** The firewall mark of outer packets. */
export const fwmark = words.plain('fwmark');

/** The outer IPv4 header. */
export const outerIp4 = {
  ...ends,
  /** Of the outer header; `inherit`, the default, for the inner one. */
  ttl: zeroIs('inherit', 'ttl', 255),
  /** Of the outer header. */
  tos: tos(),
  /** Whether the path's MTU is found out, with "don't fragment" in the outer header; default true. */
  pmtudisc: words4.onOff('pmtudisc'),
  /** The firewall mark of outer packets. */
  fwmark,
  /** Whether the ends come with each packet, from a route or a program. */
  external,
} as const;

function only<A extends string>(attribute: A, value: number): { readonly [N in A]: number } {
  return { [attribute]: value } as { readonly [N in A]: number };
}
