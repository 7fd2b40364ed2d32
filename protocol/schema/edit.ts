import { align4, type Writer } from '../wire/index.ts';
import type { AttributeSetView } from './attribute-view.ts';
import { writeAttributes, writeField } from './attributes.ts';

/** Appends the payload of `view` with `changes`; what does not change keeps its bytes. @throws EncodeError */
export function editPayload(view: AttributeSetView, changes: object, writer: Writer): void {
  const { $reader: reader, $at: start, $end: end, $set: set, $family: family } = view;
  const { header, ...rest } = changes as Record<string, unknown>;
  const headerStart = writer.length;
  if (set.header !== undefined && header !== undefined) {
    const before = (view as unknown as { header: AttributeSetView }).header.$plain();
    set.header.write(writer, { ...before, ...(header as object) } as never, family);
    writer.align(headerStart);
  } else {
    writer.bytes(reader.slice(start - set.headerSpace, Math.min(start, end)));
    // A request may have come with less than the whole header: attributes go behind all of it.
    if (end < start && Object.keys(rest).length > 0) writer.zeros(start - end);
  }
  const newFamily = set.hasFamily ? writer.u8At(headerStart) : family;
  const siblings = { ...view.$plain(), ...rest };
  const written = new Set<string>();
  for (let at = start; end - at >= 4; ) {
    const stop = at + align4(reader.u16(at));
    const field = set.byNumber[reader.u16(at + 2) & 0x3fff];
    if (field === undefined || !(field.name in rest)) {
      writer.bytes(reader.slice(at, Math.min(stop, end)));
    } else if (!written.has(field.name)) {
      written.add(field.name);
      const value = rest[field.name];
      if (value !== undefined) writeField(set, field, writer, value, siblings, newFamily);
    }
    at = stop;
  }
  const added = Object.entries(rest).filter(([name]) => !written.has(name));
  // The last attribute may have come without its padding.
  if (added.length > 0) writer.align(headerStart);
  writeAttributes(set, writer, Object.fromEntries(added), newFamily, siblings);
}
