import { bridgeBit } from './bridge-bit.ts';
import { wordsOf } from './words.ts';

const { between, oneOf, onOff, plain, seconds } = wordsOf('bridge');

/** Options of a bridge about multicast: `mcast_*`. (`mcast_hash_elasticity` has had no effect since Linux 5.0.) */
export const bridgeMulticast = {
  /** Whether groups are forwarded only to the ports that want them; default true. */
  mcastSnooping: onOff('mcastSnooping'),
  /** Whether that is done for each VLAN. */
  mcastVlanSnooping: bridgeBit('mcastVlanSnooping'),
  /** Whether the bridge itself gets all multicast: `disabled`, `tempQuery` (when it saw a query), `perm` (always). */
  mcastRouter: oneOf('mcastRouter'),
  /** Whether queries come from the bridge's address instead of 0.0.0.0. */
  mcastQueryUseIfaddr: onOff('mcastQueryUseIfaddr'),
  /** Whether the bridge sends queries. */
  mcastQuerier: onOff('mcastQuerier'),
  /** Most groups. */
  mcastHashMax: plain('mcastHashMax'),
  /** Queries after a leave before the group is dropped. */
  mcastLastMemberCount: plain('mcastLastMemberCnt'),
  /** Queries at the start. */
  mcastStartupQueryCount: plain('mcastStartupQueryCnt'),
  /** Seconds between queries after a leave. */
  mcastLastMemberInterval: seconds('mcastLastMemberIntvl'),
  /** Seconds after which a group without reports is dropped. */
  mcastMembershipInterval: seconds('mcastMembershipIntvl'),
  /** Seconds without queries of another querier after which the bridge takes over. */
  mcastQuerierInterval: seconds('mcastQuerierIntvl'),
  /** Seconds between queries. */
  mcastQueryInterval: seconds('mcastQueryIntvl'),
  /** Seconds that hosts may take to answer. */
  mcastQueryResponseInterval: seconds('mcastQueryResponseIntvl'),
  /** Seconds between queries at the start. */
  mcastStartupQueryInterval: seconds('mcastStartupQueryIntvl'),
  mcastStatsEnabled: onOff('mcastStatsEnabled'),
  /** 2 or 3. */
  mcastIgmpVersion: between('mcastIgmpVersion', 2, 3),
  /** 1 or 2. */
  mcastMldVersion: between('mcastMldVersion', 1, 2),
} as const;
