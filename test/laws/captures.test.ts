import { describe, expect, it } from 'vitest';
import { rtnetlink } from '../../protocol/route/index.ts';
import type { AnyMessage } from '../../protocol/schema/index.ts';
import { captures, datagrams } from '../captures/read.ts';
import * as laws from './laws.ts';
import { readsAlike } from './walk.ts';

const known = captures().flatMap((capture) => {
  const message = rtnetlink.messages.find((candidate) =>
    Object.values((candidate as AnyMessage).types).includes(capture.bytes[4] ?? 0),
  ) as AnyMessage | undefined;
  return message === undefined ? [] : [{ ...capture, message }];
});

/** Some of each message and file, from the first to the last: for a law whose cost grows with the size squared. */
const some = known.filter((capture) => {
  const alike = known.filter(({ file, message }) => file === capture.file && message === capture.message);
  return alike.indexOf(capture) % Math.ceil(alike.length / 2) === 0;
});

/** Applies a law to captured messages and says of which one it does not hold. */
function ofEach(law: (message: AnyMessage, bytes: Uint8Array, pick: number) => void, of = known): void {
  for (const [index, { file, note, message, bytes }] of of.entries()) {
    try {
      law(message, bytes, index * 7919);
    } catch (error) {
      throw new Error(`${file}, ${note}: ${(error as Error).message}`, { cause: error });
    }
  }
}

describe('what real kernels sent', () => {
  it('is there', () => {
    expect(known.length).toBeGreaterThan(300);
    expect(new Set(known.map(({ message }) => message.name)).size).toBeGreaterThan(8);
  });
  it('re-encodes to the same bytes', () => ofEach(laws.keepsBytes));
  it('survives the way through JSON', () => ofEach(laws.survivesJson));
  it('decodes in every prefix or says where it stops', () => ofEach(laws.refusesPrefixes, some));
  it('keeps an unknown attribute anywhere', () => ofEach(laws.keepsUnknown));
  it('lets the last of two attributes count', () => ofEach(laws.doubles));
  it('reads alike with longer structs', () => ofEach(laws.growsStructs));
  it('does not need the NESTED flag', () => ofEach(laws.ignoresNestedFlag));
  it('has no getter that throws', () => ofEach((message, bytes) => laws.touch(laws.decode(message, bytes))));
  it('is read by the walker as by the views', () => ofEach(readsAlike));
  it('has whole dumps without an undecodable message', () => {
    for (const { file, bytes } of datagrams()) {
      const undecodable = rtnetlink.decode(bytes).filter(({ $type }) => $type === 'undecodable');
      expect(undecodable, file).toEqual([]);
    }
  });
});
