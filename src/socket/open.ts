import {
  AF_NETLINK,
  NETLINK_ADD_MEMBERSHIP,
  NETLINK_CAP_ACK,
  NETLINK_EXT_ACK,
  NETLINK_GET_STRICT_CHK,
  NETLINK_ROUTE,
  SO_RCVBUF,
  SO_RCVBUFFORCE,
  SO_SNDBUF,
  SO_SNDBUFFORCE,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_RAW,
  SOL_NETLINK,
  SOL_SOCKET,
} from '../sys/constants.ts';
import {
  bind,
  close,
  connect,
  getsockname,
  getsockopt,
  setsockopt,
  socket,
  trySetsockopt,
} from '../sys/libc.ts';
import { inNetworkNamespace } from '../sys/setns.ts';
import { netlinkAddress, portIdOf } from './address.ts';

/** How to open a netlink socket; everything has a default. */
export interface DescriptorOptions {
  /** The netlink protocol, a `NETLINK_*` number; default 0, `NETLINK_ROUTE`. */
  protocol?: number;
  /** The network namespace to open it in: a path such as `/run/netns/blue`, or an open descriptor of one. */
  netns?: string | number;
  /** Multicast groups to join, by number (`RTNLGRP_LINK` is 1): a socket for events. */
  groups?: readonly number[];
  /** Ask the kernel to refuse what it does not understand and to filter dumps (`NETLINK_GET_STRICT_CHK`); default true. */
  strict?: boolean;
  /**
   * Bytes of kernel memory for what waits to be read; default 64 MiB with groups and 16 MiB without. It is
   * room, not an allocation. Without CAP_NET_ADMIN the kernel caps it at `net.core.rmem_max`.
   */
  receiveBuffer?: number;
  /** Bytes for one datagram that is sent; default what the kernel gives (`net.core.wmem_default`, 212,992). */
  sendBuffer?: number;
}

/** What the kernel granted. */
export interface GrantedOptions {
  /** `NETLINK_EXT_ACK`: errors carry the kernel's words and the offending attribute (Linux 4.12). */
  readonly extAck: boolean;
  /** `NETLINK_CAP_ACK`: errors do not repeat the whole request (Linux 4.3). */
  readonly capAck: boolean;
  /** `NETLINK_GET_STRICT_CHK`: get and dump requests are checked strictly, and filters obeyed (Linux 4.20). */
  readonly strictCheck: boolean;
  /** Bytes of receive buffer as the kernel accounts them: twice what was asked for (`socket(7)`). */
  readonly receiveBuffer: number;
  /** Whether `SO_RCVBUFFORCE` was allowed; if not, `net.core.rmem_max` bounds `receiveBuffer`. */
  readonly receiveBufferForced: boolean;
  /** Bytes of send buffer as the kernel accounts them. */
  readonly sendBuffer: number;
}

/** A netlink socket, bound and connected to the kernel. */
export interface Descriptor {
  readonly fd: number;
  /** `nl_pid`: the address of this socket, unique in its namespace and protocol. */
  readonly portId: number;
  readonly granted: GrantedOptions;
}

/**
 * Opens a non-blocking, close-on-exec netlink socket that only the kernel can send to: it is connected to
 * port 0, which makes the kernel refuse unicast from any other process with ECONNREFUSED. Multicast is not
 * bound by that, but only CAP_NET_ADMIN in the namespace may send it on `NETLINK_ROUTE`.
 * @throws SystemError, and RangeError for a group that cannot be one
 */
export function openDescriptor(options: DescriptorOptions): Descriptor {
  const { netns } = options;
  for (const group of options.groups ?? []) checkGroup(group);
  return netns === undefined ? openHere(options) : inNetworkNamespace(netns, () => openHere(options));
}

/** @throws RangeError when `group` cannot be the number of a multicast group. */
export function checkGroup(group: number): void {
  if (Number.isInteger(group) && group > 0 && group <= 0x7fffffff) return;
  throw new RangeError(`a netlink multicast group is a positive integer, not ${group}`);
}

/** What EPERM means when joining a group: few protocols let everybody listen, `NETLINK_ROUTE` does. */
export const GROUP_NEEDS = 'CAP_NET_ADMIN in the network namespace';

function openHere(options: DescriptorOptions): Descriptor {
  const { protocol = NETLINK_ROUTE, groups = [], strict = true, sendBuffer } = options;
  const { receiveBuffer = groups.length > 0 ? EVENTS_BUFFER : REPLIES_BUFFER } = options;
  const type = SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK;
  const fd = socket(AF_NETLINK, type, protocol, `open a netlink socket of protocol ${protocol}`);
  try {
    const receiveBufferForced = trySetsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, receiveBuffer);
    if (!receiveBufferForced) {
      setsockopt(fd, SOL_SOCKET, SO_RCVBUF, receiveBuffer, 'set the receive buffer of a netlink socket');
    }
    if (sendBuffer !== undefined && !trySetsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, sendBuffer)) {
      setsockopt(fd, SOL_SOCKET, SO_SNDBUF, sendBuffer, 'set the send buffer of a netlink socket');
    }
    const granted: GrantedOptions = {
      extAck: trySetsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, 1),
      capAck: trySetsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, 1),
      strictCheck: strict && trySetsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1),
      receiveBuffer: getsockopt(fd, SOL_SOCKET, SO_RCVBUF, 'read the receive buffer of a netlink socket'),
      receiveBufferForced,
      sendBuffer: getsockopt(fd, SOL_SOCKET, SO_SNDBUF, 'read the send buffer of a netlink socket'),
    };
    joinAtOnce(fd, groups);
    // Connecting also chooses a port, so a socket without groups needs no bind.
    connect(fd, netlinkAddress(0, 0), 'connect a netlink socket to the kernel');
    const address = netlinkAddress(0, 0);
    getsockname(fd, address, 'learn the port of a netlink socket');
    return { fd, portId: portIdOf(address), granted };
  } catch (error) {
    close(fd, 'close a netlink socket');
    throw error;
  }
}

/** The first 32 groups have a bit in the address; those beyond need a call each. */
function joinAtOnce(fd: number, groups: readonly number[]): void {
  const mask = groups.reduce((bits, group) => (group <= 32 ? bits | (1 << (group - 1)) : bits), 0) >>> 0;
  if (mask !== 0) {
    bind(fd, netlinkAddress(0, mask), `join the multicast groups ${groups.join(', ')}`, GROUP_NEEDS);
  }
  for (const group of groups) {
    if (group > 32) {
      setsockopt(
        fd,
        SOL_NETLINK,
        NETLINK_ADD_MEMBERSHIP,
        group,
        `join multicast group ${group}`,
        GROUP_NEEDS,
      );
    }
  }
}

/** A storm of 400,000 route events at full speed lost none in 64 MiB. */
const EVENTS_BUFFER = 64 * 1024 * 1024;
/** An error accounts for 2,304 bytes at most: those of some 14,000 requests may wait, since the kernel doubles it. */
const REPLIES_BUFFER = 16 * 1024 * 1024;
