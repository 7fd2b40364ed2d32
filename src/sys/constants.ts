/** Numbers of the C library and the kernel, named as there; asm-generic, checked against the headers by a test. */

/** `sys/socket.h` */
export const AF_UNIX = 1;
export const AF_NETLINK = 16;
export const SOCK_STREAM = 1;
export const SOCK_RAW = 3;
export const SOCK_NONBLOCK = 0o4000;
export const SOCK_CLOEXEC = 0o2000000;
export const SOL_SOCKET = 1;
export const SO_SNDBUF = 7;
export const SO_RCVBUF = 8;
export const SO_SNDBUFFORCE = 32;
export const SO_RCVBUFFORCE = 33;
export const MSG_TRUNC = 0x20;
export const MSG_DONTWAIT = 0x40;

/** `linux/netlink.h` */
export const SOL_NETLINK = 270;
export const NETLINK_ROUTE = 0;
export const NETLINK_ADD_MEMBERSHIP = 1;
export const NETLINK_DROP_MEMBERSHIP = 2;
export const NETLINK_CAP_ACK = 10;
export const NETLINK_EXT_ACK = 11;
export const NETLINK_GET_STRICT_CHK = 12;

/** `fcntl.h` */
export const O_CLOEXEC = 0o2000000;

/** `sys/file.h` */
export const LOCK_EX = 2;

/** `linux/sched.h` */
export const CLONE_NEWNET = 0x40000000;

/** `linux/capability.h` */
export const CAP_SYS_ADMIN = 21;

/** `linux/nsfs.h` */
export const NS_GET_NSTYPE = 0xb703;

/** `linux/if.h` */
export const IFNAMSIZ = 16;

/** `linux/if_tun.h` */
export const TUNSETIFF = 0x400454ca;
export const TUNSETPERSIST = 0x400454cb;
export const TUNSETOWNER = 0x400454cc;
export const TUNSETGROUP = 0x400454ce;
export const IFF_TUN = 0x0001;
export const IFF_TAP = 0x0002;
export const IFF_MULTI_QUEUE = 0x0100;
export const IFF_NO_PI = 0x1000;
export const IFF_TUN_EXCL = 0x8000;
export const IFF_VNET_HDR = 0x4000;

/** `sys/mount.h` */
export const MS_BIND = 4096;
export const MS_REC = 16384;
export const MS_SHARED = 0x100000;
export const MNT_DETACH = 2;
export const UMOUNT_NOFOLLOW = 8;

/** `asm-generic/errno-base.h`, `asm-generic/errno.h` */
export const EPERM = 1;
export const ENOENT = 2;
export const EBADF = 9;
export const EBUSY = 16;
export const EEXIST = 17;
export const ENODEV = 19;
export const EINVAL = 22;
export const EMSGSIZE = 90;
