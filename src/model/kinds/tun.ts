import { dataOf } from '../../../protocol/route/link/index.ts';
import type { TunMode } from '../../namespace/tun.ts';
import type { LinkView } from '../interface.ts';

/** What a tun or tap interface is born with; nothing of it changes later. The names are those of `openTun`. */
export interface TunSettings {
  /** `tun`: IP packets; `tap`: Ethernet frames, so it has a MAC address and can be a bridge's port. */
  readonly mode: TunMode;
  /** The user who may open it besides whoever has CAP_NET_ADMIN, by number. */
  readonly user?: number | undefined;
  /** The group whose members may, by number; `group` is the interface's own. */
  readonly userGroup?: number | undefined;
  /** Whether `struct tun_pi` (flags and EtherType, 4 bytes) is before each packet. */
  readonly packetInfo?: boolean | undefined;
  /** Whether `struct virtio_net_hdr` (10 bytes) is before each packet. */
  readonly vnetHdr?: boolean | undefined;
  /** Whether it can be opened several times, each time a queue. */
  readonly multiQueue?: boolean | undefined;
}

/** The names of the settings. */
export const tunSettings: readonly (keyof TunSettings)[] = [
  'mode',
  'user',
  'userGroup',
  'packetInfo',
  'vnetHdr',
  'multiQueue',
];

/** What the kernel tells of a tun or tap interface. */
export const tun = {
  kind: 'tun',
  read(view: LinkView): Partial<TunSettings> {
    const data = dataOf(view.linkinfo, 'tun');
    if (data === undefined) return {};
    const { type, owner, group, pi, vnetHdr, multiQueue } = data;
    const told = {
      mode: typeof type === 'string' ? type : undefined,
      user: owner,
      userGroup: group,
      packetInfo: isOn(pi),
      vnetHdr: isOn(vnetHdr),
      multiQueue: isOn(multiQueue),
    };
    return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  },
} as const;

function isOn(value: number | undefined): boolean | undefined {
  return value === undefined ? undefined : value !== 0;
}
