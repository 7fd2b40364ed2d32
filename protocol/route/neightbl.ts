import { attributes, bytes, message, pad, struct, text, u16, u32, u64 } from '../schema/index.ts';
import { AF } from './families.ts';

const ndtmsg = struct('ndtmsg', { family: AF, pad: pad(3) });

/** `lastFlush` and `lastRand` in milliseconds before now. */
const ndtConfig = struct('ndt_config', {
  keyLen: u16,
  entrySize: u16,
  entries: u32,
  lastFlush: u32,
  lastRand: u32,
  hashRnd: u32,
  hashMask: u32,
  hashChainGc: u32,
  proxyQlen: u32,
});

const ndtStats = struct(
  'ndt_stats',
  {
    allocs: u64,
    destroys: u64,
    hashGrows: u64,
    resFailed: u64,
    lookups: u64,
    hits: u64,
    rcvProbesMcast: u64,
    rcvProbesUcast: u64,
    periodicGcRuns: u64,
    forcedGcRuns: u64,
  },
  { tableFulls: u64 },
);

/** Times in milliseconds. */
const parms = attributes('NDTPA', () => ({
  ifindex: [1, u32],
  refcnt: [2, u32],
  reachableTime: [3, u64],
  baseReachableTime: [4, u64],
  retransTime: [5, u64],
  gcStaletime: [6, u64],
  delayProbeTime: [7, u64],
  queueLen: [8, u32],
  appProbes: [9, u32],
  ucastProbes: [10, u32],
  mcastProbes: [11, u32],
  anycastDelay: [12, u64],
  proxyDelay: [13, u64],
  proxyQlen: [14, u32],
  locktime: [15, u64],
  /** Bytes. */
  queueLenbytes: [16, u32],
  mcastReprobes: [17, u32],
  /** Before a 64-bit attribute, to align it. */
  pad: [18, bytes],
  intervalProbeTimeMs: [19, u64],
}));

/** Neighbour tables, `ip ntable`: the parameters of ARP and neighbour discovery. Source: linux/neighbour.h. */
export const neightbl = message(
  'neightbl',
  { RTM_NEWNEIGHTBL: 64, RTM_GETNEIGHTBL: 66, RTM_SETNEIGHTBL: 67 },
  'NDTA',
  ndtmsg,
  () => ({
    /** `arp_cache`, `ndisc_cache`. */
    name: [1, text],
    thresh1: [2, u32],
    thresh2: [3, u32],
    thresh3: [4, u32],
    config: [5, ndtConfig],
    parms: [6, parms],
    stats: [7, ndtStats],
    /** Milliseconds. */
    gcInterval: [8, u64],
    /** Before a 64-bit attribute, to align it. */
    pad: [9, bytes],
  }),
);
