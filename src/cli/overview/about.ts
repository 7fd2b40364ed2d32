import { BOND_MODE } from '../../../protocol/route/link/kinds/bond.ts';
import { dataOf, type LinkInfo, slaveDataOf } from '../../../protocol/route/link/linkinfo.ts';
import { IFF } from '../../../protocol/route/types.ts';
import { bondModes } from '../../model/kinds/bond-words.ts';
import { codeOf } from '../../model/number.ts';
import { linkType } from '../names/link-types.ts';
import { linkTypeOf } from '../objects/link/hardware.ts';
import type { LinkView } from '../objects/link/view.ts';

/** What a link is, in two or three words: `vlan 100`, `bond active-backup`, `gretap to 192.0.2.1`, `ether`. */
export function whatItIs(link: LinkView): string {
  const { linkinfo } = link;
  const kind = linkinfo?.kind;
  if (linkinfo === undefined || kind === undefined) return linkType(linkTypeOf(link), false);
  const more = essence(linkinfo);
  return more === undefined ? kind : `${kind} ${more}`;
}

/** The one thing to know of a link of its kind. */
function essence(linkinfo: LinkInfo): string | undefined {
  const { kind } = linkinfo;
  switch (kind) {
    case 'vlan': {
      const vlan = dataOf(linkinfo, kind);
      return vlan === undefined ? undefined : `${vlan.id}${vlan.protocol === S_TAG ? ' 802.1ad' : ''}`;
    }
    case 'vxlan':
      return text(dataOf(linkinfo, kind)?.id);
    case 'geneve':
      return text(dataOf(linkinfo, kind)?.id);
    case 'vrf':
      return text(dataOf(linkinfo, kind)?.table, 'table ');
    case 'bond': {
      const mode = codeOf(BOND_MODE, dataOf(linkinfo, kind)?.mode);
      return mode === undefined ? undefined : bondModes[mode];
    }
    case 'macvlan':
    case 'macvtap':
      return text(dataOf(linkinfo, kind)?.mode);
    case 'ipvlan':
    case 'ipvtap':
      return text(dataOf(linkinfo, kind)?.mode);
    case 'tun':
      return dataOf(linkinfo, kind)?.type === 'tap' ? 'tap' : undefined;
    case 'gretap':
    case 'ip6gretap':
      return remote(dataOf(linkinfo, kind)?.remote);
    default:
      return undefined;
  }
}

/** 802.1ad's EtherType. */
const S_TAG = 0x88a8;

function text(value: string | number | undefined, before = ''): string | undefined {
  return value === undefined ? undefined : `${before}${value}`;
}

function remote(address: string | undefined): string | undefined {
  return address === undefined || address === '0.0.0.0' || address === '::' ? undefined : `to ${address}`;
}

/** What else is worth a word: no carrier, promiscuous, what its master makes of it. */
export function notesOf({ header, linkinfo }: LinkView): string[] {
  const { up, running, promisc } = IFF.values;
  const has = (flag: number) => (header.flags & flag) !== 0;
  const bond = slaveDataOf(linkinfo, 'bond')?.state;
  const bridge = slaveDataOf(linkinfo, 'bridge')?.state;
  return [
    ...(has(up) && !has(running) ? ['no carrier'] : []),
    ...(has(promisc) ? ['promiscuous'] : []),
    ...(typeof bond === 'string' ? [bond] : []),
    // A port that forwards does what one expects; one that is disabled is so because it is down.
    ...(typeof bridge === 'string' && bridge !== 'forwarding' && bridge !== 'disabled' ? [bridge] : []),
  ];
}
