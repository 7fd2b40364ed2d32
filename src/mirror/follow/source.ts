import type { Group, RtnetlinkMessage } from '../../../protocol/route/index.ts';
import type { Undecodable } from '../../../protocol/schema/index.ts';
import type { Connection } from '../../connection/connection.ts';
import type { NetlinkEvent } from '../../connection/events.ts';
import { KernelError } from '../../connection/kernel-error.ts';
import type { Selection } from '../selection.ts';
import type { Doubt } from '../store/observer.ts';
import type { AnyView } from '../store/raw.ts';
import { dumpsOf } from './dumps.ts';

/** Events that were subscribed to. */
export interface EventSource {
  arrivals(): AsyncIterable<NetlinkEvent<RtnetlinkMessage>[]>;
  /** Settles when the reader of `arrivals` is done with all that had been sent before. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** Where a mirror has its messages from: a connection, or a test that loses some. */
export interface Source {
  events(
    groups: readonly Group[],
    options: { persistent: boolean; receiveBuffer?: number | undefined },
  ): EventSource;
  /** Gives each datagram of the dumps of a part; what cannot be decoded goes to `undecodable`. */
  dump(
    part: Doubt,
    selection: Selection,
    undecodable: (message: Undecodable) => void,
  ): AsyncIterable<AnyView[]>;
}

/** The kernel. */
export function sourceOf(connection: () => Connection): Source {
  return {
    events: (groups, options) => connection().events(groups, options),
    async *dump(part, selection, undecodable) {
      const netlink = connection();
      for (const dump of dumpsOf(netlink, part, selection)) {
        try {
          yield* dump.datagrams() as AsyncIterable<AnyView[]>;
        } catch (error) {
          if (!isOfNothing(error)) throw error;
        }
        for (const message of dump.undecodable) undecodable(message);
      }
    },
  };
}

/**
 * The kernel has no table before its first route, and says so of a dump of it: ENOENT; as it says of one by an interface
 * that is gone: ENODEV.
 */
function isOfNothing(error: unknown): boolean {
  return error instanceof KernelError && (error.code === 'ENOENT' || error.code === 'ENODEV');
}
