import { AF_NETLINK } from '../sys/constants.ts';

/**
 * ```c
 * struct sockaddr_nl { sa_family_t nl_family; unsigned short nl_pad; __u32 nl_pid; __u32 nl_groups; };
 * ```
 * in host byte order, as `netlink(7)` has it. Port 0 is the kernel, or "choose one" when binding.
 */
export function netlinkAddress(portId: number, groupMask: number): Buffer {
  const words = Uint32Array.of(0, portId, groupMask);
  new Uint16Array(words.buffer)[0] = AF_NETLINK;
  return Buffer.from(words.buffer);
}

/** `nl_pid` of a `sockaddr_nl`. */
export function portIdOf(address: Buffer): number {
  return new Uint32Array(address.buffer, address.byteOffset, 3)[1] ?? 0;
}
