import { closeSync, constants, openSync } from 'node:fs';
import {
  EINVAL,
  ENODEV,
  IFF_MULTI_QUEUE,
  IFF_NO_PI,
  IFF_TAP,
  IFF_TUN,
  IFF_TUN_EXCL,
  IFF_VNET_HDR,
  IFNAMSIZ,
  TUNSETGROUP,
  TUNSETIFF,
  TUNSETOWNER,
  TUNSETPERSIST,
} from '../sys/constants.ts';
import { InputError } from '../sys/input-error.ts';
import { read, write } from '../sys/io.ts';
import { ifNameToIndex, ioctl } from '../sys/libc.ts';
import { fromNodeError, SystemError } from '../sys/system-error.ts';
import type { NamespaceHandle } from './handle.ts';

/** `tun`: IP packets. `tap`: Ethernet frames, so it has a MAC address and can be a bridge's port. */
export type TunMode = 'tun' | 'tap';

/** `ip tuntap add`, and what a program that reads the device chooses. Source: linux/if_tun.h. */
export interface TunOptions {
  readonly mode: TunMode;
  /** Its name, or with one `%d` a pattern whose first free number is taken; default `tun%d` or `tap%d`. */
  readonly name?: string | undefined;
  /** Put `struct tun_pi` (flags and ethertype, 4 bytes) before each packet; default false. */
  readonly packetInfo?: boolean | undefined;
  /** Put `struct virtio_net_hdr` (10 bytes) before each packet; default false. */
  readonly vnetHdr?: boolean | undefined;
  /** Let it be opened several times, each a queue; all must ask for it. Default false. */
  readonly multiQueue?: boolean | undefined;
  /** The user who may open it besides whoever has CAP_NET_ADMIN, by number. */
  readonly user?: number | undefined;
  /** The group whose members may. */
  readonly group?: number | undefined;
  /** Keep the interface when the device is closed, until it is deleted; default false. */
  readonly persistent?: boolean | undefined;
  /** Only make one: EBUSY when there is an interface of that name; default false. */
  readonly exclusive?: boolean | undefined;
}

/**
 * An interface whose other end is this process: what is routed to it is read here, and what is written here arrives
 * on it. It goes when it is closed, unless it is persistent.
 */
export class TunDevice implements Disposable {
  /** The interface's name at opening; it may be renamed. */
  readonly name: string;
  readonly mode: TunMode;
  #fd: number | undefined;

  /** @internal Takes the descriptor over. */
  constructor(fd: number, name: string, mode: TunMode) {
    this.#fd = fd;
    this.name = name;
    this.mode = mode;
  }

