import type { rule } from '../../protocol/route/index.ts';
import type { MessageViewOf } from '../../protocol/schema/index.ts';
import type { Namespace } from './namespace.ts';

/** A rule as it was received. */
export type RuleView = MessageViewOf<typeof rule>;

/** A routing policy rule, as it was when it was asked for. */
export class Rule {
  /** @internal */
  constructor(
    readonly namespace: Namespace,
    readonly view: RuleView,
  ) {}
}
