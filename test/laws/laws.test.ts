import fc from 'fast-check';
import { describe, it } from 'vitest';
import { rtnetlink } from '../../protocol/route/index.ts';
import type { AnyMessage } from '../../protocol/schema/index.ts';
import { messageInput } from './arbitrary.ts';
import * as laws from './laws.ts';
import { readsAlike } from './walk.ts';

/** `LAWS_RUNS=1000 npm test -- test/laws` looks harder. */
const numRuns = Number(process.env['LAWS_RUNS'] ?? 25);

describe.each(rtnetlink.messages.map((message): [string, AnyMessage] => [message.name, message]))(
  '%s',
  (_name, message) => {
    const samples = messageInput(message);
    const bytes = samples.map(({ type, input }) => laws.encode(message, type, input));

    it('re-encodes to the same bytes', () => {
      fc.assert(
        fc.property(bytes, (sample) => laws.keepsBytes(message, sample)),
        { numRuns },
      );
    });
    it('survives the way through JSON', () => {
      fc.assert(
        fc.property(bytes, (sample) => laws.survivesJson(message, sample)),
        { numRuns },
      );
    });
    it('decodes every prefix or says where it stops', () => {
      fc.assert(
        fc.property(bytes, (sample) => laws.refusesPrefixes(message, sample)),
        { numRuns: Math.ceil(numRuns / 5) },
      );
    });
    it('keeps an unknown attribute anywhere', () => {
      fc.assert(
        fc.property(bytes, laws.pick, (sample, at) => laws.keepsUnknown(message, sample, at)),
        { numRuns },
      );
    });
    it('lets the last of two attributes count', () => {
      fc.assert(
        fc.property(bytes, laws.pick, (sample, at) => laws.doubles(message, sample, at)),
        { numRuns },
      );
    });
    it('reads structs that a newer kernel has made longer', () => {
      fc.assert(
        fc.property(bytes, (sample) => laws.growsStructs(message, sample)),
        { numRuns },
      );
    });
    it('does not look at the NESTED flag', () => {
      fc.assert(
        fc.property(bytes, (sample) => laws.ignoresNestedFlag(message, sample)),
        { numRuns },
      );
    });
    it('reads the other byte order alike', () => {
      fc.assert(
        fc.property(samples, ({ type, input }) => laws.readsOtherByteOrder(message, type, input)),
        { numRuns },
      );
    });
    it('is read by the walker as by the views', () => {
      fc.assert(
        fc.property(bytes, (sample) => readsAlike(message, sample)),
        { numRuns },
      );
    });
    it('has no getter that throws', () => {
      fc.assert(
        fc.property(bytes, (sample) => laws.touch(laws.decode(message, sample))),
        { numRuns },
      );
    });
  },
);
