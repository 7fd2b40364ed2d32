/** Netlink's framing constants. Source: include/uapi/linux/netlink.h. */

/** `NLMSG_HDRLEN`: bytes of `struct nlmsghdr`. */
export const NLMSG_HDRLEN = 16;

/** `NLA_HDRLEN`: bytes of `struct nlattr`. */
export const NLA_HDRLEN = 4;

/** The longest payload that `nla_len`, a 16-bit field that counts its own header, can announce. */
export const NLA_PAYLOAD_MAX = 0xffff - NLA_HDRLEN;

/** `NLA_F_NESTED`: the payload is itself a sequence of attributes. */
export const NLA_F_NESTED = 0x8000;

/** `NLA_F_NET_BYTEORDER`: the payload is in network byte order. */
export const NLA_F_NET_BYTEORDER = 0x4000;

/** `NLA_TYPE_MASK`: the attribute's number without the two flags. */
export const NLA_TYPE_MASK = 0x3fff;

/** `NLMSG_ALIGN` and `NLA_ALIGN`: the next multiple of four bytes. */
export function align4(length: number): number {
  return (length + 3) & ~3;
}
