import { names, numberIn } from '../words.ts';
import { kindModel, type OptionsOf } from './kind-model.ts';
import type { Option } from './option.ts';
import type { KindSettings } from './settings.ts';

/** Virtual routing and forwarding: `ip link add vrf-blue type vrf table 10`. */
export const vrf = kindModel(
  'vrf',
  {},
  {
    needed: {
      /** The routing table, by number or a name of `rt_tables`; read as the number. */
      table: table(),
    },
  },
);

/** The options of a VRF. */
export interface VrfOptions extends OptionsOf<typeof vrf> {}

function table(): Option<KindSettings<'vrf'>, string | number> {
  return { write: (value) => ({ table: numberIn(names.table, value) }), read: ({ table: number }) => number };
}
