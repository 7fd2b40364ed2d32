import { wholeNumber } from '../check-options.ts';
import { kindModel, type OptionsOf } from './kind-model.ts';
import type { Option } from './option.ts';
import type { KindSettings } from './settings.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('hsr');

/** Each frame by two ways (IEC 62439-3): `ip link add hsr0 type hsr slave1 eth0 slave2 eth1`. It stays as it is made. */
export const hsr = kindModel(
  'hsr',
  {
    /** The port to hosts or rings without redundancy (Linux 6.10). */
    interlink: words.interface('interlink'),
    /** Last byte of the address that supervision frames go to; default 0. */
    supervision: supervision(),
    /** Of the supervision frames, 0 or 1; default 0. */
    version: words.between('version', 0, 1),
    /** High-availability seamless redundancy in a ring, or the parallel redundancy protocol; default `hsr`. */
    proto: words.oneOf('protocol'),
  },
  {
    needed: {
      /** The first of the two ports. */
      slave1: words.interface('slave1'),
      /** The second. */
      slave2: words.interface('slave2'),
    },
  },
);

/** The options of an HSR or PRP interface. */
export interface HsrOptions extends OptionsOf<typeof hsr> {}

/** It is told as part of the address. */
function supervision(): Option<KindSettings<'hsr'>, number> {
  return {
    write: (value, name) => ({ multicastSpec: wholeNumber(value, name, 0, 255) }),
    read: ({ multicastSpec, supervisionAddr }) =>
      multicastSpec ??
      (supervisionAddr === undefined ? undefined : Number.parseInt(supervisionAddr.slice(-2), 16)),
  };
}
