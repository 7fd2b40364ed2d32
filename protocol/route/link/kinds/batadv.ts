import { attributes, text } from '../../../schema/index.ts';

/** B.A.T.M.A.N. mesh: `ip link add bat0 type batadv ra BATMAN_IV`. Source: linux/batman_adv.h. */
export const batadv = attributes('IFLA_BATADV', () => ({
  /** The routing algorithm: `BATMAN_IV`, `BATMAN_V`. */
  algoName: [1, text],
}));
