import { type Codec, pad, struct, u8, u16, u32, u64 } from '../../schema/index.ts';

function counters<T, I>(of: Codec<T, I>) {
  return {
    /** Good packets received. */
    rxPackets: of,
    txPackets: of,
    rxBytes: of,
    txBytes: of,
    /** All bad packets received; the detailed ones are included. */
    rxErrors: of,
    txErrors: of,
    /** Received and not processed: no room, no protocol. */
    rxDropped: of,
    txDropped: of,
    multicast: of,
    collisions: of,
    rxLengthErrors: of,
    rxOverErrors: of,
    rxCrcErrors: of,
    rxFrameErrors: of,
    rxFifoErrors: of,
    /** Missed by the host for want of buffers. */
    rxMissedErrors: of,
    txAbortedErrors: of,
    txCarrierErrors: of,
    txFifoErrors: of,
    txHeartbeatErrors: of,
    txWindowErrors: of,
    rxCompressed: of,
    txCompressed: of,
  };
}

/** `IFLA_STATS`: the counters cut to 32 bits; `rxNohandler` since Linux 4.6. Source: linux/if_link.h. */
export const stats = struct('rtnl_link_stats', counters(u32), { rxNohandler: u32 });

/**
 * `IFLA_STATS64`: counters since the interface was made; `rxNohandler` since Linux 4.6, `rxOtherhostDropped` since
 * 5.19. Source: linux/if_link.h.
 */
export const stats64 = struct('rtnl_link_stats64', counters(u64), {
  /** Dropped because the device is not to receive: an inactive port of a bond. */
  rxNohandler: u64,
  /** Dropped because the link layer destination is another host. */
  rxOtherhostDropped: u64,
});

/** The counters that hardware keeps. Source: linux/if_link.h. */
export const hwStats64 = struct('rtnl_hw_stats64', {
  rxPackets: u64,
  txPackets: u64,
  rxBytes: u64,
  txBytes: u64,
  rxErrors: u64,
  txErrors: u64,
  rxDropped: u64,
  txDropped: u64,
  multicast: u64,
});

/** `IFLA_MAP`: where a device's hardware is. Source: linux/if_link.h. */
export const map = struct('rtnl_link_ifmap', {
  memStart: u64,
  memEnd: u64,
  baseAddr: u64,
  irq: u16,
  dma: u8,
  port: u8,
  /** The C compiler's, on machines where a `__u64` is aligned to eight bytes. */
  tail: pad(4),
});
