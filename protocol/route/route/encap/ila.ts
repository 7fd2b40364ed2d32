import { attributes, be64, bytes, enumeration, i32, u8, u32 } from '../../../schema/index.ts';

/** `ILA_CSUM_*`. */
export const ILA_CSUM = enumeration('ILA_CSUM', u8, {
  adjustTransport: 0,
  neutralMap: 1,
  noAction: 2,
  neutralMapAuto: 3,
});

/** `ILA_ATYPE_*`. */
export const ILA_ATYPE = enumeration('ILA_ATYPE', u8, {
  iid: 0,
  luid: 1,
  virtV4: 2,
  virtUniV6: 3,
  virtMultiV6: 4,
  nonlocalAddr: 5,
  rsvd_1: 6,
  rsvd_2: 7,
  useFormat: 32,
});

/** `ILA_HOOK_ROUTE_*`. */
export const ILA_HOOK = enumeration('ILA_HOOK', u8, { routeOutput: 0, routeInput: 1 });

/** `encap ila 2001:db8:0:1`: the locator is the upper half of an IPv6 address. Source: linux/ila.h. */
export const ila = attributes('ILA_ATTR', () => ({
  locator: [1, be64],
  identifier: [2, be64],
  locatorMatch: [3, be64],
  ifindex: [4, i32],
  dir: [5, u32],
  pad: [6, bytes],
  csumMode: [7, ILA_CSUM],
  identType: [8, ILA_ATYPE],
  hookType: [9, ILA_HOOK],
}));
