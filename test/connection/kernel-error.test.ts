import { describe, expect, it } from 'vitest';
import type { ExtackInput } from '../../protocol/control/index.ts';
import { route } from '../../protocol/route/index.ts';
import { Reader } from '../../protocol/wire/index.ts';
import { KernelError, warningOf } from '../../src/connection/kernel-error.ts';
import { readOutcome } from '../../src/connection/outcome.ts';
import { refusal } from './support.ts';

const bytes = route.encode('RTM_NEWROUTE', {
  header: { family: 'inet', dstLen: 24 },
  dst: '192.0.2.0',
  multipath: [{ gateway: '198.51.100.1' }, { gateway: '198.51.100.2' }],
});

function refused(error: number, extack?: ExtackInput): KernelError {
  const answer = refusal(1, error, extack);
  const outcome = readOutcome(new Reader(answer), 0, answer.length);
  const where = 'network namespace blue';
  return new KernelError({ message: route, type: 'RTM_NEWROUTE', bytes, where }, outcome);
}

describe('a kernel error', () => {
  it('reads as one sentence', () => {
    const error = refused(22, { msg: 'Nexthop has invalid gateway', offs: 28 });
    expect(error.message).toBe('RTM_NEWROUTE refused: Nexthop has invalid gateway (EINVAL, at route.dst)');
    expect(error).toMatchObject({
      name: 'KernelError',
      code: 'EINVAL',
      errno: 22,
      request: 'RTM_NEWROUTE',
      reason: 'Nexthop has invalid gateway',
      attribute: 'route.dst',
      missing: undefined,
      policy: undefined,
      cookie: undefined,
    });
  });

  it('says what the number means where the kernel says nothing', () => {
    expect(refused(17).message).toBe('RTM_NEWROUTE refused: file exists (EEXIST)');
    expect(refused(3999).message).toBe('RTM_NEWROUTE refused: unknown error 3999 (E3999)');
  });

  it('does not end twice when the words of the kernel end with a full stop or a newline', () => {
    expect(refused(22, { msg: 'Invalid handle.\n' }).message).toBe(
      'RTM_NEWROUTE refused: Invalid handle (EINVAL)',
    );
    expect(refused(22, { msg: '' }).message).toBe('RTM_NEWROUTE refused: invalid argument (EINVAL)');
  });

  it('names an attribute that is missing, at the top and in a nest', () => {
    expect(refused(22, { missType: 4 }).missing).toBe('route.oif');
    const second = bytes.length - 16;
    const { missing, message } = refused(22, { missType: 5, missNest: 36 });
    expect(missing).toBe('route.multipath.gateway');
    expect(message).toBe('RTM_NEWROUTE refused: invalid argument (EINVAL, missing route.multipath.gateway)');
    expect(refused(22, { missType: 5, missNest: second }).missing).toBe('route.multipath[1].gateway');
    expect(refused(22, { missType: 4711 }).missing).toBe('route.4711');
  });

  it('says which capability is missing, and where', () => {
    expect(refused(1).message).toBe(
      'RTM_NEWROUTE refused: operation not permitted (EPERM); it needs CAP_NET_ADMIN in network namespace blue',
    );
    expect(refused(1, { msg: 'Not on this device' }).message).toBe(
      'RTM_NEWROUTE refused: Not on this device (EPERM)',
    );
  });

  it('has the policy as plain values, and a copy of the cookie', () => {
    const error = refused(34, {
      offs: 20,
      policy: { type: 'u32', minValueU: 68n, maxValueU: 65535n },
      cookie: Uint8Array.of(1, 2, 3),
    });
    expect(error.policy).toEqual({ type: 'u32', minValueU: 68n, maxValueU: 65535n });
    expect(error.cookie).toEqual(Uint8Array.of(1, 2, 3));
    expect(error.cookie?.buffer.byteLength).toBe(3);
    expect(error.attribute).toBe('route.header.table');
  });

  it('survives an offset outside of the request', () => {
    expect(refused(22, { offs: 100_000 }).attribute).toBe('route');
    expect(refused(22, { offs: 3 }).attribute).toBe('route');
  });
});

describe('a warning', () => {
  it('is what the kernel says of a success', () => {
    const answer = refusal(1, 0, { msg: 'Deprecated, use something else.' });
    expect(warningOf(readOutcome(new Reader(answer), 0, answer.length))).toBe(
      'Deprecated, use something else',
    );
    const silent = refusal(1, 0);
    expect(warningOf(readOutcome(new Reader(silent), 0, silent.length))).toBeUndefined();
  });
});
