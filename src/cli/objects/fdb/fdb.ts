import type { Command } from '../../command.ts';

/** Forwarding databases, as `bridge fdb` shows them. */
export const fdb: Command = {
  names: ['fdb'],
  summary: 'forwarding databases of bridges and VXLANs: which port leads to a MAC address',
  usage: `[show] [br BRIDGE] [brport DEV | dev DEV] [vlan VID] [state STATE] [dynamic]

STATE: permanent, static, stale, reachable, all.`,
  load: () => import('./run.ts'),
};
