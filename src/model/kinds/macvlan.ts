import { kindModel, type OptionsOf } from './kind-model.ts';
import type { Option } from './option.ts';
import type { KindSettings } from './settings.ts';
import { wordsOf } from './words.ts';

const { bits, oneOf, plain } = wordsOf('macvlan');

const table = {
  /** With whom it talks; default `vepa`. */
  mode: oneOf('mode'),
  /** `nopromisc`: passthru leaves the lower interface as it is; `nodst`: source mode looks at no destination. */
  flags: bits('flags'),
  /** Of mode `source`: from which link layer addresses it takes frames. */
  macaddr: sources(),
  /** Broadcast and multicast frames that may wait; the lower interface takes the most that any wants; default 1000. */
  bcqueuelen: plain('bcQueueLen'),
  /** From how many receivers on multicast frames wait; -1: all wait (Linux 6.4). */
  bclim: plain('bcCutoff'),
} as const;

/** Another address on an interface: `ip link add link eth0 name macvlan0 type macvlan mode bridge`. */
export const macvlan = kindModel('macvlan', table);

/** The same, with a character device: `ip link add link eth0 name macvtap0 type macvtap mode bridge`. */
export const macvtap = kindModel('macvtap', table);

/** The options of a macvlan or a macvtap. */
export interface MacvlanOptions extends OptionsOf<typeof macvlan> {}

/** The whole list at once. */
function sources(): Option<KindSettings<'macvlan'>, readonly string[]> {
  return {
    write: (list) =>
      list.length === 0
        ? { macaddrMode: 'flush' }
        : { macaddrMode: 'set', macaddrData: { macaddr: [...list] } },
    read: ({ mode, macaddrData }) => (mode === 'source' ? (macaddrData?.macaddr ?? []) : undefined),
  };
}
