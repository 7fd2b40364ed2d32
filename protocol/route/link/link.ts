import {
  attributes,
  bytes,
  type HeadedInput,
  type HeadedView,
  i32,
  ifname,
  linkAddress,
  many,
  message,
  pad,
  struct,
  text,
  textN,
  textZ,
  u8,
  u16,
  u32,
  uint,
} from '../../schema/index.ts';
import { AF } from '../families.ts';
import { ARPHRD, IFF } from '../types.ts';
import { afSpec, protinfo } from './afspec.ts';
import { linkinfo } from './linkinfo.ts';
import { IF_LINK_MODE, IF_OPER, IFLA_EVENT, RTEXT_FILTER } from './operstate.ts';
import { describeLink } from './peer.ts';
import { map, stats, stats64 } from './stats.ts';
import { port, vfinfoList, vfPorts } from './vf.ts';
import { xdp } from './xdp.ts';

const ifinfomsg = struct('ifinfomsg', {
  family: AF,
  pad: pad(1),
  type: ARPHRD,
  index: i32,
  flags: IFF,
  /** In a request: which of the flags to change; in an event: which have changed. */
  change: IFF,
});

/** `ALTIFNAMSIZ`: an alternative name, 127 bytes and a zero. */
const altIfname = textZ(128);

const propList = attributes('IFLA', () => ({ altIfname: [53, many(altIfname)] }));

const protoDownReason = attributes('IFLA_PROTO_DOWN_REASON', () => ({ mask: [1, u32], value: [2, u32] }));

/** Which port of which devlink instance it is. Source: linux/devlink.h. */
const devlinkPort = attributes('DEVLINK_ATTR', () => ({
  busName: [1, text],
  devName: [2, text],
  portIndex: [3, u32],
}));

const table = () =>
  ({
    address: [1, linkAddress],
    /** The broadcast address; of a point-to-point tunnel the remote's. */
    broadcast: [2, linkAddress],
    ifname: [3, ifname],
    mtu: [4, u32],
    /** The interface below: index, in the namespace `linkNetnsid` when that is there. */
    link: [5, u32],
    qdisc: [6, text],
    stats: [7, stats],
    /** Not used: the kernel gives it no structure. */
    cost: [8, bytes],
    /** Not used: the kernel gives it no structure. */
    priority: [9, bytes],
    /** Interface index of the bridge, bond, VRF, or 0 to leave it. */
    master: [10, u32],
    /** A wireless extensions event: a stream without a structure of its own. Source: linux/wireless.h. */
    wireless: [11, bytes],
    protinfo: [12, protinfo],
    /** Packets. */
    txqlen: [13, u32],
    map: [14, map],
    weight: [15, u32],
    operstate: [16, IF_OPER],
    linkmode: [17, IF_LINK_MODE],
    linkinfo: [18, linkinfo],
    /** Move it to the namespace of this process. */
    netNsPid: [19, u32],
    /** Empty takes the alias away. At most 255 bytes. */
    ifalias: [20, textN(255)],
    /** How many SR-IOV virtual functions there are. */
    numVf: [21, u32],
    vfinfoList: [22, vfinfoList],
    stats64: [23, stats64],
    vfPorts: [24, vfPorts],
    portSelf: [25, port],
    afSpec: [26, afSpec],
    group: [27, u32],
    /** Move it to the namespace that this descriptor is open on. */
    netNsFd: [28, u32],
    /** In a request: what to send besides. */
    extMask: [29, RTEXT_FILTER],
    promiscuity: [30, u32],
    numTxQueues: [31, u32],
    numRxQueues: [32, u32],
    /** 0 or 1. */
    carrier: [33, u8],
    /** At most 32 bytes that identify a physical port, as the driver has them. */
    physPortId: [34, bytes],
    carrierChanges: [35, u32],
    /** At most 32 bytes that identify a switch, as the driver has them. */
    physSwitchId: [36, bytes],
    linkNetnsid: [37, i32],
    physPortName: [38, text],
    /** 0 or 1. */
    protoDown: [39, u8],
    gsoMaxSegs: [40, u32],
    /** Bytes. */
    gsoMaxSize: [41, u32],
    /** Before a 64-bit attribute, to align it. */
    pad: [42, bytes],
    xdp: [43, xdp],
    event: [44, IFLA_EVENT],
    /** Where it has gone, in the event of its leaving. */
    newNetnsid: [45, i32],
    /** Ask, or answer, about this namespace. */
    targetNetnsid: [46, i32],
    carrierUpCount: [47, u32],
    carrierDownCount: [48, u32],
    /** Its index where it has gone, or shall have there. */
    newIfindex: [49, i32],
    minMtu: [50, u32],
    maxMtu: [51, u32],
    propList: [52, propList],
    /** In a request: find the interface by this alternative name. */
    altIfname: [53, altIfname],
    /** The address that the hardware has by itself. */
    permAddress: [54, linkAddress],
    protoDownReason: [55, protoDownReason],
    /** The device in sysfs, where there is no interface below. */
    parentDevName: [56, text],
    parentDevBusName: [57, text],
    groMaxSize: [58, u32],
    tsoMaxSize: [59, u32],
    tsoMaxSegs: [60, u32],
    allmulti: [61, u32],
    devlinkPort: [62, devlinkPort],
    gsoIpv4MaxSize: [63, u32],
    groIpv4MaxSize: [64, u32],
    dpllPin: [65, attributes('DPLL_A_PIN', () => ({ id: [1, u32] }))],
    /** Nanoseconds. */
    maxPacingOffloadHorizon: [66, uint],
    /** 0 or 1: whether it must stay in its namespace. */
    netnsImmutable: [67, u8],
    /** Bytes. */
    headroom: [68, u16],
    /** Bytes. */
    tailroom: [69, u16],
  }) as const;

type Table = ReturnType<typeof table>;

/** A link without its `nlmsghdr`, as it is read: what the peer of a veth is. */
export interface Link extends HeadedView<typeof ifinfomsg, Table> {}

/** What a link is written from. */
export interface LinkInput extends HeadedInput<typeof ifinfomsg, Table> {}

/**
 * Network interfaces: `ip link`, and under AF_BRIDGE `bridge link` and `bridge vlan`. Source: linux/if_link.h,
 * linux/rtnetlink.h, rtnetlink(7), net/core/rtnetlink.c.
 */
export const link = message(
  'link',
  { RTM_NEWLINK: 16, RTM_DELLINK: 17, RTM_GETLINK: 18, RTM_SETLINK: 19 },
  'IFLA',
  ifinfomsg,
  table,
);

describeLink(link.payload);

/** Alternative names: `ip link property add dev eth0 altname lan`. Source: linux/rtnetlink.h. */
export const linkprop = message(
  'linkprop',
  { RTM_NEWLINKPROP: 108, RTM_DELLINKPROP: 109, RTM_GETLINKPROP: 110 },
  'IFLA',
  ifinfomsg,
  table,
);
