import type { LimitOptions } from '../connection/limits.ts';
import type { Interface } from './interface.ts';
import { waitOnEvents } from './wait.ts';

/**
 * What to wait for. `up`: it was brought up and can pass packets (`operstate` UP, or UNKNOWN where the driver does not
 * tell); `down`: it is not brought up; `carrier`: the cable is plugged in; `gone`: it was deleted or moved away.
 */
export type InterfaceState = 'up' | 'down' | 'carrier' | 'gone';

/** Their drivers tell: UNKNOWN is but the moment before the kernel has looked at the carrier (`linkwatch`). */
const TELLING: ReadonlySet<string | undefined> = new Set(['bridge', 'veth']);

const STATES: Readonly<Record<Exclude<InterfaceState, 'gone'>, (now: Interface) => boolean>> = {
  up: (now) =>
    now.isUp &&
    (now.operstate === 'UP' || (now.operstate === 'UNKNOWN' && now.hasCarrier && !TELLING.has(now.kind))),
  down: (now) => !now.isUp,
  carrier: (now) => now.hasCarrier,
};

/** Waits on the kernel's events until the interface is as wanted. Its limits begin now. */
export async function waitForInterface(
  target: Interface,
  state: InterfaceState | ((now: Interface) => boolean),
  options: LimitOptions,
): Promise<Interface> {
  const wanted = typeof state === 'function' ? state : state === 'gone' ? () => false : STATES[state];
  return waitOnEvents(target.namespace, ['link'], `the state of ${target}`, options, async () => {
    if (!(await target.exists())) {
      if (state === 'gone') return target;
      // Throws that it is gone.
      await target.refresh();
    }
    return wanted(target) ? target : undefined;
  });
}
