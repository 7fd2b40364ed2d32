import {
  attributes,
  type BytesInput,
  type Codec,
  type InputOf,
  select,
  text,
  type ValueOf,
} from '../../schema/index.ts';
import { canDeviceStats } from './kinds/can.ts';
import { kinds } from './kinds/index.ts';
import { ports } from './ports/index.ts';

type Kinds = typeof kinds;
type Ports = typeof ports;

/** The kinds of link whose settings have names here. */
export type Kind = keyof Kinds;

/** The kinds of master whose ports' settings have names here. */
export type SlaveKind = keyof Ports;

/** What ip-link(8) says in place of `slaveKind`; the kernel looks at neither and asks the master. */
const slaveKinds = { bridge_slave: ports.bridge, bond_slave: ports.bond };

const table = attributes('IFLA_INFO', () => ({
  /** `vlan`, `bridge`; physical devices have none. */
  kind: [1, text],
  /** The kind's settings; bytes for a kind that is not known here. */
  data: [2, select('kind', kinds)],
  /** The kind's counters; only CAN gives them a structure. */
  xstats: [3, select('kind', { can: canDeviceStats })],
  /** The kind of the master whose port it is. */
  slaveKind: [4, text],
  /** The settings as a port of that master; bytes for a kind that is not known here. */
  slaveData: [5, select('slaveKind', ports, select('kind', slaveKinds))],
}));

/** `IFLA_LINKINFO` as it is read. `dataOf(linkinfo, 'vlan')` gives the data their kind's type. */
export type LinkInfo = ValueOf<typeof table>;

type Others = Omit<InputOf<typeof table>, 'kind' | 'data' | 'slaveKind' | 'slaveData'>;

/** A kind and its settings; of a kind that is not known here, bytes. */
type OfKind =
  | { readonly [K in Kind]: { readonly kind: K; readonly data?: InputOf<Kinds[K]> | undefined } }[Kind]
  | { readonly kind?: string | undefined; readonly data?: BytesInput | undefined };

type OfSlaveKind =
  | {
      readonly [K in SlaveKind]: {
        readonly slaveKind: K;
        readonly slaveData?: InputOf<Ports[K]> | undefined;
      };
    }[SlaveKind]
  | { readonly slaveKind?: string | undefined; readonly slaveData?: BytesInput | undefined };

/** What `IFLA_LINKINFO` is written from: `{ kind: 'vlan', data: { id: 101 } }`. The kind decides what data may hold. */
export type LinkInfoInput = (Others & OfKind & OfSlaveKind) | LinkInfo;

/** What sort of link it is, and of what master it is a port: `ip link add ... type KIND`. Source: linux/if_link.h. */
export const linkinfo = table as unknown as Codec<LinkInfo, LinkInfoInput>;

/** The settings of a link that is of this kind, or `undefined` when it is of another or none were sent. */
export function dataOf<K extends Kind>(info: LinkInfo | undefined, kind: K): ValueOf<Kinds[K]> | undefined {
  return info?.kind === kind ? (info.data as ValueOf<Kinds[K]> | undefined) : undefined;
}

/** The settings of a port of such a master, or `undefined` when it is none or none were sent. */
export function slaveDataOf<K extends SlaveKind>(
  info: LinkInfo | undefined,
  kind: K,
): ValueOf<Ports[K]> | undefined {
  return info?.slaveKind === kind ? (info.slaveData as ValueOf<Ports[K]> | undefined) : undefined;
}
