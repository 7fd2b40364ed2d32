import type { neighbour } from '../../protocol/route/index.ts';
import type { MessageViewOf } from '../../protocol/schema/index.ts';
import type { Namespace } from './namespace.ts';

/** A forwarding entry as it was received. */
export type FdbView = MessageViewOf<typeof neighbour>;

/** An entry of a forwarding database, as it was when it was asked for. */
export class FdbEntry {
  /** @internal */
  constructor(
    readonly namespace: Namespace,
    readonly view: FdbView,
    readonly dev: string,
  ) {}
}
