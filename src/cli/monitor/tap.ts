import type { Group, RtnetlinkMessage } from '../../../protocol/route/index.ts';
import type { NetlinkEvent } from '../../connection/events.ts';
import type { Source } from '../../mirror/follow/source.ts';

export type RawEvent = NetlinkEvent<RtnetlinkMessage>;

/**
 * Lets somebody see what the kernel tells a mirror, as it is told and before the mirror has taken it.
 * @param groups what else to subscribe to
 * @param take must not throw
 */
export function tapped(
  source: Source,
  groups: readonly Group[],
  take: (events: readonly RawEvent[]) => Promise<void>,
): Source {
  return {
    events(mirrored, options) {
      const events = source.events([...new Set([...mirrored, ...groups])], options);
      return {
        close: () => events.close(),
        caughtUp: () => events.caughtUp(),
        async *arrivals() {
          for await (const batch of events.arrivals()) {
            await take(batch);
            yield batch;
          }
        },
      };
    },
    dump: (part, selection, undecodable) => source.dump(part, selection, undecodable),
  };
}
