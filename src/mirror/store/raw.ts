import { type RtnetlinkMessage, rtnetlink } from '../../../protocol/route/index.ts';
import type { AnyMessage, MessageViewOf } from '../../../protocol/schema/index.ts';
import type { Reader } from '../../../protocol/wire/index.ts';
import type { AddressView } from '../../model/address.ts';
import type { FdbView } from '../../model/fdb-entry.ts';
import type { LinkView } from '../../model/interface.ts';
import type { NeighbourView } from '../../model/neighbour.ts';
import type { RouteView } from '../../model/route.ts';
import type { RuleView } from '../../model/rule.ts';

/** A message of rtnetlink. */
export type AnyView = MessageViewOf<RtnetlinkMessage>;

/** The message of an object. */
export type ObjectView = LinkView | AddressView | RouteView | NeighbourView | RuleView | FdbView;

/** Where a message lies. */
export interface Place {
  readonly $reader: Reader;
  /** Where its `nlmsghdr` begins. */
  readonly $header: number;
  readonly $end: number;
}

export function placeOf(view: AnyView): Place {
  return view as unknown as Place;
}

/** A view over a message that was checked before. */
export function viewAt<V extends AnyView>(reader: Reader, at: number, end: number): V {
  const message = rtnetlink.byType(reader.u16(at + 4)) as AnyMessage;
  return message.view(reader, at, end) as V;
}
