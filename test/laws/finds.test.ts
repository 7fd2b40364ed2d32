import { describe, it } from 'vitest';
import { rtnetlink } from '../../protocol/route/index.ts';
import type { AnyMessage } from '../../protocol/schema/index.ts';
import * as laws from './laws.ts';

/** What fuzzing found, each a plain test from then on. */
const finds: Readonly<Record<string, string>> = {
  'a selected payload without its selector':
    '3000000018000000000000000000000002100000fe03000100000000' + '08000f00fe0000000c0016000800010000000101',
  'a last attribute without its padding':
    '2a00000018000000000000000000000002100000fe0300010000000008000f00fe0000000600e7030102',
  "a gateway of another family whose size is not its family's":
    '44000000180005065167066b0000000002100000fe03000100000000080001000a0100' +
    '001e0012000a00fe8000000000000000000000000000010000080004000b000000',
};

describe('survives the way through JSON', () => {
  it.each(Object.entries(finds))('%s', (_name, hex) => {
    const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
    const message = rtnetlink.byType(bytes[4] ?? 0) as AnyMessage;
    laws.keepsBytes(message, bytes);
    laws.survivesJson(message, bytes);
  });
});
