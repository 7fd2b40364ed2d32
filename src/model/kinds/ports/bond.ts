import { portWordsOf } from '../words.ts';
import { type PortOptionsOf, portModel } from './port-model.ts';

const { between, plain } = portWordsOf('bond');

/** A port of a bond: `ip link set dev eth0 type bond_slave`. */
export const bondPort = portModel('bond', {
  /** The transmit queue that means this port; 0 for none. */
  queueId: plain('queueId'),
  /** -2147483648 to 2147483647; of the ports that work, the one with the highest is used (Linux 6.0). */
  prio: plain('prio'),
  /** Of `802.3ad`: 1 to 65535, the lowest comes first (Linux 6.18). */
  actorPortPrio: between('actorPortPrio', 1, 65535),
});

/** The options of a bond's port. */
export interface BondPortOptions extends PortOptionsOf<typeof bondPort> {}
