import { attributes, be16, be32, bytes, many, u8, u32 } from '../../../schema/index.ts';

const geneve = attributes('LWTUNNEL_IP_OPT_GENEVE', () => ({
  class: [1, be16],
  type: [2, u8],
  /** A multiple of four bytes, to which the option's class gives a meaning. */
  data: [3, bytes],
}));

const vxlan = attributes('LWTUNNEL_IP_OPT_VXLAN', () => ({
  /** Group based policy. */
  gbp: [1, u32],
}));

const erspan = attributes('LWTUNNEL_IP_OPT_ERSPAN', () => ({
  /** 1 with `index`, 2 with `dir` and `hwid`. */
  ver: [1, u8],
  index: [2, be32],
  dir: [3, u8],
  hwid: [4, u8],
}));

/** Options of the tunnel's own protocol, of one kind. Source: linux/lwtunnel.h. */
export const options = attributes('LWTUNNEL_IP_OPTS', () => ({
  geneve: [1, many(geneve)],
  vxlan: [2, vxlan],
  erspan: [3, erspan],
}));
