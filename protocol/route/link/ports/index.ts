import { bondSlave } from './bond.ts';
import { brport } from './bridge.ts';
import { vrfPort } from './vrf.ts';

/** What ports send, by the kind of their master (`IFLA_INFO_SLAVE_KIND`). Those of a team send nothing. */
export const ports = { bridge: brport, bond: bondSlave, vrf: vrfPort };
