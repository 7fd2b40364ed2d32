import { portWordsOf } from '../words.ts';
import { type PortOptionsOf, portModel } from './port-model.ts';

/** A port of a VRF; nothing of it can be changed. */
export const vrfPort = portModel('vrf', {
  /** The VRF's routing table. */
  table: portWordsOf('vrf').plain('table'),
});

/** What is told of a VRF's port. */
export interface VrfPortOptions extends PortOptionsOf<typeof vrfPort> {}
