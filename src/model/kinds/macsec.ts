import { InputError } from '../../sys/input-error.ts';
import { kindModel, type OptionsOf } from './kind-model.ts';
import type { Option } from './option.ts';
import type { KindSettings } from './settings.ts';
import { noneOf, wordsOf } from './words.ts';

const { between, oneOf, onOff, plain } = wordsOf('macsec');

/** `MACSEC_CIPHER_ID_*` (linux/if_macsec.h) by the names of ip-macsec(8). */
const CIPHERS = {
  'gcm-aes-128': 0x0080c20001000001n,
  'gcm-aes-256': 0x0080c20001000002n,
  'gcm-aes-xpn-128': 0x0080c20001000003n,
  'gcm-aes-xpn-256': 0x0080c20001000004n,
} as const;

/** Authenticated and encrypted frames (IEEE 802.1AE): `ip link add link eth0 macsec0 type macsec encrypt on`. */
export const macsec = kindModel('macsec', {
  /** 1 to 65535: with the link layer address it makes the secure channel's identifier, in which it is told; default 1. */
  port: between('port', 1, 65535),
  /** The secure channel's identifier, 64 bits, in place of `port`. The kernel wants it said by each frame (`sendSci`). */
  sci: sci(),
  /** Default `gcm-aes-128`. */
  cipher: cipher(),
  /** Bytes of the integrity check value, 8 to 16; default 16. */
  icvlen: between('icvLen', 8, 16),
  /** Whether frames are encrypted, too. */
  encrypt: onOff('encrypt'),
  /** Whether each frame says the channel; default true. */
  sendSci: onOff('incSci'),
  /** Whether frames say that they are an end station's. */
  endStation: onOff('es'),
  /** Single copy broadcast. */
  scb: onOff('scb'),
  /** Whether frames that go out are protected; default true. */
  protect: onOff('protect'),
  /** Whether replayed frames are dropped; needs `window`. */
  replay: onOff('replayProtect'),
  /** By how many packets frames may be late. */
  window: plain('window'),
  /** What happens to frames that can not be verified; default `strict`. */
  validate: oneOf('validation'),
  /** The secure association that frames go out by, 0 to 3; default 0. */
  encodingsa: between('encodingSa', 0, 3),
  /** Which hardware does the work; default `off`. Linux 6.1 does not tell it. */
  offload: oneOf('offload'),
});

/** The options of a macsec interface. */
export interface MacsecOptions extends OptionsOf<typeof macsec> {}

function sci(): Option<KindSettings<'macsec'>, bigint> {
  return {
    write(value, name) {
      if (typeof value === 'bigint' && value >= 0n && value < 1n << 64n) return { sci: value };
      throw new InputError(`${name}: a bigint of up to 64 bits is needed, got ${String(value)}`);
    },
    read: ({ sci: value }) => value,
  };
}

function cipher(): Option<KindSettings<'macsec'>, keyof typeof CIPHERS> {
  return {
    write(value, name) {
      if (!Object.hasOwn(CIPHERS, value)) throw noneOf(name, Object.keys(CIPHERS), value);
      return { cipherSuite: CIPHERS[value] };
    },
    // The kernel has two numbers for the default.
    read: ({ cipherSuite }) =>
      cipherSuite === DEFAULT ? 'gcm-aes-128' : NAMES.find((name) => CIPHERS[name] === cipherSuite),
  };
}

/** `MACSEC_DEFAULT_CIPHER_ID` */
const DEFAULT = 0x0080020001000001n;

const NAMES = Object.keys(CIPHERS) as (keyof typeof CIPHERS)[];
