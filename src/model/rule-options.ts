import type { Interface } from './interface.ts';
import type { Destination, Family } from './network.ts';
import type { NumberRange } from './number-range.ts';

/** What a rule does in place of looking into a table: it refuses packets, silently or not, or passes them on. */
export type RuleAction = 'blackhole' | 'unreachable' | 'prohibit' | 'nop';

/** Which packets a rule is for; what is left out does not matter. */
export interface RuleMatch {
  /** `from` and `to` tell it; otherwise new rules are IPv4's, as with `ip rule`. */
  readonly family?: Family | undefined;
  /** The lower comes first. New rules come before all others but the one with priority 0. */
  readonly priority?: number | undefined;
  /** For all packets but those. */
  readonly not?: boolean | undefined;
  /** Where packets come from: a prefix, an address, `all`. */
  readonly from?: Destination | 'all' | undefined;
  /** Where packets go to: a prefix, an address, `all`. */
  readonly to?: Destination | 'all' | undefined;
  /** The interface that packets come in by (`lo`: those of this host); it need not exist yet. */
  readonly iif?: string | Interface | undefined;
  /** The interface that a socket is bound to; it need not exist yet. */
  readonly oif?: string | Interface | undefined;
  /** The firewall mark. */
  readonly fwmark?: number | undefined;
  /** Which bits of the mark count; all, unless said. */
  readonly fwmask?: number | undefined;
  /** The type of service: a name of `rt_dsfield` or a number. */
  readonly tos?: string | number | undefined;
  /** The upper six bits of the type of service, 0 to 63 (Linux 6.12). */
  readonly dscp?: number | undefined;
  /** A name of protocols(5) or a number: `tcp`. */
  readonly ipProtocol?: string | number | undefined;
  /** Source ports. */
  readonly sport?: NumberRange | undefined;
  /** Destination ports. */
  readonly dport?: NumberRange | undefined;
  /** The users that send. */
  readonly uidRange?: NumberRange | undefined;
  /** The id of the tunnel that packets came by. */
  readonly tunId?: number | bigint | undefined;
  /** Who put it there: a name of `rt_protos` or a number. */
  readonly protocol?: string | number | undefined;
}

/** Look into a table; `main` unless said. */
interface LookupTarget {
  /** A name of `rt_tables` or a number. */
  readonly table?: string | number | undefined;
  /** Pass over routes whose prefixes are this long or shorter: 0 passes over default routes. */
  readonly suppressPrefixLength?: number | undefined;
  /** Pass over routes that lead to interfaces of this group: a name or a number. */
  readonly suppressGroup?: string | number | undefined;
  /** The realm, or both as `from/to`. */
  readonly realms?: string | number | undefined;
  /** Look into the table of the VRF that the interface belongs to, in place of `table`. */
  readonly l3mdev?: boolean | undefined;
  readonly action?: undefined;
  readonly goto?: undefined;
}

interface ActionTarget extends NoLookup {
  readonly action: RuleAction;
  readonly goto?: undefined;
}

interface GotoTarget extends NoLookup {
  /** Go on with the rule of this priority, which comes later. */
  readonly goto: number;
  readonly action?: undefined;
}

interface NoLookup {
  readonly table?: undefined;
  readonly suppressPrefixLength?: undefined;
  readonly suppressGroup?: undefined;
  readonly realms?: undefined;
  readonly l3mdev?: undefined;
}

/** What a new rule is for, and what it does: `ip rule add`. */
export type RuleOptions = RuleMatch & (LookupTarget | ActionTarget | GotoTarget);

/** Which rules are meant: those of which all that is said is so. */
export interface RuleSelector extends RuleMatch, Omit<LookupTarget, 'action' | 'goto'> {
  readonly action?: RuleAction | undefined;
  readonly goto?: number | undefined;
}

/** What can be said of a rule. */
export const RULE_KEYS = [
  'family',
  'priority',
  'not',
  'from',
  'to',
  'iif',
  'oif',
  'fwmark',
  'fwmask',
  'tos',
  'dscp',
  'ipProtocol',
  'sport',
  'dport',
  'uidRange',
  'tunId',
  'protocol',
  'table',
  'suppressPrefixLength',
  'suppressGroup',
  'realms',
  'l3mdev',
  'action',
  'goto',
] as const satisfies readonly (keyof RuleSelector)[];
