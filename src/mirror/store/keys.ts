import { NTF, NUD } from '../../../protocol/route/neighbour.ts';
import type { AddressView } from '../../model/address.ts';
import type { FdbView } from '../../model/fdb-entry.ts';
import type { NeighbourView } from '../../model/neighbour.ts';

/** What an address is known by: the kernel has no two alike (`inet_insert_ifa`, `ipv6_add_addr_hash`). */
export function addressKey({ header, local, address }: AddressView): string {
  const { family, index, prefixlen } = header;
  // IPv6 has each address once on an interface, whatever its prefix.
  if (family === 'inet6') return `${index} ${local ?? address}`;
  return `${index} ${local ?? address}/${prefixlen} ${address}`;
}

export function neighbourKey({ header, dst }: NeighbourView): string {
  return `${header.ifindex} ${dst}`;
}

/**
 * A bridge has one entry for an address and VLAN, which may move from port to port; a device of its own (`self`) has
 * one for each remote.
 */
export function fdbKey(view: FdbView): string {
  const { header, lladdr, vlan = 0, master } = view;
  if ((header.flags & NTF.values.self) === 0 && master !== undefined)
    return `bridge ${master} ${lladdr} ${vlan}`;
  const remote = [
    view.dst ?? '',
    view.port ?? '',
    view.vni ?? '',
    view.ifindex ?? '',
    view.srcVni ?? '',
    view.nhId ?? '',
  ];
  return `${header.ifindex} ${lladdr} ${vlan} ${remote.join(' ')}`;
}

/**
 * Whether the kernel tells of a neighbour's coming and going. Entries without a resolution of their own (`none`, and
 * `noarp` of multicast and loopback) come when a packet is sent, without a word; proxies are no neighbours.
 */
export function isToldNeighbour({ header }: NeighbourView): boolean {
  const silent = header.state === NUD.values.none || (header.state & NUD.values.noarp) !== 0;
  return !silent && (header.flags & NTF.values.proxy) === 0;
}

/** Whether the kernel tells of an entry: not of the multicast addresses that a device itself listens to. */
export function isToldForwarding({ header, lladdr, dst, nhId }: FdbView): boolean {
  if ((header.flags & NTF.values.self) === 0 || dst !== undefined || nhId !== undefined) return true;
  return (Number.parseInt(String(lladdr).slice(0, 2), 16) & 1) === 0;
}
