import type { Group } from '../../protocol/route/index.ts';
import { ConnectionClosed } from '../connection/errors.ts';
import { type LimitOptions, Limits } from '../connection/limits.ts';
import type { Namespace } from './namespace.ts';

/**
 * Looks again after every event of the groups, until `look` finds something. Limits begin now.
 * @throws what `look` throws, RequestTimeout, the signal's reason, ConnectionClosed
 */
export async function waitOnEvents<T>(
  namespace: Namespace,
  groups: readonly Group[],
  what: string,
  options: LimitOptions,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const limits = new Limits(options, what);
  // Subscribed before it is asked for: what happens in between is seen twice rather than never.
  await using events = namespace.connection.events(groups);
  const arrivals = events.arrivals();
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    const { done } = await limits.wait(arrivals.next());
    if (done) throw new ConnectionClosed(what);
  }
}
