import type { link } from '../../protocol/route/link/index.ts';
import type { IN6_ADDR_GEN_MODE } from '../../protocol/route/link/inet6.ts';
import { IFF } from '../../protocol/route/types.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { refuseUnknown } from './check-options.ts';
import { checkInterfaceName } from './interface-name.ts';
import { type InterfaceReference, indexOf } from './interface-reference.ts';
import type { Namespace } from './namespace.ts';
import { names, numberIn } from './words.ts';

type LinkInput = MessageInputOf<typeof link>;

/** Settings that every interface has, as `ip link set` names them. What is left out stays as it is. */
export interface LinkSettings {
  /** Bytes. */
  readonly mtu?: number | undefined;
  /** The link layer address, `02:00:5e:10:00:01`. */
  readonly mac?: string | undefined;
  /** The link layer broadcast address. */
  readonly broadcast?: string | undefined;
  /** Packets that may wait to be sent. */
  readonly txQueueLength?: number | undefined;
  /** A name of `/etc/iproute2/group`, or a number. */
  readonly group?: string | number | undefined;
  /** `IFF_UP` */
  readonly up?: boolean | undefined;
  /** `IFF_PROMISC`: receive what is for others, too. */
  readonly promisc?: boolean | undefined;
  /** `IFF_ALLMULTI`: receive all multicast. */
  readonly allmulticast?: boolean | undefined;
  /** `IFF_MULTICAST` */
  readonly multicast?: boolean | undefined;
  /** The opposite of `IFF_NOARP`: whether link layer addresses are resolved. */
  readonly arp?: boolean | undefined;
  /** `IFF_DYNAMIC` */
  readonly dynamic?: boolean | undefined;
  /** The bridge, bond or VRF to be a port of; `null` to leave it. */
  readonly master?: InterfaceReference | null | undefined;
  /** Bytes of the largest packet that is handed over to be cut by the hardware. */
  readonly gsoMaxSize?: number | undefined;
  readonly gsoMaxSegs?: number | undefined;
  /** Bytes. */
  readonly groMaxSize?: number | undefined;
}

/** What `Interface.set` changes. */
export interface LinkChanges extends LinkSettings {
  readonly name?: string | undefined;
  /** Moves it there; it arrives down and without addresses. */
  readonly namespace?: Namespace | undefined;
  /** Up to 255 bytes; empty takes it away. */
  readonly alias?: string | undefined;
  /** Whether there is a carrier, of an interface where that can be said (dummy, macvlan, team). */
  readonly carrier?: boolean | undefined;
  /** Held down by the administrator of the protocol, for drivers that know it (macvlan, vxlan). */
  readonly protodown?: boolean | undefined;
  /** How IPv6 link-local addresses are made. */
  readonly addrGenMode?: keyof typeof IN6_ADDR_GEN_MODE.values | undefined;
}

/** The message for such changes. @throws InputError, OperationError when the master can't be found */
export async function linkInput(
  namespace: Namespace,
  changes: Omit<LinkChanges, 'namespace'>,
): Promise<LinkInput> {
  const { name, master, group, carrier, protodown, addrGenMode } = changes;
  refuseUnknown('an interface', changes, KNOWN);
  if (name !== undefined) checkInterfaceName(name);
  return {
    header: flagsHeader(changes),
    ifname: name,
    mtu: changes.mtu,
    address: changes.mac,
    broadcast: changes.broadcast,
    txqlen: changes.txQueueLength,
    group: group === undefined ? undefined : numberIn(names.group, group),
    master: await masterIndex(namespace, master),
    gsoMaxSize: changes.gsoMaxSize,
    gsoMaxSegs: changes.gsoMaxSegs,
    groMaxSize: changes.groMaxSize,
    ifalias: changes.alias,
    carrier: bit(carrier),
    protoDown: bit(protodown),
    ...(addrGenMode !== undefined && { afSpec: { inet6: { addrGenMode } } }),
  };
}

async function masterIndex(
  namespace: Namespace,
  master: InterfaceReference | null | undefined,
): Promise<number | undefined> {
  if (master === undefined) return undefined;
  return master === null ? 0 : indexOf(namespace, master, 'master');
}

/** `ifi_flags` and `ifi_change`. */
export function flagsHeader(settings: LinkSettings): { flags: number; change: number } {
  let flags = 0;
  let change = 0;
  for (const [key, flag, inverted] of FLAGS) {
    const value = settings[key];
    if (value === undefined) continue;
    change |= flag;
    if (value !== inverted) flags |= flag;
  }
  return { flags, change };
}

function bit(value: boolean | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

const FLAGS = [
  ['up', IFF.values.up, false],
  ['promisc', IFF.values.promisc, false],
  ['allmulticast', IFF.values.allmulti, false],
  ['multicast', IFF.values.multicast, false],
  ['arp', IFF.values.noarp, true],
  ['dynamic', IFF.values.dynamic, false],
] as const;

/** The names of `LinkSettings`. */
export const linkSettings = [
  'mtu',
  'mac',
  'broadcast',
  'txQueueLength',
  'group',
  'up',
  'promisc',
  'allmulticast',
  'multicast',
  'arp',
  'dynamic',
  'master',
  'gsoMaxSize',
  'gsoMaxSegs',
  'groMaxSize',
] as const satisfies readonly (keyof LinkSettings)[];

const KNOWN: ReadonlySet<string> = new Set<Exclude<keyof LinkChanges, 'namespace'>>([
  'name',
  'alias',
  'carrier',
  'protodown',
  'addrGenMode',
  ...linkSettings,
]);

/** Changes as they are told in errors: `up, mtu 1400, no master`. */
export function summaryOf(changes: LinkChanges): string {
  const told = Object.entries(changes).filter(([, value]) => value !== undefined);
  const words = told.map(([key, value]) => {
    if (value === true) return key;
    if (value === false || value === null) return `no ${key}`;
    return `${key} ${typeof value === 'object' ? (value as { readonly name?: string }).name : String(value)}`;
  });
  return words.join(', ');
}
