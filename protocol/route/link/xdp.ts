import { attributes, enumeration, flags, i32, u8, u32 } from '../../schema/index.ts';

/** `XDP_ATTACHED_*`: where the program runs: in the driver, on `sk_buff`s, in hardware, or in several places. */
export const XDP_ATTACHED = enumeration('XDP_ATTACHED', u8, { none: 0, drv: 1, skb: 2, hw: 3, multi: 4 });

/** `XDP_FLAGS_*`. */
export const XDP_FLAGS = flags('XDP_FLAGS', u32, {
  updateIfNoexist: 0x01,
  skbMode: 0x02,
  drvMode: 0x04,
  hwMode: 0x08,
  replace: 0x10,
});

/** eXpress Data Path programs: `ip link set dev eth0 xdp object prog.o`. Source: linux/if_link.h. */
export const xdp = attributes('IFLA_XDP', () => ({
  /** The program to attach; -1 detaches. */
  fd: [1, i32],
  attached: [2, XDP_ATTACHED],
  flags: [3, XDP_FLAGS],
  progId: [4, u32],
  drvProgId: [5, u32],
  skbProgId: [6, u32],
  hwProgId: [7, u32],
  /** With the `replace` flag: the program that must be attached now. */
  expectedFd: [8, i32],
}));
