import { describe, expect, it } from 'vitest';
import { DecodeError, EncodeError, NLM_F } from '../../protocol/wire/index.ts';
import { ConnectionClosed, RequestTimeout } from '../../src/connection/errors.ts';
import { KernelError } from '../../src/connection/kernel-error.ts';
import { openSockets } from '../socket/support.ts';
import { connectGeneric, ctrl, getFamily, noop, refused, silent } from './support.ts';

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => error,
  );

describe('a request', () => {
  it('that asks is answered with a view', async () => {
    await using connection = connectGeneric();
    const view = await connection.request(ctrl, 'CTRL_GETFAMILY', { ...getFamily, familyName: 'nlctrl' });
    expect([view.familyId, view.familyName, view.$type]).toEqual([16, 'nlctrl', 'CTRL_GETFAMILY']);
  });

  it('that changes something is acknowledged', async () => {
    await using connection = connectGeneric();
    expect(await connection.request(noop, 'NOOP_SET', {})).toEqual({ warning: undefined, echoes: [] });
  });

  it('that is refused fails with the reason of the kernel and the place in the request', async () => {
    await using connection = connectGeneric();
    const unknown = await failure(
      connection.request(ctrl, 'CTRL_GETFAMILY', { ...getFamily, familyName: 'none' }),
    );
    expect(unknown).toBeInstanceOf(KernelError);
    expect(unknown).toMatchObject({ code: 'ENOENT', request: 'CTRL_GETFAMILY' });
    const wrong = { ...getFamily, $unknown: [{ type: 1, bytes: Uint8Array.of(1) }] };
    expect(await failure(connection.request(ctrl, 'CTRL_GETFAMILY', wrong))).toMatchObject({
      code: 'ERANGE',
      attribute: 'ctrl.familyId',
    });
    expect(await failure(connection.request(refused, 'CTRL_SET', { header: { cmd: 77 } }))).toMatchObject({
      code: 'EOPNOTSUPP',
    });
  });

  it('that cannot be encoded fails before anything is sent, and disturbs no other', async () => {
    await using connection = connectGeneric();
    const [bad, good] = await Promise.allSettled([
      connection.request(ctrl, 'CTRL_GETFAMILY', { familyId: 70_000 }),
      connection.request(ctrl, 'CTRL_GETFAMILY', { ...getFamily, familyId: 16 }),
    ]);
    expect(bad).toMatchObject({ reason: expect.any(EncodeError) });
    expect(good).toMatchObject({ value: { familyName: 'nlctrl' } });
    const misspelt = { familyNam: 'nlctrl' } as never;
    expect(String(await failure(connection.request(ctrl, 'CTRL_GETFAMILY', misspelt)))).toMatch(
      /did you mean "familyName"/,
    );
  });

  it('is not a dump', async () => {
    await using connection = connectGeneric();
    const dump = connection.request(ctrl, 'CTRL_GETFAMILY', getFamily, { flags: NLM_F.DUMP });
    await expect(dump).rejects.toThrow(/asked for with dump\(\)/);
  });

  it('that is answered with something else fails', async () => {
    await using connection = connectGeneric();
    const acknowledged = connection.request(silent, 'NOOP_GET', {}, { flags: NLM_F.ACK });
    expect(await failure(acknowledged)).toBeInstanceOf(DecodeError);
  });

  it('is one of many, all answered in one loop that leaves the event loop alive', async () => {
    await using connection = connectGeneric();
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    const asked = Array.from({ length: 3000 }, (_, index) =>
      connection.request(
        ctrl,
        'CTRL_GETFAMILY',
        index % 3 === 0 ? { ...getFamily, familyName: 'none' } : { ...getFamily, familyId: 16 },
      ),
    );
    const answers = await Promise.allSettled(asked);
    for (let one = 0; one < 2000; one++) await connection.request(noop, 'NOOP_SET', {});
    clearInterval(timer);
    expect(answers.map(({ status }) => status)).toEqual(
      answers.map((_, index) => (index % 3 === 0 ? 'rejected' : 'fulfilled')),
    );
    expect(ticks).toBeGreaterThan(2);
  });

  it('gets an answer longer than the room by asking again', async () => {
    await using connection = connectGeneric({ datagramSpace: 40 });
    const view = await connection.request(ctrl, 'CTRL_GETFAMILY', { ...getFamily, familyId: 16 });
    expect(view.$bytes.length).toBeGreaterThan(100);
    expect(view.familyName).toBe('nlctrl');
  });
});

