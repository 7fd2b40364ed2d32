import { ConnectionClosed } from '../connection/errors.ts';
import { type LimitOptions, Limits } from '../connection/limits.ts';
import type { Interface } from './interface.ts';

/**
 * What to wait for. `up`: it was brought up and can pass packets (`operstate` UP, or UNKNOWN where the driver does not
 * tell); `down`: it is not brought up; `carrier`: the cable is plugged in; `gone`: it was deleted or moved away.
 */
export type InterfaceState = 'up' | 'down' | 'carrier' | 'gone';

const STATES: Readonly<Record<Exclude<InterfaceState, 'gone'>, (now: Interface) => boolean>> = {
  up: (now) => now.isUp && (now.operstate === 'UP' || (now.operstate === 'UNKNOWN' && now.hasCarrier)),
  down: (now) => !now.isUp,
  carrier: (now) => now.hasCarrier,
};

/** Waits on the kernel's events until the interface is as wanted. Its limits begin now. */
export async function waitForInterface(
  target: Interface,
  state: InterfaceState | ((now: Interface) => boolean),
  options: LimitOptions,
): Promise<Interface> {
  const limits = new Limits(options, `the state of ${target}`);
  const wanted = typeof state === 'function' ? state : state === 'gone' ? () => false : STATES[state];
  // Subscribed before it is asked for: what happens in between is seen twice rather than never.
  await using events = target.namespace.connection.events(['link'], { signal: options.signal });
  const arrivals = events.arrivals();
  try {
    for (;;) {
      if (!(await target.exists())) {
        if (state === 'gone') return target;
        // Throws that it is gone.
        await target.refresh();
      }
      if (wanted(target)) return target;
      const { done } = await limits.wait(arrivals.next());
      if (done) throw new ConnectionClosed(`the state of ${target}`);
    }
  } finally {
    void arrivals.return();
  }
}
