import { GRE } from '../../../protocol/route/link/kinds/gre.ts';
import { wholeNumber } from '../check-options.ts';
import { bit } from './ip-tunnel.ts';
import type { Option } from './option.ts';
import type { Settings } from './settings.ts';

const { key, seq, csum } = GRE.values;

/** Settings with a key, and flags of which one says that it is there. */
export interface WithKey<K extends string, F extends string> extends Settings {
  readonly input: { readonly [N in K | F]?: number | undefined };
  readonly view: { readonly [N in K | F]: number | undefined };
}

function keyOf<K extends string, F extends string>(
  attribute: K,
  flags: F,
): Option<WithKey<K, F>, number | null> {
  return {
    write(value, name) {
      const said =
        value === null ? { [flags]: 0 } : { [attribute]: wholeNumber(value, name, 0, MOST), [flags]: key };
      return said as WithKey<K, F>['input'];
    },
    read: ({ [attribute]: value, [flags]: bits }) => (((bits ?? 0) & key) === 0 ? undefined : value),
  };
}

/** What the GRE header has: `i...` of packets that come in, `o...` of those that go out. */
export const greHeader = {
  /** 0 to 4294967295: what tells tunnels between the same ends apart; `null` for none. */
  ikey: keyOf('ikey', 'iflags'),
  okey: keyOf('okey', 'oflags'),
  /** Whether packets are numbered, and dropped out of order. */
  iseq: bit('iflags', seq),
  oseq: bit('oflags', seq),
  /** Whether packets have checksums. */
  icsum: bit('iflags', csum),
  ocsum: bit('oflags', csum),
} as const;

/** Words for both directions at once. */
export interface BothWays {
  /** `ikey` and `okey`. */
  readonly key?: number | null | undefined;
  /** `iseq` and `oseq`. */
  readonly seq?: boolean | undefined;
  /** `icsum` and `ocsum`. */
  readonly csum?: boolean | undefined;
}

/** What each of those words stands for. */
export const bothWays = {
  key: ['ikey', 'okey'],
  seq: ['iseq', 'oseq'],
  csum: ['icsum', 'ocsum'],
} as const;

const MOST = 0xffff_ffff;
