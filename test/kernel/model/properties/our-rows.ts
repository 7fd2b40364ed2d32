import type { Address, Interface, Namespace, Route } from '../../../../src/index.ts';
import type { FdbEntry } from '../../../../src/model/fdb-entry.ts';
import type { Neighbour } from '../../../../src/model/neighbour.ts';
import type { Rule } from '../../../../src/model/rule.ts';
import { type Row, type Rows, sortAddresses } from './ip-rows.ts';

/** What the collections of a namespace list. @param before as in `ipRows` */
export async function ourRows(namespace: Namespace, before?: Rows): Promise<Rows> {
  const { links, addresses, routes, neighbours, rules, fdb } = namespace;
  const all = await links.list();
  const names = new Map(all.map(({ index, name }) => [index, name]));
  return {
    links: all.map((each) => interfaceRow(each, names)),
    addresses: sortAddresses((await addresses.list()).map(ourAddressRow)),
    routes: (await routes.list({ table: 'all' })).map(ourRouteRow),
    neighbours: [...(await neighbours.list()), ...(await neighbours.list({ proxy: true }))].map(
      ourNeighbourRow,
    ),
    rules: before?.rules ?? (await rules.list()).map(ourRuleRow),
    fdb: before?.fdb ?? (await fdb.list()).map(ourFdbRow),
  };
}

/** The properties of an interface, as `ip -j link` tells them. @param names of all interfaces, by index */
export function interfaceRow(it: Interface, names: ReadonlyMap<number, string>): Row {
  const named = (index: number | undefined) =>
    index === undefined ? undefined : (names.get(index) ?? `if${index}`);
  return {
    index: it.index,
    name: it.name,
    kind: it.kind,
    type: it.type,
    flags: it.flags,
    mtu: it.mtu,
    qdisc: it.qdisc,
    operstate: it.operstate,
    group: it.group,
    txQueueLength: it.txQueueLength,
    mac: it.mac,
    master: named(it.masterIndex),
    alias: it.alias,
    altnames: it.altnames,
    below: it.linkNetnsid === undefined ? named(it.linkIndex) : it.linkIndex,
    nsid: it.linkNetnsid,
    promiscuous: it.isPromiscuous,
  };
}

export function ourAddressRow(it: Address): Row {
  return {
    index: it.index,
    dev: it.dev,
    family: it.family,
    local: it.local,
    peer: it.peer,
    prefixLength: it.prefixLength,
    broadcast: it.broadcast,
    label: it.label,
    scope: it.scope,
    metric: it.metric,
    flags: [...it.flags.filter((word) => word !== 'permanent'), ...(it.isDynamic ? ['dynamic'] : [])].sort(),
    valid: seconds(it.validLifetime),
    preferred: seconds(it.preferredLifetime),
  };
}

export function ourRouteRow(it: Route): Row {
  return {
    type: it.type,
    destination: it.destination,
    from: it.from,
    table: it.table,
    protocol: it.protocol,
    scope: it.scope,
    src: it.src,
    metric: it.metric,
    mtu: it.mtu,
    preference: it.preference,
    ways: it.nexthops.map(({ via, dev, weight, flags }) => ({ via, dev, weight, flags: [...flags].sort() })),
  };
}

export function ourNeighbourRow(it: Neighbour): Row {
  const { dev, address, lladdr, state, flags, isProxy, protocol } = it;
  return { dev, address, lladdr, state, router: flags.includes('router'), proxy: isProxy, protocol };
}

export function ourRuleRow(it: Rule): Row {
  return {
    priority: it.priority,
    not: it.not,
    from: it.from,
    to: it.to,
    iif: it.iif,
    detached: it.isDetached,
    fwmark: it.fwmark,
    fwmask: it.fwmask === 0xffff_ffff ? undefined : it.fwmask,
    ipProtocol: it.ipProtocol,
    dport: it.dport?.[0],
    table: it.table,
    suppressPrefixLength: it.suppressPrefixLength,
    goto: it.goto,
    action: it.action,
    protocol: it.protocol,
  };
}

export function ourFdbRow({ lladdr, dev, vlan, master, state, flags }: FdbEntry): Row {
  return { lladdr, dev, vlan, master, state, flags: [...flags].sort() };
}

/** For ever is all bits set in what `ip` prints. */
function seconds(lifetime: number): number {
  return lifetime === Number.POSITIVE_INFINITY ? 0xffff_ffff : lifetime;
}
