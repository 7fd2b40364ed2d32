import type { neighbour } from '../../protocol/route/index.ts';
import type { MessageViewOf } from '../../protocol/schema/index.ts';
import type { Namespace } from './namespace.ts';

/** A neighbour as it was received. */
export type NeighbourView = MessageViewOf<typeof neighbour>;

/** A neighbour, as it was when it was asked for. */
export class Neighbour {
  /** @internal */
  constructor(
    readonly namespace: Namespace,
    readonly view: NeighbourView,
    readonly dev: string,
  ) {}
}
