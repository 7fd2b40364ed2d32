import { attributes, flags, text, u32 } from '../../schema/index.ts';

/** `RTAX_FEATURE_*`. */
export const RTAX_FEATURE = flags('RTAX_FEATURE', u32, {
  ecn: 1,
  sack: 2,
  timestamp: 4,
  allfrag: 8,
  tcpUsecTs: 16,
});

const locks = {
  mtu: 1 << 2,
  window: 1 << 3,
  rtt: 1 << 4,
  rttvar: 1 << 5,
  ssthresh: 1 << 6,
  cwnd: 1 << 7,
  advmss: 1 << 8,
  reordering: 1 << 9,
  hoplimit: 1 << 10,
  initcwnd: 1 << 11,
  features: 1 << 12,
  rtoMin: 1 << 13,
  initrwnd: 1 << 14,
  quickack: 1 << 15,
  ccAlgo: 1 << 16,
  fastopenNoCookie: 1 << 17,
};

/** The metrics that path MTU discovery and TCP may not change: bit `1 << RTAX_*` each. */
export const RTAX_LOCK = flags('RTAX', u32, locks, {
  mtu: '1 << RTAX_MTU',
  window: '1 << RTAX_WINDOW',
  rtt: '1 << RTAX_RTT',
  rttvar: '1 << RTAX_RTTVAR',
  ssthresh: '1 << RTAX_SSTHRESH',
  cwnd: '1 << RTAX_CWND',
  advmss: '1 << RTAX_ADVMSS',
  reordering: '1 << RTAX_REORDERING',
  hoplimit: '1 << RTAX_HOPLIMIT',
  initcwnd: '1 << RTAX_INITCWND',
  features: '1 << RTAX_FEATURES',
  rtoMin: '1 << RTAX_RTO_MIN',
  initrwnd: '1 << RTAX_INITRWND',
  quickack: '1 << RTAX_QUICKACK',
  ccAlgo: '1 << RTAX_CC_ALGO',
  fastopenNoCookie: '1 << RTAX_FASTOPEN_NO_COOKIE',
});

/** `RTA_METRICS`. Source: linux/rtnetlink.h; ip-route(8) for the meanings. */
export const metrics = attributes('RTAX', () => ({
  lock: [1, RTAX_LOCK],
  mtu: [2, u32],
  window: [3, u32],
  /** Eighths of a millisecond. */
  rtt: [4, u32],
  /** Quarters of a millisecond. */
  rttvar: [5, u32],
  ssthresh: [6, u32],
  cwnd: [7, u32],
  advmss: [8, u32],
  reordering: [9, u32],
  hoplimit: [10, u32],
  initcwnd: [11, u32],
  features: [12, RTAX_FEATURE],
  /** Milliseconds. */
  rtoMin: [13, u32],
  initrwnd: [14, u32],
  quickack: [15, u32],
  /** The congestion control algorithm: `bbr`. */
  ccAlgo: [16, text],
  fastopenNoCookie: [17, u32],
}));
