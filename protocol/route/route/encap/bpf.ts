import { attributes, text, u32 } from '../../../schema/index.ts';

const program = attributes('LWT_BPF_PROG', () => ({
  fd: [1, u32],
  name: [2, text],
}));

/** `encap bpf in obj FILE`. Source: linux/lwtunnel.h. */
export const bpf = attributes('LWT_BPF', () => ({
  in: [1, program],
  out: [2, program],
  xmit: [3, program],
  /** Bytes, at most 256. */
  xmitHeadroom: [4, u32],
}));
