import type { RtnetlinkMessage } from '../../../protocol/route/index.ts';
import { DecodeError } from '../../../protocol/wire/index.ts';
import { DumpInterrupted } from '../../../src/connection/errors.ts';
import type { NetlinkEvent } from '../../../src/connection/events.ts';
import type { Source } from '../../../src/mirror/follow/source.ts';

/** What goes wrong, each with a probability from 0 to 1. */
export interface Losses {
  /** A batch of events is dropped, which the kernel tells. */
  readonly drop: number;
  /** An event can't be decoded. */
  readonly spoil: number;
  /** A dump is interrupted at its end. */
  readonly interrupt: number;
}

/** How often something went wrong. */
export interface Lost {
  dropped: number;
  spoiled: number;
  interrupted: number;
}

/** A source that loses messages, and counts them in `losses`. */
export function lossy(
  source: Source,
  { drop, spoil, interrupt }: Losses,
  random: () => number,
  losses: Lost,
): Source {
  return {
    events(groups, options) {
      const events = source.events(groups, options);
      return {
        close: () => events.close(),
        caughtUp: () => events.caughtUp(),
        async *arrivals() {
          for await (const batch of events.arrivals()) {
            if (random() < drop) {
              losses.dropped++;
              yield [{ $type: 'NLMSG_OVERRUN' }];
              continue;
            }
            yield batch.map((event): NetlinkEvent<RtnetlinkMessage> => {
              if (random() >= spoil) return event;
              losses.spoiled++;
              return {
                $type: 'undecodable',
                error: new DecodeError('spoiled', 0),
                bytes: new Uint8Array(16),
              };
            });
          }
        },
      };
    },
    async *dump(part, selection, undecodable) {
      yield* source.dump(part, selection, undecodable);
      if (random() < interrupt) {
        losses.interrupted++;
        throw new DumpInterrupted('RTM_GETROUTE', [], 1);
      }
    },
  };
}

/** Numbers from 0 to 1 that depend on a seed alone: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
