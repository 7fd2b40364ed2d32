import { VLAN_FLAG } from '../../../protocol/route/link/kinds/vlan.ts';
import { InputError } from '../../sys/input-error.ts';
import { kindModel, type OptionsOf } from './kind-model.ts';
import type { Option } from './option.ts';
import type { KindSettings } from './settings.ts';
import { vlanProtocol } from './vlan-protocol.ts';
import { trueOrFalse, wordsOf } from './words.ts';

const { between } = wordsOf('vlan');

/** A VLAN on a lower interface: `ip link add link eth0 name eth0.101 type vlan id 101`. */
export const vlan = kindModel(
  'vlan',
  {
    /** Default 802.1Q. */
    protocol: vlanProtocol('protocol'),
    /** Whether the tag is taken out of the header before others see it; default true. */
    reorderHdr: flag('reorderHdr'),
    /** GARP VLAN registration protocol. */
    gvrp: flag('gvrp'),
    /** Multiple VLAN registration protocol. */
    mvrp: flag('mvrp'),
    /** Whether its state does not follow the lower interface's. */
    looseBinding: flag('looseBinding'),
    /** Whether its state follows the bridge's ports that are in this VLAN. */
    bridgeBinding: flag('bridgeBinding'),
    /** From the tag's priority, 0 to 7, to the packet's: `{ 1: 5 }`. A change adds to what is there. */
    ingressQosMap: qosMap('ingressQos'),
    /** From the packet's priority to the tag's. A change adds to what is there. */
    egressQosMap: qosMap('egressQos'),
  },
  {
    needed: {
      /** 0 to 4094. */
      id: between('id', 0, 4094),
    },
  },
);

/** The options of a VLAN. */
export interface VlanOptions extends OptionsOf<typeof vlan> {}

function flag(name: keyof typeof VLAN_FLAG.values): Option<KindSettings<'vlan'>, boolean> {
  const bit = VLAN_FLAG.values[name];
  return {
    write: (value, option) => ({ flags: { flags: trueOrFalse(value, option) ? bit : 0, mask: bit } }),
    read: ({ flags }) => flags && (flags.flags & bit) !== 0,
  };
}

/** From one priority to another. */
type QosMap = Readonly<Record<number, number>>;

function qosMap(attribute: 'ingressQos' | 'egressQos'): Option<KindSettings<'vlan'>, QosMap> {
  return {
    write(map, option) {
      const entries = Object.entries(map).map(([from, to]) => ({ from: Number(from), to }));
      const wrong = entries.find(({ from, to }) => !Number.isInteger(from) || !Number.isInteger(to));
      if (wrong !== undefined)
        throw new InputError(`${option}: numbers are needed, got ${JSON.stringify(map)}`);
      return { [attribute]: { mapping: entries } };
    },
    read: (data) => {
      const mapping = data[attribute]?.mapping;
      return mapping && Object.fromEntries(mapping.map(({ from, to }) => [from, to]));
    },
  };
}
