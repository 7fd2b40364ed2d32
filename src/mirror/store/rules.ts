import type { RuleView } from '../../model/rule.ts';
import { sameMessage } from './differences.ts';
import type { StateObserver } from './observer.ts';
import { contentOf, type HeldRule, RuleList } from './rule-list.ts';

/**
 * What messages do to the rules. Of a rule that is there once, the last message says whether it is there, also when a
 * dump has shown what the message tells of. When there are several alike, a message does not say which; only the next
 * dump can say how many there are then.
 */
export class Rules implements Iterable<HeldRule> {
  readonly #observer: StateObserver;
  #list = new RuleList();
  /** Contents of which only the next dump can say how many there are. */
  #unsure = new Set<string>();
  /** Whether a dump has ever been taken over. */
  #isKnown = false;
  /** While messages may tell of what a dump has shown already: who has been told of them, too. */
  #beside: Rules | undefined;

  constructor(observer: StateObserver) {
    this.#observer = observer;
  }

  get size(): number {
    return this.#list.size;
  }

  /** In the kernel's order; those of IPv4, then those of IPv6. */
  [Symbol.iterator](): Iterator<HeldRule> {
    return this.#list[Symbol.iterator]();
  }

  /** A rule of a dump. @param view which is kept */
  load(view: RuleView): void {
    this.#list.add(contentOf(view), view);
  }

  /** A rule was added. @param view which is kept */
  add(view: RuleView): void {
    const content = contentOf(view);
    if (!this.#list.has(content)) {
      const { key } = this.#list.add(content, view);
      this.#observer.object('rule', key, undefined, view);
    } else if (this.#beside === undefined || this.#isUnsure(content)) this.#wonder(content);
    this.#jumps();
  }

  /** A rule was deleted. */
  delete(view: RuleView): void {
    const content = contentOf(view);
    const held = this.#list.find(content);
    if (this.#isUnsure(content)) this.#wonder(content);
    else if (held !== undefined) {
      this.#list.remove(held);
      this.#observer.object('rule', held.key, held.view, undefined);
    } else if (this.#beside === undefined) this.#observer.doubt('rules');
    this.#jumps();
  }

  /** From here on messages may tell of what a dump has shown already. @param other has been told of them, too */
  replayAfter(other: Rules): void {
    this.#beside = other;
  }

  /** Takes the rules of a newer state. @returns how many differences were told */
  adopt(newer: Rules): number {
    let found = 0;
    const old = this.#list;
    const list = newer.#list;
    const continued = list.succeed(old);
    const left = new Set(old);
    for (const rule of list) {
      const before = continued.get(rule);
      if (before !== undefined) left.delete(before);
      if (before !== undefined && sameMessage(before.view, rule.view)) continue;
      this.#observer.object('rule', rule.key, before?.view, rule.view);
      found++;
    }
    for (const { key, view } of left) {
      this.#observer.object('rule', key, view, undefined);
      found++;
    }
    this.#unsure = newer.#unsure;
    this.#isKnown = true;
    this.#list = list;
    return found;
  }

  /** Whether a message of a rule may be about another that is like it. */
  #isUnsure(content: string): boolean {
    const beside = this.#beside;
    if (this.#list.hasSeveral(content) || this.#unsure.has(content)) return true;
    return beside !== undefined && (!beside.#isKnown || beside.#isUnsure(content));
  }

  #wonder(content: string): void {
    this.#unsure.add(content);
    this.#observer.doubt('rules');
  }

  /** What a `goto` leads to may now be there, or be gone. */
  #jumps(): void {
    if (this.#list.hasJumps) this.#observer.doubt('rules');
  }
}
