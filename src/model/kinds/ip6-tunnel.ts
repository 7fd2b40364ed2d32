import { IP6_TNL_F } from '../../../protocol/route/link/kinds/encap.ts';
import { InputError } from '../../sys/input-error.ts';
import { wholeNumber } from '../check-options.ts';
import { between, bit, ends, external } from './ip-tunnel.ts';
import type { Option } from './option.ts';
import type { Settings } from './settings.ts';

// What tunnels over IPv6 say of the header that they put around a packet.

const FLAG = IP6_TNL_F.values;

/** Settings with `IP6_TNL_F_*`, and a number that a flag may stand in place of. */
export interface WithFlags<A extends string> extends Settings {
  readonly input: { readonly [N in A | 'flags']?: number | undefined };
  readonly view: { readonly [N in A | 'flags']: number | undefined };
}

/** Bits of an attribute, or a word that a flag says. @param besides what `ip` gives with the flag */
function orFlag<A extends string, W extends string>(
  attribute: A,
  bits: number,
  shift: number,
  word: W,
  flag: number,
  besides = 0,
): Option<WithFlags<A>, number | W> {
  const most = 2 ** bits - 1;
  return {
    write(value, name) {
      const isWord = value === word;
      const number = isWord ? besides : wholeNumber(value as number, name, 0, most) * 2 ** shift;
      return { [attribute]: number, flags: isWord ? flag : 0 } as WithFlags<A>['input'];
    },
    read({ [attribute]: value, flags }) {
      if (((flags ?? 0) & flag) !== 0) return word;
      return value === undefined ? undefined : Math.floor(value / 2 ** shift) % 2 ** bits;
    },
  };
}

/** Settings with a mask of `IP6_TNL_F_*`. */
function dscp(): Option<WithFlags<never>, 'inherit' | null> {
  return {
    write(value, name) {
      if (value === 'inherit' || value === null) return { flags: value === null ? 0 : FLAG.rcvDscpCopy };
      throw new InputError(`${name}: "inherit" or null is needed, got ${JSON.stringify(value)}`);
    },
    read: ({ flags }) =>
      flags === undefined ? undefined : (flags & FLAG.rcvDscpCopy) === 0 ? null : 'inherit',
  };
}

/** The outer IPv6 header, in ip-link(8)'s words. */
export const outerIp6 = {
  ...ends,
  /** 0 to 255; default 64. */
  hoplimit: between('ttl', 255),
  /** How often a packet may be put into another, 0 to 255; default 4. */
  encaplimit: orFlag('encapLimit', 8, 0, 'none', FLAG.ignEncapLimit, 4),
  /** Traffic class, 0 to 255, or the inner one. */
  tclass: orFlag('flowinfo', 8, 20, 'inherit', FLAG.useOrigTclass),
  /** 0 to 1048575, or the inner one. */
  flowlabel: orFlag('flowinfo', 20, 0, 'inherit', FLAG.useOrigFlowlabel),
  /** `inherit`: what comes out has the DSCP of the outer header. */
  dscp: dscp(),
  /** The firewall mark of outer packets, or the inner one. */
  fwmark: orFlag('fwmark', 32, 0, 'inherit', FLAG.useOrigFwmark),
  /** Whether the other end may be an address of this host (Linux 4.18). */
  allowLocalremote: bit('flags', FLAG.allowLocalRemote),
  /** Whether the ends come with each packet, from a route or a program. */
  external,
} as const;

/** What `ip` says where nothing is said. */
export const ip6Defaults = { hoplimit: 64, encaplimit: 4, encapCsum6: true } as const;
