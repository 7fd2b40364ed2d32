import {
  type BytesInput,
  be16,
  Codec,
  EncodeError,
  ipv6,
  type Reader,
  toBytes,
  u8,
  type Writer,
} from '../../../schema/index.ts';

/** A segment routing header, RFC 8754. */
export interface SegmentRoutingHeader {
  /** The protocol of what follows; the kernel fills it in for a packet. */
  readonly nexthdr: number;
  /** Units of eight bytes, the first eight not counted. */
  readonly hdrlen: number;
  /** The routing type: 4. */
  readonly type: number;
  readonly segmentsLeft: number;
  /** The index of the last element of `segments`. */
  readonly firstSegment: number;
  /** `SR6_FLAG1_*`. */
  readonly flags: number;
  readonly tag: number;
  /** As in the header: the last segment of the path comes first. */
  readonly segments: readonly string[];
  /** What follows the segments: an HMAC, padding. */
  readonly tlvs: Uint8Array;
}

/** What a segment routing header is written from: lengths and counts follow from the segments unless given. */
export interface SegmentRoutingHeaderInput {
  readonly nexthdr?: number | undefined;
  readonly hdrlen?: number | undefined;
  /** Default 4. */
  readonly type?: number | undefined;
  readonly segmentsLeft?: number | undefined;
  readonly firstSegment?: number | undefined;
  readonly flags?: number | undefined;
  readonly tag?: number | undefined;
  /** As in the header: the last segment of the path comes first. */
  readonly segments: readonly string[];
  readonly tlvs?: BytesInput | undefined;
}

/** Bytes of `struct ipv6_sr_hdr` without its segments. */
export const SRH_FIXED = 8;

const example: SegmentRoutingHeader = {
  nexthdr: 0,
  hdrlen: 4,
  type: 4,
  segmentsLeft: 1,
  firstSegment: 1,
  flags: 0,
  tag: 0,
  segments: ['2001:db8::2', '2001:db8::1'],
  tlvs: new Uint8Array(0),
};

/** Values for tests and documents. */
export const srhExamples: readonly SegmentRoutingHeader[] = [
  example,
  { ...example, hdrlen: 7, flags: 8, tag: 0x1234, tlvs: new Uint8Array(24).fill(5) },
];

/** `struct ipv6_sr_hdr`. Source: linux/seg6.h. */
export const segmentRoutingHeader = new Codec<SegmentRoutingHeader, SegmentRoutingHeaderInput>({
  is: 'struct ipv6_sr_hdr',
  min: SRH_FIXED,
  shape: { kind: 'custom', examples: srhExamples },
  read: readSrh,
  write: writeSrh,
  show: ({ segments }: SegmentRoutingHeader) => segments.join(' '),
});

/** Reads a header of at least `SRH_FIXED` bytes; segments that it announces and does not have are left out. */
export function readSrh(reader: Reader, at: number, end: number): SegmentRoutingHeader {
  const firstSegment = reader.u8(at + 4);
  const start = at + SRH_FIXED;
  const count = Math.min(firstSegment + 1, Math.floor((end - start) / 16));
  const segments = Array.from({ length: count }, (_, index) => {
    const segment = start + 16 * index;
    return ipv6.read(reader, segment, segment + 16, 0);
  });
  return {
    nexthdr: reader.u8(at),
    hdrlen: reader.u8(at + 1),
    type: reader.u8(at + 2),
    segmentsLeft: reader.u8(at + 3),
    firstSegment,
    flags: reader.u8(at + 5),
    tag: reader.view.getUint16(at + 6),
    segments,
    tlvs: reader.slice(start + 16 * count, end),
  };
}

/** Appends a header. @throws EncodeError */
export function writeSrh(writer: Writer, value: SegmentRoutingHeaderInput): void {
  if (typeof value !== 'object' || value === null || !Array.isArray(value.segments)) {
    throw new EncodeError('an object with an array of segments is needed');
  }
  const { segments } = value;
  const last = Math.max(segments.length - 1, 0);
  const tlvs = inside('tlvs', () => toBytes(value.tlvs ?? ''));
  const length = SRH_FIXED + 16 * segments.length + tlvs.length;
  if (value.hdrlen === undefined && length % 8 !== 0) {
    throw new EncodeError(`the header has ${length} bytes with them; a multiple of 8 is needed`).inside(
      'tlvs',
    );
  }
  byte(writer, 'nexthdr', value.nexthdr ?? 0);
  byte(writer, 'hdrlen', value.hdrlen ?? length / 8 - 1);
  byte(writer, 'type', value.type ?? 4);
  byte(writer, 'segmentsLeft', value.segmentsLeft ?? last);
  byte(writer, 'firstSegment', value.firstSegment ?? last);
  byte(writer, 'flags', value.flags ?? 0);
  inside('tag', () => be16.write(writer, value.tag ?? 0, 0));
  segments.forEach((segment, index) => {
    inside(`segments[${index}]`, () => ipv6.write(writer, segment, 0));
  });
  writer.bytes(tlvs);
}

function byte(writer: Writer, name: string, value: number): void {
  inside(name, () => u8.write(writer, value, 0));
}

function inside<T>(name: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw error instanceof EncodeError ? error.inside(name) : error;
  }
}
