import { VLAN_FLAG } from '../../../protocol/route/link/kinds/vlan.ts';
import { InputError } from '../input-error.ts';
import { kindModel } from './kind-model.ts';
import { type Option, plain } from './option.ts';

/** The tag's EtherType. */
export type VlanProtocol = '802.1Q' | '802.1ad';

/** A VLAN on a lower interface: `ip link add link eth0 name eth0.101 type vlan id 101`. */
export interface VlanOptions {
  /** 0 to 4094. */
  readonly id: number;
  /** Default 802.1Q. */
  readonly protocol?: VlanProtocol | undefined;
  /** Whether the tag is taken out of the header before others see it; default true. */
  readonly reorderHeader?: boolean | undefined;
  /** GARP VLAN registration protocol. */
  readonly gvrp?: boolean | undefined;
  /** Multiple VLAN registration protocol. */
  readonly mvrp?: boolean | undefined;
  /** Whether its state does not follow the lower interface's. */
  readonly looseBinding?: boolean | undefined;
  /** Whether its state follows the bridge's ports that are in this VLAN. */
  readonly bridgeBinding?: boolean | undefined;
  /** From the tag's priority to the packet's. */
  readonly ingressQosMap?: Readonly<Record<number, number>> | undefined;
  /** From the packet's priority to the tag's. */
  readonly egressQosMap?: Readonly<Record<number, number>> | undefined;
}

export const vlan = kindModel<'vlan', VlanOptions>('vlan', {
  id: plain('id'),
  protocol: {
    write(value) {
      const protocol = PROTOCOLS[value];
      if (protocol === undefined)
        throw new InputError(`protocol: 802.1Q or 802.1ad is needed, got "${String(value)}"`);
      return { protocol };
    },
    read: ({ protocol }) =>
      (protocol === PROTOCOLS['802.1ad'] ? '802.1ad' : protocol && '802.1Q') || undefined,
  },
  reorderHeader: flag('reorderHdr'),
  gvrp: flag('gvrp'),
  mvrp: flag('mvrp'),
  looseBinding: flag('looseBinding'),
  bridgeBinding: flag('bridgeBinding'),
  ingressQosMap: qosMap('ingressQos'),
  egressQosMap: qosMap('egressQos'),
});

const PROTOCOLS: Readonly<Record<VlanProtocol, number>> = { '802.1Q': 0x8100, '802.1ad': 0x88a8 };

function flag(name: keyof typeof VLAN_FLAG.values): Option<'vlan', boolean> {
  const bit = VLAN_FLAG.values[name];
  return {
    write: (value) => ({ flags: { flags: value ? bit : 0, mask: bit } }),
    read: ({ flags }) => flags && (flags.flags & bit) !== 0,
  };
}

function qosMap(attribute: 'ingressQos' | 'egressQos'): Option<'vlan', Readonly<Record<number, number>>> {
  return {
    write: (map) => ({
      [attribute]: { mapping: Object.entries(map).map(([from, to]) => ({ from: Number(from), to })) },
    }),
    read: (data) => {
      const mapping = data[attribute]?.mapping;
      return mapping && Object.fromEntries(mapping.map(({ from, to }) => [from, to]));
    },
  };
}
