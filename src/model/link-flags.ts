import { IFF } from '../../protocol/route/types.ts';

/** `IFF_*` as `ip` names them, in its order. `IFF_RUNNING` has no word: its absence has. */
export const linkFlagWords: readonly (readonly [bit: number, word: string])[] = [
  [IFF.values.loopback, 'LOOPBACK'],
  [IFF.values.broadcast, 'BROADCAST'],
  [IFF.values.pointopoint, 'POINTOPOINT'],
  [IFF.values.multicast, 'MULTICAST'],
  [IFF.values.noarp, 'NOARP'],
  [IFF.values.allmulti, 'ALLMULTI'],
  [IFF.values.promisc, 'PROMISC'],
  [IFF.values.master, 'MASTER'],
  [IFF.values.slave, 'SLAVE'],
  [IFF.values.debug, 'DEBUG'],
  [IFF.values.dynamic, 'DYNAMIC'],
  [IFF.values.automedia, 'AUTOMEDIA'],
  [IFF.values.portsel, 'PORTSEL'],
  [IFF.values.notrailers, 'NOTRAILERS'],
  [IFF.values.up, 'UP'],
  [IFF.values.lowerUp, 'LOWER_UP'],
  [IFF.values.dormant, 'DORMANT'],
  [IFF.values.echo, 'ECHO'],
];

/** The words that `ip` puts between angle brackets; M-DOWN, which takes another interface to know, is not among them. */
export function linkFlags(flags: number): string[] {
  const words = linkFlagWords.filter(([bit]) => (flags & bit) !== 0).map(([, word]) => word);
  if ((flags & IFF.values.up) !== 0 && (flags & IFF.values.running) === 0) words.unshift('NO-CARRIER');
  return words;
}
