import { BRIDGE_VLAN_INFO } from '../../protocol/route/link/bridge-spec.ts';
import type { LinkView } from './interface.ts';

/** A VLAN that a port of a bridge, or the bridge itself, belongs to: a line of `bridge vlan show`. */
export interface BridgeVlan {
  /** 1 to 4094. */
  readonly vid: number;
  /** Whether frames that come in without a tag belong to it. */
  readonly pvid: boolean;
  /** Whether its frames go out without a tag. */
  readonly untagged: boolean;
}

/** The VLANs that a link message of AF_BRIDGE tells, one by one, also where it tells ranges. */
export function vlansOf({ afSpec }: LinkView): BridgeVlan[] {
  const vlans: BridgeVlan[] = [];
  let begin: number | undefined;
  for (const { flags, vid } of afSpec?.vlanInfo ?? []) {
    const has = (bit: keyof typeof BRIDGE_VLAN_INFO.values) => (flags & BRIDGE_VLAN_INFO.values[bit]) !== 0;
    if (has('rangeBegin')) {
      begin = vid;
      continue;
    }
    const first = has('rangeEnd') ? (begin ?? vid) : vid;
    for (let each = first; each <= vid; each++) {
      vlans.push({ vid: each, pvid: has('pvid'), untagged: has('untagged') });
    }
    begin = undefined;
  }
  return vlans;
}
