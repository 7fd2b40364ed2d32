import { kindModel, type OptionsOf } from './kind-model.ts';
import type { Option } from './option.ts';
import type { KindSettings } from './settings.ts';
import { noneOf, wordsOf } from './words.ts';

const { oneOf } = wordsOf('ipvlan');

/** Who may talk to whom on one lower interface. */
export type IpvlanFlag = 'bridge' | 'private' | 'vepa';

const FLAGS: readonly IpvlanFlag[] = ['bridge', 'private', 'vepa'];

const table = {
  /** The layer on which packets are told apart; default `l3`. */
  mode: oneOf('mode'),
  /** With whom those on one lower interface talk: each other, nobody, or through the switch; default `bridge`. */
  flag: flag(),
} as const;

/** Several namespaces on one link layer address: `ip link add link eth0 name ipvl0 type ipvlan mode l3`. */
export const ipvlan = kindModel('ipvlan', table);

/** The same, with a character device: `ip link add link eth0 name ipvtap0 type ipvtap mode l2`. */
export const ipvtap = kindModel('ipvtap', table);

/** The options of an ipvlan or an ipvtap. */
export interface IpvlanOptions extends OptionsOf<typeof ipvlan> {}

/** Two bits, of which at most one may be on; each has the number of its word. */
function flag(): Option<KindSettings<'ipvlan'>, IpvlanFlag> {
  return {
    write(value, name) {
      const flags = FLAGS.indexOf(value);
      if (flags === -1) throw noneOf(name, FLAGS, value);
      return { flags };
    },
    read: ({ flags }) => (flags === undefined ? undefined : FLAGS[flags]),
  };
}
