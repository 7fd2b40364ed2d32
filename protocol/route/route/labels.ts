import { Codec, DecodeError, EncodeError, type Writer } from '../../schema/index.ts';

/** One entry of an MPLS label stack, RFC 3032. */
export interface Label {
  /** 20 bits. */
  readonly label: number;
  /** Traffic class, 3 bits. */
  readonly tc: number;
  /** Bottom of stack. */
  readonly bos: boolean;
  /** Time to live, 8 bits. */
  readonly ttl: number;
}

/** A label as it is written: the number alone, or with what is not the default. */
export type LabelInput =
  | number
  | {
      readonly label: number;
      /** Default 0. */
      readonly tc?: number | undefined;
      /** Default: true for the last, false for the others. */
      readonly bos?: boolean | undefined;
      /** Default 0. */
      readonly ttl?: number | undefined;
    };

/** `struct mpls_label[]`: a label stack, outermost first, four bytes each in network order. Source: linux/mpls.h. */
export const labels = new Codec<readonly Label[], readonly LabelInput[]>({
  is: 'MPLS labels',
  min: 4,
  shape: {
    kind: 'custom',
    examples: [
      [{ label: 100, tc: 0, bos: true, ttl: 0 }],
      [
        { label: 1_048_575, tc: 7, bos: false, ttl: 255 },
        { label: 16, tc: 0, bos: true, ttl: 64 },
      ],
    ],
  },
  check(_reader, at, end) {
    if ((end - at) % 4 !== 0) throw new DecodeError(`MPLS labels need 4 bytes each, got ${end - at}`, at);
  },
  read(reader, at, end) {
    const all: Label[] = [];
    for (; at < end; at += 4) {
      const entry = reader.view.getUint32(at);
      all.push({
        label: entry >>> 12,
        tc: (entry >> 9) & 7,
        bos: (entry & 0x100) !== 0,
        ttl: entry & 0xff,
      });
    }
    return all;
  },
  write(writer, value) {
    if (!Array.isArray(value) || value.length === 0) {
      throw new EncodeError('an array of at least one MPLS label is needed');
    }
    value.forEach((input: LabelInput, index) => {
      try {
        writeLabel(writer, input, index === value.length - 1);
      } catch (error) {
        throw error instanceof EncodeError ? error.inside(`[${index}]`) : error;
      }
    });
  },
  show: (value: readonly Label[]) => value.map(({ label }) => label).join('/'),
});

function writeLabel(writer: Writer, input: LabelInput, last: boolean): void {
  const { label, tc = 0, bos = last, ttl = 0 } = typeof input === 'number' ? { label: input } : input;
  const entry =
    within('label', label, 0xfffff) * 0x1000 +
    within('tc', tc, 7) * 0x200 +
    (bos ? 0x100 : 0) +
    within('ttl', ttl, 255);
  writer.u32(entry, false);
}

function within(name: string, value: number, most: number): number {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new EncodeError(`takes a whole number from 0 to ${most}, got ${String(value)}`).inside(name);
  }
  return value;
}
