import { enumeration, flags, i32, ifname, message, pad, struct, u8, u32 } from '../schema/index.ts';
import { AF } from './families.ts';
import { networkAddress } from './network-address.ts';
import { RT_SCOPE } from './route/rtmsg.ts';

const lowFlags = {
  secondary: 0x01,
  /** IPv6's name for `secondary`: a privacy address. */
  temporary: 0x01,
  nodad: 0x02,
  optimistic: 0x04,
  dadfailed: 0x08,
  homeaddress: 0x10,
  deprecated: 0x20,
  tentative: 0x40,
  permanent: 0x80,
};

/** `IFA_F_*`. The header's `flags` holds the lowest eight; `flags`, the attribute, holds all and counts. */
export const IFA_F = flags('IFA_F', u32, {
  ...lowFlags,
  managetempaddr: 0x100,
  noprefixroute: 0x200,
  mcautojoin: 0x400,
  stablePrivacy: 0x800,
});

/** `IFAPROT_*`: who configured the address. Numbers without a name are for user space. */
export const IFAPROT = enumeration('IFAPROT', u8, { unspec: 0, kernelLo: 1, kernelRa: 2, kernelLl: 3 });

const ifaddrmsg = struct('ifaddrmsg', {
  family: AF,
  /** Bits of the prefix. */
  prefixlen: u8,
  flags: flags('IFA_F', u8, lowFlags),
  scope: RT_SCOPE,
  /** The interface. */
  index: u32,
});

/** Seconds, 0xffffffff for ever; the stamps in hundredths of a second since boot. */
const ifaCacheinfo = struct('ifa_cacheinfo', { prefered: u32, valid: u32, cstamp: u32, tstamp: u32 });

const table = () =>
  ({
    /** The prefix's address; on a point-to-point interface the peer's. */
    address: [1, networkAddress],
    /** IPv4: the interface's own address. */
    local: [2, networkAddress],
    /** IPv4: `eth0:1`. */
    label: [3, ifname],
    /** IPv4. */
    broadcast: [4, networkAddress],
    /** RTM_GETANYCAST. */
    anycast: [5, networkAddress],
    cacheinfo: [6, ifaCacheinfo],
    /** RTM_GETMULTICAST. */
    multicast: [7, networkAddress],
    /** `IFA_F`, in place of the header's. */
    flags: [8, IFA_F],
    /** The metric of the prefix route. */
    rtPriority: [9, u32],
    /** The namespace asked or answering, by its nsid. */
    targetNetnsid: [10, i32],
    proto: [11, IFAPROT],
  }) as const;

/** Addresses: `ip address`. Source: linux/if_addr.h, rtnetlink(7). */
export const address = message(
  'address',
  { RTM_NEWADDR: 20, RTM_DELADDR: 21, RTM_GETADDR: 22 },
  'IFA',
  ifaddrmsg,
  table,
);

/** Multicast group memberships: `ip maddress`. Source: linux/if_addr.h. */
export const multicast = message(
  'multicast',
  { RTM_NEWMULTICAST: 56, RTM_DELMULTICAST: 57, RTM_GETMULTICAST: 58 },
  'IFA',
  ifaddrmsg,
  table,
);

/** IPv6 anycast addresses of interfaces. Source: linux/if_addr.h. */
export const anycast = message(
  'anycast',
  { RTM_NEWANYCAST: 60, RTM_DELANYCAST: 61, RTM_GETANYCAST: 62 },
  'IFA',
  ifaddrmsg,
  table,
);

const ifaddrlblmsg = struct('ifaddrlblmsg', {
  family: AF,
  reserved: pad(1),
  prefixlen: u8,
  flags: u8,
  /** The interface, or 0. */
  index: u32,
  seq: u32,
});

/** RFC 6724 address labels: `ip addrlabel`. Source: linux/if_addrlabel.h. */
export const addrlabel = message(
  'addrlabel',
  { RTM_NEWADDRLABEL: 72, RTM_DELADDRLABEL: 73, RTM_GETADDRLABEL: 74 },
  'IFAL',
  ifaddrlblmsg,
  () => ({ address: [1, networkAddress], label: [2, u32] }),
);
