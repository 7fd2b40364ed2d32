import { kindModel } from './kind-model.ts';
import { onOff, plain, seconds } from './option.ts';

/** A bridge: `ip link add name br0 type bridge`. */
export interface BridgeOptions {
  /** Whether the spanning tree protocol runs. */
  readonly stp?: boolean | undefined;
  /** 0 to 65535: the bridge with the lowest is the root. */
  readonly priority?: number | undefined;
  /** Seconds. */
  readonly forwardDelay?: number | undefined;
  /** Seconds. */
  readonly helloTime?: number | undefined;
  /** Seconds. */
  readonly maxAge?: number | undefined;
  /** Seconds after which a learned address is forgotten; 0: at once. */
  readonly ageingTime?: number | undefined;
  readonly vlanFiltering?: boolean | undefined;
  /** The VLAN of untagged packets; 0 for none. */
  readonly vlanDefaultPvid?: number | undefined;
  readonly multicastSnooping?: boolean | undefined;
  readonly multicastQuerier?: boolean | undefined;
  /** Whether packets that are bridged pass iptables. */
  readonly nfCallIptables?: boolean | undefined;
}

export const bridge = kindModel<'bridge', BridgeOptions>('bridge', {
  stp: onOff('stpState'),
  priority: plain('priority'),
  forwardDelay: seconds('forwardDelay'),
  helloTime: seconds('helloTime'),
  maxAge: seconds('maxAge'),
  ageingTime: seconds('ageingTime'),
  vlanFiltering: onOff('vlanFiltering'),
  vlanDefaultPvid: plain('vlanDefaultPvid'),
  multicastSnooping: onOff('mcastSnooping'),
  multicastQuerier: onOff('mcastQuerier'),
  nfCallIptables: onOff('nfCallIptables'),
});
