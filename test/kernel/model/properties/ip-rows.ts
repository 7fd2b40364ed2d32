import { iproute2 } from '../../support/rtnl-dump.ts';

/** An object as people read it; keys that it does not have are undefined. */
export type Row = Readonly<Record<string, unknown>>;

/** What there is in a namespace, an array a collection. */
export interface Rows {
  readonly links: readonly Row[];
  readonly addresses: readonly Row[];
  readonly routes: readonly Row[];
  readonly neighbours: readonly Row[];
  readonly rules: readonly Row[];
  readonly fdb: readonly Row[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * What `ip -j -d` and `bridge -j -d` print of the namespace that `ip -n` finds by `name`.
 * @param before rules and forwarding entries are taken from it, where they can't have changed
 */
export function ipRows(name: string, before?: Rows): Rows {
  const lines = ['link', 'address', 'route show table all', 'neigh', 'neigh show proxy', 'rule'];
  // One process for all: starting one takes longer than what it does.
  const printed = iproute2('ip', ['-n', name, '-j', '-d', '-batch', '-'], `${lines.join('\n')}\n`);
  const [links, addresses, routes, neighbours, proxies, rules] = printed.trim().split('\n').map(parse);
  return {
    links: some(links).map(linkRow),
    addresses: sortAddresses(some(addresses).flatMap(addressRows)),
    routes: some(routes).map(routeRow),
    neighbours: [...some(neighbours), ...some(proxies)].map(neighbourRow),
    rules:
      before?.rules ??
      [...some(rules), ...parse(iproute2('ip', ['-n', name, '-6', '-j', '-d', 'rule']))].map(ruleRow),
    fdb: before?.fdb ?? parse(iproute2('bridge', ['-n', name, '-j', '-d', 'fdb'])).map(fdbRow),
  };
}

function parse(line: string): Json[] {
  // Empty objects are what a selector leaves out; bridge prints nothing at all for nothing.
  const all = line.trim() === '' ? [] : (JSON.parse(line) as Json[]);
  return all.filter((each) => Object.keys(each).length > 0);
}

function some(printed: readonly Json[] | undefined): readonly Json[] {
  if (printed === undefined) throw new Error('ip printed less than it was asked for');
  return printed;
}

function linkRow(it: Json): Row {
  return {
    index: it['ifindex'],
    name: it['ifname'],
    kind: (it['linkinfo'] as Json | undefined)?.['info_kind'],
    type: it['link_type'],
    // M-DOWN is not of the interface: it tells that the one below is down.
    flags: (it['flags'] as string[]).filter((word) => word !== 'M-DOWN'),
    mtu: it['mtu'],
    qdisc: it['qdisc'],
    operstate: it['operstate'],
    group: it['group'],
    // `ip` leaves zero out.
    txQueueLength: it['txqlen'] ?? 0,
    mac: it['address'],
    master: it['master'],
    alias: it['ifalias'],
    altnames: it['altnames'] ?? [],
    below: it['link'] ?? it['link_index'],
    nsid: it['link_netnsid'],
    promiscuous: Number(it['promiscuity']) > 0,
  };
}

function addressRows(it: Json): Row[] {
  return (it['addr_info'] as Json[]).map((info) => ({
    index: it['ifindex'],
    dev: it['ifname'],
    family: info['family'],
    local: info['local'],
    peer: info['address'],
    prefixLength: info['prefixlen'],
    broadcast: info['broadcast'],
    label: info['label'],
    scope: info['scope'],
    metric: info['metric'],
    flags: Object.keys(info)
      .filter((word) => info[word] === true)
      .sort(),
    valid: info['valid_life_time'],
    preferred: info['preferred_life_time'],
  }));
}

/** By family and interface, as they come in both: `ip` goes by interfaces, a dump by families. */
export function sortAddresses(rows: readonly Row[]): Row[] {
  const key = (row: Row) => `${row['family']} ${String(row['index']).padStart(10)}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function routeRow(it: Json): Row {
  const metrics = it['metrics'] as Json[] | undefined;
  return {
    type: it['type'],
    destination: prefix(it['dst'] as string),
    from: it['src'] === undefined ? undefined : prefix(it['src'] as string),
    table: it['table'] ?? 'main',
    protocol: it['protocol'],
    scope: it['scope'],
    src: it['prefsrc'],
    metric: it['metric'] ?? 0,
    mtu: metrics?.[0]?.['mtu'],
    preference: it['pref'],
    ways: ((it['nexthops'] as Json[] | undefined) ?? alone(it)).map((way) => ({
      via: (way['via'] as Json | undefined)?.['host'] ?? way['gateway'],
      dev: way['dev'],
      weight: way['weight'] ?? 1,
      flags: [...(way['flags'] as string[])].sort(),
    })),
  };
}

function alone(it: Json): Json[] {
  return it['dev'] === undefined && it['gateway'] === undefined && it['via'] === undefined ? [] : [it];
}

/** `ip` leaves the length of a whole address out. */
function prefix(text: string): string {
  if (text === 'default' || text.includes('/')) return text;
  return `${text}/${text.includes(':') ? 128 : 32}`;
}

function neighbourRow(it: Json): Row {
  return {
    dev: it['dev'],
    address: it['dst'],
    lladdr: it['lladdr'],
    // A proxy entry has none.
    state: (it['state'] as string[] | undefined)?.[0] ?? 'NONE',
    router: 'router' in it,
    proxy: 'proxy' in it,
    protocol: it['protocol'],
  };
}

function ruleRow(it: Json): Row {
  return {
    priority: it['priority'],
    not: 'not' in it,
    from: rulePrefix(it['src'], it['srclen']),
    to: rulePrefix(it['dst'] ?? 'all', it['dstlen']),
    iif: it['iif'],
    detached: 'iif_detached' in it,
    fwmark: number(it['fwmark']),
    fwmask: number(it['fwmask']),
    ipProtocol: it['ipproto'],
    dport: it['dport'] ?? it['dport_start'],
    table: it['table'],
    suppressPrefixLength: it['suppress_prefixlen'],
    goto: it['goto'],
    action: it['action'] ?? ('nop' in it ? 'nop' : 'goto' in it ? 'goto' : 'lookup'),
    protocol: it['protocol'],
  };
}

function rulePrefix(address: unknown, length: unknown): string {
  if (address === 'all') return 'all';
  return length === undefined ? prefix(String(address)) : `${address}/${length}`;
}

function number(text: unknown): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function fdbRow(it: Json): Row {
  return {
    lladdr: it['mac'],
    dev: it['ifname'],
    vlan: it['vlan'],
    master: it['master'],
    // A learned one that is fresh has no word.
    state: it['state'] === '' ? 'reachable' : it['state'],
    flags: [...(it['flags'] as string[])].sort(),
  };
}
