import { describe, expect, it } from 'vitest';
import { RequestTimeout } from '../../src/connection/errors.ts';
import { Limits } from '../../src/connection/limits.ts';

const never = new Promise<never>(() => {});

describe('limits', () => {
  it('let pass what is within them', async () => {
    const { signal } = new AbortController();
    const limits = new Limits({ signal, timeout: 10_000 }, 'RTM_GETLINK');
    limits.check();
    expect(await limits.wait(Promise.resolve(5))).toBe(5);
    await limits.sleep(1);
  });

  it('pass on the failure of what is waited for', async () => {
    await expect(new Limits({}, 'x').wait(Promise.reject(new Error('its own')))).rejects.toThrow('its own');
  });

  it('give up when the signal says so, with its reason, and at once when it already has', async () => {
    const controller = new AbortController();
    const limits = new Limits({ signal: controller.signal }, 'x');
    const waits = limits.wait(never);
    const sleeps = limits.sleep(60_000);
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(waits).rejects.toBe(reason);
    await expect(sleeps).rejects.toBe(reason);
    expect(() => limits.check()).toThrow(reason);
    await expect(limits.wait(Promise.resolve())).rejects.toBe(reason);
  });

  it('give up when the time is over, and say what did not come', async () => {
    const limits = new Limits({ timeout: 20 }, 'RTM_GETLINK');
    const before = performance.now();
    const error = await limits.wait(never).catch((caught: unknown) => caught);
    expect(performance.now() - before).toBeGreaterThanOrEqual(19);
    expect(error).toBeInstanceOf(RequestTimeout);
    expect(error).toMatchObject({ code: 'ETIMEDOUT', request: 'RTM_GETLINK', timeout: 20 });
    expect(String(error)).toBe('RequestTimeout: RTM_GETLINK was not answered within 20 ms');
  });

  it('leave nothing behind on a signal that outlives them', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, args);
    };
    const limits = new Limits({ signal, timeout: 1000 }, 'x');
    await limits.wait(Promise.resolve());
    await limits.wait(Promise.reject(new Error())).catch(() => {});
    await limits.sleep(1);
    limits.watch(() => {})();
    expect(listeners).toBe(0);
  });

  it('refuse a time that is none', () => {
    for (const timeout of [-1, Number.NaN]) expect(() => new Limits({ timeout }, 'x')).toThrow(RangeError);
    new Limits({ timeout: 0 }, 'x');
    new Limits({ timeout: Number.POSITIVE_INFINITY }, 'x');
  });
});