describe('a request without an answer', () => {
  it('gives up at its deadline, and others go on meanwhile and afterwards', async () => {
    await using connection = connectGeneric();
    const waits = failure(connection.request(silent, 'NOOP_GET', {}, { timeout: 30 }));
    expect(await connection.request(noop, 'NOOP_SET', {})).toMatchObject({ echoes: [] });
    const error = await waits;
    expect(error).toBeInstanceOf(RequestTimeout);
    expect(String(error)).toBe('RequestTimeout: NOOP_GET was not answered within 30 ms');
    expect(await connection.request(noop, 'NOOP_SET', {})).toMatchObject({ echoes: [] });
  });

  it('is given up by its signal, with the reason, before it is sent or while it waits', async () => {
    await using connection = connectGeneric();
    const controller = new AbortController();
    const { signal } = controller;
    const waits = failure(connection.request(silent, 'NOOP_GET', {}, { signal }));
    const reason = new Error('no longer wanted');
    controller.abort(reason);
    expect(await waits).toBe(reason);
    expect(await failure(connection.request(noop, 'NOOP_SET', {}, { signal }))).toBe(reason);
  });

  it('fails when the connection is closed, and so do those that come later', async () => {
    const before = openSockets();
    const connection = connectGeneric();
    const waits = [1, 2].map(() => failure(connection.request(silent, 'NOOP_GET', {})));
    const closing = connection.close();
    expect(connection.close()).toBe(closing);
    for (const error of await Promise.all(waits)) {
      expect(error).toBeInstanceOf(ConnectionClosed);
      expect(String(error)).toMatch(/NOOP_GET has no answer: the netlink connection was closed$/);
    }
    await closing;
    expect(await failure(connection.request(noop, 'NOOP_SET', {}))).toBeInstanceOf(ConnectionClosed);
    expect(() => connection.events(['link'])).toThrow(ConnectionClosed);
    await expect(connection.dump(ctrl, 'CTRL_GETFAMILY', getFamily).all()).rejects.toThrow(ConnectionClosed);
    await expect(connection.batch([])).rejects.toThrow(ConnectionClosed);
    expect(openSockets()).toBe(before);
  });

  it('refuses a timeout that is none', async () => {
    await using connection = connectGeneric();
    await expect(connection.request(noop, 'NOOP_SET', {}, { timeout: -5 })).rejects.toThrow(RangeError);
  });
});

describe('a connection', () => {
  it('says what the kernel granted', async () => {
    await using connection = connectGeneric({ receiveBuffer: 100_000, strict: false });
    expect(connection.options).toMatchObject({ extAck: true, capAck: true, strictCheck: false });
    expect(connection.options.receiveBuffer).toBeGreaterThanOrEqual(100_000);
  });

  it('leaves no descriptor behind, used or not', async () => {
    const before = openSockets();
    for (let round = 0; round < 300; round++) {
      await using connection = connectGeneric();
      if (round % 2 === 0) await connection.request(noop, 'NOOP_SET', {});
      if (round % 3 === 0) await failure(connection.request(silent, 'NOOP_GET', {}, { timeout: 0 }));
      if (round % 5 === 0) await connection.dump(ctrl, 'CTRL_GETFAMILY', getFamily).all();
    }
    expect(openSockets()).toBe(before);
  });

  it('says which namespace there is not', () => {
    const before = openSockets();
    expect(() => connectGeneric({ netns: 'no-such-namespace' })).toThrow(
      /cannot open network namespace \/run\/netns\/no-such-namespace: no such file or directory/,
    );
    expect(openSockets()).toBe(before);
  });
});
