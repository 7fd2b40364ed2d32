import { attributes, enumeration, many, u16, u32 } from '../../schema/index.ts';

/** `BR_MRP_RING_ROLE_*`: client, manager, automanager. */
export const BR_MRP_RING_ROLE = enumeration('BR_MRP_RING_ROLE', u32, { disabled: 0, mrc: 1, mrm: 2, mra: 3 });

/** `BR_MRP_IN_ROLE_*`: interconnection client, manager. */
export const BR_MRP_IN_ROLE = enumeration('BR_MRP_IN_ROLE', u32, { disabled: 0, mic: 1, mim: 2 });

/** `BR_MRP_RING_STATE_*`. */
export const BR_MRP_RING_STATE = enumeration('BR_MRP_RING_STATE', u32, { open: 0, closed: 1 });

/** `BR_MRP_IN_STATE_*`. */
export const BR_MRP_IN_STATE = enumeration('BR_MRP_IN_STATE', u32, { open: 0, closed: 1 });

/** `BR_MRP_PORT_STATE_*`. */
export const BR_MRP_PORT_STATE = enumeration('BR_MRP_PORT_STATE', u32, {
  disabled: 0,
  blocked: 1,
  forwarding: 2,
  notConnected: 3,
});

/** `BR_MRP_PORT_ROLE_*`. */
export const BR_MRP_PORT_ROLE = enumeration('BR_MRP_PORT_ROLE', u32, { primary: 0, secondary: 1, inter: 2 });

/** The ring's ports by interface index: primary, secondary. */
const instance = attributes('IFLA_BRIDGE_MRP_INSTANCE', () => ({
  ringId: [1, u32],
  pIfindex: [2, u32],
  sIfindex: [3, u32],
  prio: [4, u16],
}));

/** Intervals and periods in microseconds. */
const startTest = attributes('IFLA_BRIDGE_MRP_START_TEST', () => ({
  ringId: [1, u32],
  interval: [2, u32],
  maxMiss: [3, u32],
  period: [4, u32],
  monitor: [5, u32],
}));

/** What a dump tells of an instance; intervals in microseconds. */
const info = attributes('IFLA_BRIDGE_MRP_INFO', () => ({
  ringId: [1, u32],
  pIfindex: [2, u32],
  sIfindex: [3, u32],
  prio: [4, u16],
  ringState: [5, BR_MRP_RING_STATE],
  ringRole: [6, BR_MRP_RING_ROLE],
  testInterval: [7, u32],
  testMaxMiss: [8, u32],
  testMonitor: [9, u32],
  iIfindex: [10, u32],
  inState: [11, BR_MRP_IN_STATE],
  inRole: [12, BR_MRP_IN_ROLE],
  inTestInterval: [13, u32],
  inTestMaxMiss: [14, u32],
}));

const inRole = attributes('IFLA_BRIDGE_MRP_IN_ROLE', () => ({
  ringId: [1, u32],
  inId: [2, u16],
  role: [3, BR_MRP_IN_ROLE],
  iIfindex: [4, u32],
}));

/** Intervals and periods in microseconds. */
const startInTest = attributes('IFLA_BRIDGE_MRP_START_IN_TEST', () => ({
  inId: [1, u16],
  interval: [2, u32],
  maxMiss: [3, u32],
  period: [4, u32],
}));

/**
 * Media Redundancy Protocol (IEC 62439-2) in a bridge. Requests carry all but `info`, dumps `info` alone.
 * Source: linux/if_bridge.h, linux/mrp_bridge.h, net/bridge/br_mrp_netlink.c.
 */
export const mrp = attributes('IFLA_BRIDGE_MRP', () => ({
  instance: [1, instance],
  portState: [2, attributes('IFLA_BRIDGE_MRP_PORT_STATE', () => ({ state: [1, BR_MRP_PORT_STATE] }))],
  portRole: [3, attributes('IFLA_BRIDGE_MRP_PORT_ROLE', () => ({ role: [1, BR_MRP_PORT_ROLE] }))],
  ringState: [
    4,
    attributes('IFLA_BRIDGE_MRP_RING_STATE', () => ({ ringId: [1, u32], state: [2, BR_MRP_RING_STATE] })),
  ],
  ringRole: [
    5,
    attributes('IFLA_BRIDGE_MRP_RING_ROLE', () => ({ ringId: [1, u32], role: [2, BR_MRP_RING_ROLE] })),
  ],
  startTest: [6, startTest],
  info: [7, many(info)],
  inRole: [8, inRole],
  inState: [
    9,
    attributes('IFLA_BRIDGE_MRP_IN_STATE', () => ({ inId: [1, u16], state: [2, BR_MRP_IN_STATE] })),
  ],
  startInTest: [10, startInTest],
}));
