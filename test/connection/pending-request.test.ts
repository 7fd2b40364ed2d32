import { describe, expect, it } from 'vitest';
import { route } from '../../protocol/route/index.ts';
import { NLMSG, Reader } from '../../protocol/wire/index.ts';
import { ReplyLost, ReplyTooLong } from '../../src/connection/errors.ts';
import { Limits } from '../../src/connection/limits.ts';
import { PendingRequest } from '../../src/connection/pending-request.ts';
import type { Expectation } from '../../src/connection/replies.ts';
import { refusal } from './support.ts';

function pending(type: 'RTM_GETROUTE' | 'RTM_NEWROUTE') {
  let sent = 0;
  const request = new PendingRequest<{ readonly table: unknown }>({
    message: route,
    type,
    bytes: route.encode(type, {}),
    sequence: 1,
    limits: new Limits({}, type),
    where: 'this network namespace',
    again: () => void sent++,
  });
  return { request, sent: () => sent };
}

const entry = (table: number) => route.encode('RTM_NEWROUTE', { table }, { sequence: 1 });
const give = (waiting: Expectation, bytes: Uint8Array) => waiting.take(new Reader(bytes), 0, bytes.length);

describe('a request that waits', () => {
  it('for an object has it with the first message', async () => {
    const { request } = pending('RTM_GETROUTE');
    expect(give(request, entry(100))).toBe(true);
    expect(await request.promise).toMatchObject({ table: 100 });
  });

  it('for an acknowledgement collects the echoes that come before', async () => {
    const { request } = pending('RTM_NEWROUTE');
    expect(give(request, entry(100))).toBe(false);
    expect(give(request, entry(101))).toBe(false);
    expect(give(request, refusal(1, 0, { msg: 'deprecated' }))).toBe(true);
    const result = await request.promise;
    expect(result).toMatchObject({ warning: 'deprecated', echoes: [{ table: 100 }, { table: 101 }] });
  });

  it('is not answered by a message that says nothing', () => {
    const { request } = pending('RTM_GETROUTE');
    const noop = refusal(1, 0).slice();
    new DataView(noop.buffer).setUint16(4, NLMSG.NOOP, true);
    expect(give(request, noop)).toBe(false);
    expect(request.settled).toBe(false);
  });

  it('fails with what cannot be decoded', async () => {
    const { request } = pending('RTM_GETROUTE');
    const broken = entry(100);
    new DataView(broken.buffer).setUint16(28, 6, true);
    expect(give(request, broken)).toBe(true);
    await expect(request.promise).rejects.toThrow(/^route\.table: /);
  });

  it('is asked again when its answer is lost or cut, but not for ever', async () => {
    for (const happen of ['lost', 'cut'] as const) {
      const { request, sent } = pending('RTM_GETROUTE');
      const again = [1, 2, 3].map(() => (happen === 'lost' ? request.lost() : request.cut(70_000)));
      expect([again, sent()]).toEqual([[false, false, true], 2]);
      const error = await request.promise.catch((caught: unknown) => caught);
      if (happen === 'lost') expect(error).toBeInstanceOf(ReplyLost);
      else expect(error).toBeInstanceOf(ReplyTooLong);
      expect(error).toMatchObject(happen === 'lost' ? { code: 'ENOBUFS' } : { size: 70_000 });
    }
  });

  it('is never sent again when it changes something', async () => {
    const { request, sent } = pending('RTM_NEWROUTE');
    expect(request.lost()).toBe(true);
    expect(sent()).toBe(0);
    await expect(request.promise).rejects.toThrow(
      /^the answer to RTM_NEWROUTE was lost .* it may have been carried out$/,
    );
  });

  it('is settled once', async () => {
    const { request } = pending('RTM_NEWROUTE');
    let settled = 0;
    request.whenSettled = () => settled++;
    give(request, refusal(1, 17));
    request.fail(new Error('too late'));
    expect(settled).toBe(1);
    await expect(request.promise).rejects.toThrow('file exists');
  });
});
