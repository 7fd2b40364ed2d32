import { attributes, be16, enumeration, ipv4, u32 } from '../../../schema/index.ts';

/** `AMT_MODE_*`. */
export const AMT_MODE = enumeration('AMT_MODE', u32, { gateway: 0, relay: 1 });

/**
 * Automatic multicast tunnelling (RFC 7450): `ip link add amt0 type amt mode gateway local 192.0.2.1 ...`. Ports in
 * network byte order. Source: linux/amt.h.
 */
export const amt = attributes('IFLA_AMT', () => ({
  mode: [1, AMT_MODE],
  relayPort: [2, be16],
  gatewayPort: [3, be16],
  link: [4, u32],
  localIp: [5, ipv4],
  remoteIp: [6, ipv4],
  discoveryIp: [7, ipv4],
  maxTunnels: [8, u32],
}));
