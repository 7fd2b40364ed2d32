import { attributes, Codec, EncodeError, enumeration, i32, ipv6 } from '../../../schema/index.ts';
import {
  readSrh,
  type SegmentRoutingHeader,
  type SegmentRoutingHeaderInput,
  SRH_FIXED,
  srhExamples,
  writeSrh,
} from './segments.ts';

/** `SEG6_IPTUN_MODE_*`: how the header goes into a packet. */
export const SEG6_IPTUN_MODE = enumeration('SEG6_IPTUN_MODE', i32, {
  inline: 0,
  encap: 1,
  l2encap: 2,
  encapRed: 3,
  l2encapRed: 4,
});

type Mode = ReturnType<typeof SEG6_IPTUN_MODE.read>;

/** What `encap seg6` does: a mode and the header to insert. */
export interface Seg6Encap extends SegmentRoutingHeader {
  readonly mode: Mode;
}

/** What a `Seg6Encap` is written from. */
export interface Seg6EncapInput extends SegmentRoutingHeaderInput {
  readonly mode: Mode;
}

/** `struct seg6_iptunnel_encap`: an int in host order and a `struct ipv6_sr_hdr`. */
const seg6IptunnelEncap = new Codec<Seg6Encap, Seg6EncapInput>({
  is: 'struct seg6_iptunnel_encap',
  min: 4 + SRH_FIXED,
  shape: { kind: 'custom', examples: srhExamples.map((srh) => ({ mode: 'encap', ...srh })) },
  read: (reader, at, end) => ({
    mode: SEG6_IPTUN_MODE.read(reader, at, at + 4, 0),
    ...readSrh(reader, at + 4, end),
  }),
  write(writer, value) {
    if (typeof value !== 'object' || value === null) throw new EncodeError('{ mode, segments } is needed');
    try {
      SEG6_IPTUN_MODE.write(writer, value.mode, 0);
    } catch (error) {
      throw error instanceof EncodeError ? error.inside('mode') : error;
    }
    writeSrh(writer, value);
  },
  show: ({ mode, segments }: Seg6Encap) => `${mode} ${segments.join(' ')}`,
});

/** `encap seg6 mode encap segs 2001:db8::1,2001:db8::2`. Source: linux/seg6_iptunnel.h. */
export const seg6 = attributes('SEG6_IPTUNNEL', () => ({
  srh: [1, seg6IptunnelEncap],
  /** The source address of the outer header. */
  src: [2, ipv6],
}));
