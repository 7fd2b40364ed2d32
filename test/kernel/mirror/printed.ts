import { LinkNames } from '../../../src/cli/names/links.ts';
import { linkNames } from '../../../src/cli/names/load-links.ts';
import { printAddress } from '../../../src/cli/objects/addr/print.ts';
import { printForwarding } from '../../../src/cli/objects/fdb/print.ts';
import { printLink } from '../../../src/cli/objects/link/print.ts';
import { printNeighbour } from '../../../src/cli/objects/neigh/print.ts';
import { printRoute } from '../../../src/cli/objects/route/print.ts';
import { printRule } from '../../../src/cli/objects/rule/print.ts';
import { defaults } from '../../../src/cli/options.ts';
import { JsonPrinter } from '../../../src/cli/print/json.ts';
import type { NamespaceMirror } from '../../../src/mirror/namespace-mirror.ts';
import { NameTables } from '../../../src/model/names/tables.ts';
import { iproute2 } from '../support/rtnl-dump.ts';

type Entry = Record<string, unknown>;

/**
 * What `ip -j` and `bridge -j` print of a namespace beside what the same objects of its mirror print as: all keys and
 * values. A line for each entry that only one of them has.
 */
export function differencesFromPrinted(netns: string, mirror: NamespaceMirror): string[] {
  const theirs = printedByIproute2(netns);
  const ours = printedFrom(mirror);
  return Object.keys(theirs).flatMap((command) => {
    const expected = theirs[command] ?? [];
    const got = ours[command] ?? [];
    // Nearly always the keys are in one order, too.
    if (differing(expected, got, (entry) => entry).length === 0) return [];
    return differing(expected, got, sorted).map((line) => `${command}: ${line}`);
  });
}

function differing(
  expected: readonly Entry[],
  got: readonly Entry[],
  as: (entry: Entry) => unknown,
): string[] {
  const [theirs, ours] = [expected, got].map((entries) => counted(entries, as)) as [Counts, Counts];
  return [...beyond(theirs, ours, '- '), ...beyond(ours, theirs, '+ ')];
}

function printedByIproute2(netns: string): Record<string, Entry[]> {
  const ask = (program: 'ip' | 'bridge', ...line: string[]) => {
    const printed = iproute2(program, ['-n', netns, '-j', ...line]).trim();
    return (printed === '' ? [] : JSON.parse(printed)) as Entry[];
  };
  const shown = ask('ip', 'address', 'show').filter((entry) => 'ifindex' in entry);
  return {
    link: shown.map(({ addr_info: _, ...link }) => steady(link)),
    address: shown.flatMap(({ ifname, addr_info: own }) =>
      (own as Entry[]).filter((each) => 'local' in each).map((each) => spoken({ ifname, ...each })),
    ),
    route: ask('ip', '-4', 'route', 'show', 'table', 'all'),
    '-6 route': ask('ip', '-6', 'route', 'show', 'table', 'all'),
    rule: ask('ip', '-4', 'rule', 'show'),
    '-6 rule': ask('ip', '-6', 'rule', 'show'),
    neigh: ask('ip', 'neigh', 'show'),
    fdb: ask('bridge', 'fdb', 'show').filter(isTold),
  };
}

function printedFrom(mirror: NamespaceMirror): Record<string, Entry[]> {
  const options = { ...defaults, json: true };
  const tables = new NameTables(false);
  const links = [...mirror.links].map(({ view }) => view);
  const names = linkNames(links);
  const around = { names, tables, options, whole: false, namespaceName: () => undefined };
  const list = <T>(objects: Iterable<T>, print: (printer: JsonPrinter, object: T) => void): Entry[] => {
    let text = '';
    const write = (more: string) => {
      text += more;
    };
    const printer = new JsonPrinter({ write, flush() {}, discard() {} }, false);
    printer.begin();
    for (const object of objects) printer.object(undefined, () => print(printer, object));
    printer.end();
    return JSON.parse(text) as Entry[];
  };
  const routes = (family: 'inet' | 'inet6') =>
    list(mirror.routes.list({ family }), (printer, { view }) =>
      printRoute({ printer, options, tables, links: names, common: new Set(), nexthops: new Map() }, view),
    );
  const rules = (family: 'inet' | 'inet6') =>
    list(mirror.rules.of(family), (printer, { view }) =>
      printRule({ printer, options, tables, links: new LinkNames() }, view),
    );
  return {
    link: list(links, (printer, view) => printLink(printer, view, around)).map(steady),
    address: list(mirror.addresses, (printer, { view }) => {
      printer.field('ifname', names.name(view.header.index));
      printAddress(printer, view, { names, tables, options, alone: false });
    }).map(spoken),
    route: routes('inet'),
    '-6 route': routes('inet6'),
    rule: rules('inet'),
    '-6 rule': rules('inet6'),
    neigh: list(mirror.neighbours, (printer, { view }) =>
      printNeighbour({ printer, options, tables, links: names, oneLink: false }, view),
    ),
    fdb: list(mirror.fdb, (printer, { view }) =>
      printForwarding({ printer, options, tables, links: names, oneLink: false }, view),
    ),
  };
}

/** Without what the kernel changes in silence: always, or while the interface is down. */
function steady({ qdisc: _, ...link }: Entry): Entry {
  if ((link['flags'] as string[]).includes('UP')) return link;
  const { group: _group, txqlen: _txqlen, altnames: _altnames, ...rest } = link;
  return rest;
}

/** Without what older iproute2s do not print of an address. */
function spoken({ protocol: _, ...address }: Entry): Entry {
  return address;
}

/** Of what an interface itself listens to, multicast comes and goes in silence. */
function isTold({ mac, flags, dst }: Entry): boolean {
  const isOwn = Array.isArray(flags) && flags.includes('self') && dst === undefined;
  return !isOwn || (Number.parseInt(String(mac).slice(0, 2), 16) & 1) === 0;
}

type Counts = ReadonlyMap<string, number>;

function counted(entries: readonly Entry[], as: (entry: Entry) => unknown): Counts {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const text = JSON.stringify(as(entry));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function beyond(some: Counts, others: Counts, sign: string): string[] {
  return [...some].filter(([text, count]) => count > (others.get(text) ?? 0)).map(([text]) => sign + text);
}
