import { AF, address, IFF, link, neighbour, route, rule } from '../../../protocol/route/index.ts';
import type { NamespaceMirror } from '../../../src/mirror/namespace-mirror.ts';
import type { ObjectKind } from '../../../src/mirror/objects.ts';
import { flat } from '../../../src/mirror/store/differences.ts';
import { isToldForwarding, isToldNeighbour } from '../../../src/mirror/store/keys.ts';
import type { ObjectView } from '../../../src/mirror/store/raw.ts';
import type { Namespace } from '../../../src/model/namespace.ts';
import { numberOf } from '../../../src/model/number.ts';

/** What a namespace holds: of each kind, text for each object, in an order that says something for routes and rules. */
export type Picture = Readonly<Record<string, readonly string[]>>;

/** What the mirror says. */
export function pictureOf(mirror: NamespaceMirror): Picture {
  return {
    link: sorted([...mirror.links].map(({ view }) => text('link', view))),
    address: sorted([...mirror.addresses].map(({ view }) => text('address', view))),
    neighbour: sorted([...mirror.neighbours].map(({ view }) => text('neighbour', view))),
    fdb: sorted([...mirror.fdb].map(({ view }) => text('fdb', view))),
    rule: grouped([...mirror.rules].map(({ view }) => view)),
    route: grouped([...mirror.routes].map(({ view }) => view)),
  };
}

/** What the kernel says. */
export async function dumpOf(namespace: Namespace): Promise<Picture> {
  const netlink = namespace.connection;
  const links = await netlink.dump(link, 'RTM_GETLINK').all();
  const addresses = await netlink.dump(address, 'RTM_GETADDR').all();
  const neighbours = await netlink.dump(neighbour, 'RTM_GETNEIGH').all();
  const fdb = await netlink.dump(neighbour, 'RTM_GETNEIGH', { header: { family: 'bridge' } }).all();
  const inet = { header: { family: 'inet' } } as const;
  const inet6 = { header: { family: 'inet6' } } as const;
  const rules = await netlink.dump(rule, 'RTM_GETRULE', inet).all();
  const rules6 = await netlink.dump(rule, 'RTM_GETRULE', inet6).all();
  const routes = await netlink.dump(route, 'RTM_GETROUTE', inet).all();
  const routes6 = await netlink.dump(route, 'RTM_GETROUTE', inet6).all();
  return {
    link: sorted(links.map((view) => text('link', view))),
    address: sorted(addresses.map((view) => text('address', view))),
    neighbour: sorted(neighbours.filter(isToldNeighbour).map((view) => text('neighbour', view))),
    fdb: sorted(fdb.filter(isToldForwarding).map((view) => text('fdb', view))),
    rule: grouped([...rules, ...rules6]),
    route: grouped([...routes, ...routes6]),
  };
}

/** What differs, a line each. */
export function differing(expected: Picture, got: Picture): string[] {
  return Object.keys(expected).flatMap((kind) => {
    const there = expected[kind] ?? [];
    const ours = got[kind] ?? [];
    if (JSON.stringify(there) === JSON.stringify(ours)) return [];
    const lacking = there.filter((each) => !ours.includes(each)).map((each) => `- ${kind} ${each}`);
    const beyond = ours.filter((each) => !there.includes(each)).map((each) => `+ ${kind} ${each}`);
    const found = [...lacking, ...beyond];
    return found.length > 0 ? found : [`${kind}: another order`];
  });
}

/** What an object is in words. They are kept, since the same routes are looked at again and again. */
export function text(kind: ObjectKind, view: unknown): string {
  const { $bytes: bytes } = view as ObjectView;
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', NLMSG_HDRLEN);
  const key = `${kind} ${content}`;
  let known = texts.get(key);
  if (known === undefined) {
    if (texts.size >= TEXTS_MAX) texts.clear();
    known = textOf(kind, view as ObjectView);
    texts.set(key, known);
  }
  return known;
}

const texts = new Map<string, string>();
const TEXTS_MAX = 20_000;
const NLMSG_HDRLEN = 16;

function textOf(kind: ObjectKind, view: ObjectView): string {
  const plain = flat(kind, view);
  const isDown = kind === 'link' && (Number(plain['header.flags']) & IFF.values.up) === 0;
  const found = Object.entries(plain).filter(
    ([name]) => !unsteady.has(name) && !(isDown && isUntoldWhenDown(name)),
  );
  found.sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(Object.fromEntries(found), (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value instanceof Uint8Array ? [...value] : value,
  );
}

/** What the kernel changes without a word and a check at the right time alone could tell. */
const unsteady: ReadonlySet<string> = new Set(['qdisc', 'promiscuity', 'allmulti']);

/** What the kernel tells of an interface that is up only (`netdev_state_change`), but when it is made to be up. */
function isUntoldWhenDown(name: string): boolean {
  return untoldWhenDown.has(name) || name.startsWith('linkinfo.data.');
}

const untoldWhenDown: ReadonlySet<string> = new Set([
  'ifalias',
  'propList.altIfname',
  'group',
  'linkmode',
  'txqlen',
]);

/** Routes of one prefix and rules of one preference are in the kernel's order. */
function grouped(views: readonly Placed[]): string[] {
  const groups = new Map<string, string[]>();
  for (const view of views) {
    const { header, dst, table, priority } = view as Placed;
    const isRoute = view.$type === 'RTM_NEWROUTE';
    const place = isRoute
      ? [numberOf(AF, header.family), table ?? header.table, dst ?? 'default', header.dstLen]
      : [numberOf(AF, header.family), priority ?? 0];
    const key = place.join(' ');
    const group = groups.get(key) ?? [];
    group.push(text(isRoute ? 'route' : 'rule', view));
    groups.set(key, group);
  }
  return sorted([...groups].map(([key, group]) => `${key}: ${group.join(' ; ')}`));
}

/** What says among which others a route or a rule stands. */
interface Placed {
  readonly $type: string;
  readonly header: {
    readonly family: string | number;
    readonly table?: unknown;
    readonly dstLen?: number;
  };
  readonly dst?: unknown;
  readonly table?: unknown;
  readonly priority?: unknown;
}

function sorted(texts: string[]): string[] {
  return texts.sort();
}