  /** Its descriptor, which does not block: `read` says EAGAIN. @throws Error when it was closed */
  get fd(): number {
    if (this.#fd === undefined) throw new Error(`the ${this.mode} device ${this.name} was closed`);
    return this.#fd;
  }

  /**
   * Reads one packet, at once; what `buffer` has no room for is lost.
   * @returns its bytes, undefined when none waits
   * @throws SystemError
   */
  read(buffer: Uint8Array): number | undefined {
    return read(this.fd, buffer, `read from ${this.mode} device ${this.name}`);
  }

  /** Writes one packet, at once. @throws SystemError, with EIO while the interface is down, EINVAL for no IP packet on tun */
  write(packet: Uint8Array): void {
    write(this.fd, packet, `write to ${this.mode} device ${this.name}`);
  }

  /** Again does nothing. */
  close(): void {
    if (this.#fd === undefined) return;
    closeSync(this.#fd);
    this.#fd = undefined;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * Makes a tun or tap interface in a namespace, or opens a persistent one, through `/dev/net/tun`.
 * @throws SystemError: EBUSY when it is open elsewhere, EINVAL when the name is another kind of interface's or cannot
 * be one, EPERM; InputError for a name that is too long
 */
export function openTun(handle: NamespaceHandle, options: TunOptions): TunDevice {
  const { mode, name = '', user, group, persistent = false } = options;
  const what = `open the ${mode} device ${name || `${mode}%d`} in ${handle.where}`;
  const request = ifreq(name, flagsOf(options));
  const fd = handle.enter(() => openClone(what));
  try {
    attach(fd, request, what);
    if (user !== undefined) ioctl(fd, TUNSETOWNER, id(user), `give ${name} to user ${user}`);
    if (group !== undefined) ioctl(fd, TUNSETGROUP, id(group), `give ${name} to group ${group}`);
    if (persistent) ioctl(fd, TUNSETPERSIST, 1, `make ${name} persistent`);
    return new TunDevice(fd, nameIn(request), mode);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/**
 * Deletes a persistent interface, as `ip tuntap delete` does. One that is open elsewhere cannot be.
 * @throws SystemError: ENODEV when there is none (ip says nothing then), EBUSY, EINVAL when it is of the other mode
 */
export function deletePersistentTun(handle: NamespaceHandle, name: string, mode: TunMode): void {
  const what = `delete the ${mode} device ${name} in ${handle.where}`;
  const requestFor = (multiQueue: boolean) => ifreq(name, flagsOf({ mode, multiQueue }));
  const one = requestFor(false);
  const fd = handle.enter(() => {
    // Or the kernel would make one.
    if (ifNameToIndex(name) === 0) throw new SystemError('if_nametoindex', ENODEV, what);
    return openClone(what);
  });
  try {
    try {
      attach(fd, one, what);
    } catch (error) {
      if (!(error instanceof SystemError) || error.errno !== EINVAL) throw error;
      attach(fd, requestFor(true), what);
    }
    ioctl(fd, TUNSETPERSIST, 0, what);
  } finally {
    closeSync(fd);
  }
}

/** A new device file, which belongs to the thread's network namespace. */
function openClone(what: string): number {
  try {
    return openSync('/dev/net/tun', constants.O_RDWR | constants.O_NONBLOCK);
  } catch (error) {
    throw fromNodeError(error, what, 'the right to read and write /dev/net/tun');
  }
}

/** Makes the interface, or finds it. */
function attach(fd: number, request: Buffer, what: string): void {
  try {
    ioctl(fd, TUNSETIFF, request, what, 'CAP_NET_ADMIN, or an interface that was given to its user or group');
  } catch (error) {
    if (!(error instanceof SystemError) || error.errno !== EINVAL) throw error;
    const advice =
      '; that is no name, or the interface is of another kind, another mode or another multiQueue';
    throw new SystemError('ioctl', EINVAL, what, undefined, advice);
  }
}

function flagsOf({ mode, packetInfo, vnetHdr, multiQueue, exclusive }: TunOptions): number {
  let flags = mode === 'tun' ? IFF_TUN : IFF_TAP;
  if (packetInfo !== true) flags |= IFF_NO_PI;
  if (vnetHdr === true) flags |= IFF_VNET_HDR;
  if (multiQueue === true) flags |= IFF_MULTI_QUEUE;
  if (exclusive === true) flags |= IFF_TUN_EXCL;
  return flags;
}

/** `struct ifreq` of linux/if.h, with a name and flags. */
function ifreq(name: string, flags: number): Buffer {
  const bytes = Buffer.from(name);
  if (bytes.length >= IFNAMSIZ || bytes.includes(0)) {
    throw new InputError(
      `${JSON.stringify(name)} cannot be the name of an interface: it may have ${IFNAMSIZ - 1} bytes`,
    );
  }
  const request = Buffer.alloc(IFREQ_SIZE);
  bytes.copy(request);
  new Uint16Array(request.buffer, request.byteOffset + IFNAMSIZ, 1)[0] = flags;
  return request;
}

function nameIn(request: Buffer): string {
  return request.toString('utf8', 0, request.indexOf(0));
}

/** An id of a user or group as the kernel takes it: an int, in two's complement. */
function id(value: number): number {
  if (Number.isInteger(value) && value >= 0 && value < 0xffffffff) return value | 0;
  throw new InputError(`${value} is not the id of a user or a group`);
}

/** On 64 bits; on 32 the kernel takes the first 32 bytes. */
const IFREQ_SIZE = 40;
