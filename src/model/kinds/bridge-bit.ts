import { BR_BOOLOPT } from '../../../protocol/route/link/kinds/bridge.ts';
import type { Option } from './option.ts';
import type { KindSettings } from './settings.ts';
import { trueOrFalse } from './words.ts';

/** A switch in `IFLA_BR_MULTI_BOOLOPT`; the mask tells which of them a kernel knows. */
export function bridgeBit(name: keyof typeof BR_BOOLOPT.values): Option<KindSettings<'bridge'>, boolean> {
  const bit = BR_BOOLOPT.values[name];
  return {
    write: (value, option) => ({
      multiBoolopt: { optval: trueOrFalse(value, option) ? bit : 0, optmask: bit },
    }),
    read: ({ multiBoolopt: all }) =>
      all === undefined || (all.optmask & bit) === 0 ? undefined : (all.optval & bit) !== 0,
  };
}
