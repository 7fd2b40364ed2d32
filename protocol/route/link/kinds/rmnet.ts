import { attributes, flags, struct, u16, u32 } from '../../../schema/index.ts';

/** `RMNET_FLAGS_*`. */
export const RMNET_FLAGS = flags('RMNET_FLAGS', u32, {
  ingressDeaggregation: 0x01,
  ingressMapCommands: 0x02,
  ingressMapCksumv4: 0x04,
  egressMapCksumv4: 0x08,
  ingressMapCksumv5: 0x10,
  egressMapCksumv5: 0x20,
});

/** Qualcomm's multiplexing: `ip link add link rmnet_ipa0 name rmnet0 type rmnet mux_id 1`. Source: linux/if_link.h. */
export const rmnet = attributes('IFLA_RMNET', () => ({
  muxId: [1, u16],
  flags: [2, struct('ifla_rmnet_flags', { flags: RMNET_FLAGS, mask: RMNET_FLAGS })],
}));
