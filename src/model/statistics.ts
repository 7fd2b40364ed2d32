import type { LinkView } from './interface.ts';

/** Counters of one direction since the interface was made. */
export interface DirectionStatistics {
  readonly bytes: bigint;
  readonly packets: bigint;
  readonly errors: bigint;
  readonly dropped: bigint;
}

/** Counters of an interface since it was made: `ip -s link`. Source: `struct rtnl_link_stats64`. */
export interface Statistics {
  readonly rx: DirectionStatistics & { readonly overErrors: bigint; readonly multicast: bigint };
  readonly tx: DirectionStatistics & { readonly carrierErrors: bigint; readonly collisions: bigint };
}

/** The counters that a link message carries. */
export function statisticsOf({ stats64 }: LinkView): Statistics | undefined {
  if (stats64 === undefined) return undefined;
  return {
    rx: {
      bytes: stats64.rxBytes,
      packets: stats64.rxPackets,
      errors: stats64.rxErrors,
      dropped: stats64.rxDropped,
      overErrors: stats64.rxOverErrors,
      multicast: stats64.multicast,
    },
    tx: {
      bytes: stats64.txBytes,
      packets: stats64.txPackets,
      errors: stats64.txErrors,
      dropped: stats64.txDropped,
      carrierErrors: stats64.txCarrierErrors,
      collisions: stats64.collisions,
    },
  };
}
