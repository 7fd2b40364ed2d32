import { array, attributes, chars, enumeration, flags, struct, u16, u32 } from '../../../schema/index.ts';

/** `CAN_STATE_*`. */
export const CAN_STATE = enumeration('CAN_STATE', u32, {
  errorActive: 0,
  errorWarning: 1,
  errorPassive: 2,
  busOff: 3,
  stopped: 4,
  sleeping: 5,
});

/** `CAN_CTRLMODE_*`. */
export const CAN_CTRLMODE = flags('CAN_CTRLMODE', u32, {
  loopback: 0x01,
  listenonly: 0x02,
  '3Samples': 0x04,
  oneShot: 0x08,
  berrReporting: 0x10,
  fd: 0x20,
  presumeAck: 0x40,
  fdNonIso: 0x80,
  ccLen8Dlc: 0x100,
  tdcAuto: 0x200,
  tdcManual: 0x400,
  restricted: 0x800,
  xl: 0x1000,
  xlTdcAuto: 0x2000,
  xlTdcManual: 0x4000,
  xlTms: 0x8000,
});

/** `bitrate` in bit/s, `samplePoint` in 1/1000, `tq` in nanoseconds, segments in time quanta. */
const bittiming = struct('can_bittiming', {
  bitrate: u32,
  samplePoint: u32,
  tq: u32,
  propSeg: u32,
  phaseSeg1: u32,
  phaseSeg2: u32,
  sjw: u32,
  brp: u32,
});

const bittimingConst = struct('can_bittiming_const', {
  name: chars(16),
  tseg1Min: u32,
  tseg1Max: u32,
  tseg2Min: u32,
  tseg2Max: u32,
  sjwMax: u32,
  brpMin: u32,
  brpMax: u32,
  brpInc: u32,
});

/** Transmitter delay compensation, in clock periods. */
const tdc = attributes('IFLA_CAN_TDC', () => ({
  tdcvMin: [1, u32],
  tdcvMax: [2, u32],
  tdcoMin: [3, u32],
  tdcoMax: [4, u32],
  tdcfMin: [5, u32],
  tdcfMax: [6, u32],
  tdcv: [7, u32],
  tdco: [8, u32],
  tdcf: [9, u32],
}));

/** Pulse width modulation, in clock periods. */
const pwm = attributes('IFLA_CAN_PWM', () => ({
  pwmsMin: [1, u32],
  pwmsMax: [2, u32],
  pwmlMin: [3, u32],
  pwmlMax: [4, u32],
  pwmoMin: [5, u32],
  pwmoMax: [6, u32],
  pwms: [7, u32],
  pwml: [8, u32],
  pwmo: [9, u32],
}));

/** `IFLA_INFO_XSTATS` of a CAN interface. Source: linux/can/netlink.h. */
export const canDeviceStats = struct('can_device_stats', {
  busError: u32,
  errorWarning: u32,
  errorPassive: u32,
  busOff: u32,
  arbitrationLost: u32,
  restarts: u32,
});

/**
 * Controller area network: `ip link set can0 type can bitrate 500000`. Source: linux/can/netlink.h,
 * drivers/net/can/dev/netlink.c.
 */
export const can = attributes('IFLA_CAN', () => ({
  bittiming: [1, bittiming],
  bittimingConst: [2, bittimingConst],
  /** Hz. */
  clock: [3, struct('can_clock', { freq: u32 })],
  state: [4, CAN_STATE],
  /** In a request only the flags in `mask` change. */
  ctrlmode: [5, struct('can_ctrlmode', { mask: CAN_CTRLMODE, flags: CAN_CTRLMODE })],
  /** Milliseconds after bus-off, 0 for never. */
  restartMs: [6, u32],
  restart: [7, u32],
  berrCounter: [8, struct('can_berr_counter', { txerr: u16, rxerr: u16 })],
  dataBittiming: [9, bittiming],
  dataBittimingConst: [10, bittimingConst],
  /** Ohm, 0 for off. */
  termination: [11, u16],
  terminationConst: [12, array(u16)],
  /** bit/s. */
  bitrateConst: [13, array(u32)],
  dataBitrateConst: [14, array(u32)],
  /** bit/s, 0 for no limit. */
  bitrateMax: [15, u32],
  tdc: [16, tdc],
  ctrlmodeExt: [17, attributes('IFLA_CAN_CTRLMODE', () => ({ supported: [1, CAN_CTRLMODE] }))],
  xlDataBittiming: [18, bittiming],
  xlDataBittimingConst: [19, bittimingConst],
  xlDataBitrateConst: [20, array(u32)],
  xlTdc: [21, tdc],
  xlPwm: [22, pwm],
}));
