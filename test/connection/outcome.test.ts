import { describe, expect, it } from 'vitest';
import { ack, done } from '../../protocol/control/index.ts';
import { NLM_F, Reader } from '../../protocol/wire/index.ts';
import { readOutcome } from '../../src/connection/outcome.ts';

const header = { length: 36, type: 24, flags: 1, sequence: 5, port: 0 };
const read = (bytes: Uint8Array) => readOutcome(new Reader(bytes), 0, bytes.length);

describe('the outcome of a request', () => {
  it('is success without more ado', () => {
    expect(read(ack.encode({ error: 0, request: header }))).toEqual({ errno: 0, extack: undefined });
  });

  it('is the error number, positive', () => {
    expect(read(ack.encode({ error: 17, request: header })).errno).toBe(17);
  });

  it('has what the kernel says beside it, whether or not the request is repeated', () => {
    const extack = { msg: 'Invalid handle', offs: 28 };
    for (const requestPayload of [undefined, new Uint8Array(20)]) {
      const outcome = read(ack.encode({ error: 22, request: header, requestPayload, extack }));
      expect(outcome.errno).toBe(22);
      expect(outcome.extack?.$plain()).toEqual(extack);
    }
  });

  it('can be success with a warning', () => {
    const outcome = read(ack.encode({ error: 0, request: header, extack: { msg: 'deprecated' } }));
    expect([outcome.errno, outcome.extack?.msg]).toEqual([0, 'deprecated']);
  });

  it('is known even when what stands beside it is garbled', () => {
    const bytes = ack.encode({ error: 22, request: header, extack: { msg: 'Invalid handle' } });
    // The first attribute claims more bytes than there are.
    new DataView(bytes.buffer).setUint16(36, 0xff, true);
    expect(read(bytes)).toEqual({ errno: 22, extack: undefined });
  });

  it('of a dump is what its end says', () => {
    expect(read(done.encode({ error: 0 })).errno).toBe(0);
    const failed = read(done.encode({ error: 90, extack: { msg: 'too big' } }));
    expect([failed.errno, failed.extack?.msg]).toEqual([90, 'too big']);
  });

  it('of a dump is success when its end says a length, or nothing', () => {
    const length = done.encode({}, { flags: NLM_F.MULTI });
    new DataView(length.buffer).setInt32(16, 1234, true);
    expect(read(length).errno).toBe(0);
    expect(read(length.slice(0, 16)).errno).toBe(0);
  });
});
