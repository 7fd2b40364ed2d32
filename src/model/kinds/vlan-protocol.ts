import type { Option } from './option.ts';
import type { Settings } from './settings.ts';
import { noneOf } from './words.ts';

/** A tag's EtherType. */
export type VlanProtocol = '802.1Q' | '802.1ad';

/** Settings in which an attribute holds an EtherType. */
export interface WithProtocol<A extends string> extends Settings {
  readonly input: { readonly [N in A]?: number | undefined };
  readonly view: { readonly [N in A]: number | undefined };
}

/** `protocol` of a VLAN, `vlan_protocol` of a bridge. */
export function vlanProtocol<A extends string>(attribute: A): Option<WithProtocol<A>, VlanProtocol> {
  return {
    write(value, name) {
      const number = NUMBERS[value];
      if (number === undefined) throw noneOf(name, Object.keys(NUMBERS), value);
      return { [attribute]: number } as { [N in A]: number };
    },
    read: ({ [attribute]: number }) =>
      number === NUMBERS['802.1ad'] ? '802.1ad' : number === NUMBERS['802.1Q'] ? '802.1Q' : undefined,
  };
}

const NUMBERS: Readonly<Record<VlanProtocol, number>> = { '802.1Q': 0x8100, '802.1ad': 0x88a8 };
