import { FIB_RULE } from '../../../protocol/route/rule.ts';
import type { Family } from '../../model/network.ts';
import type { RuleView } from '../../model/rule.ts';

/** A rule and what tells it from others that may be just like it. */
export interface HeldRule {
  /** What events name it by. */
  readonly key: string;
  /** What it says, without what the kernel changes without a word. */
  readonly content: string;
  readonly family: Family;
  readonly preference: number;
  readonly view: RuleView;
}

/** Rules with one content, the first in the kernel's order first. */
interface Alike {
  readonly rules: Set<HeldRule>;
  /** The highest number in a key of theirs. */
  last: number;
}

/**
 * Rules in the order of their preference and, where that is the same, of their coming, which is the order in which the
 * kernel tries them (`fib_nl_newrule`, net/core/fib_rules.c). The kernel may have a rule twice.
 */
export class RuleList {
  /** In the order of their coming. */
  readonly #rules = new Set<HeldRule>();
  readonly #alike = new Map<string, Alike>();
  /** In the kernel's order; `undefined` when somebody has to sort them first. */
  #ordered: readonly HeldRule[] | undefined;
  #jumps = 0;

  get size(): number {
    return this.#rules.size;
  }

  /** Whether one of them is a `goto`. */
  get hasJumps(): boolean {
    return this.#jumps > 0;
  }

  /** Those of IPv4, then those of IPv6. */
  [Symbol.iterator](): Iterator<HeldRule> {
    this.#ordered ??= [...this.#rules].sort(kernelsOrder);
    return this.#ordered[Symbol.iterator]();
  }

  /** Adds a rule behind those of its preference. */
  add(content: string, view: RuleView): HeldRule {
    let alike = this.#alike.get(content);
    if (alike === undefined) {
      alike = { rules: new Set(), last: 0 };
      this.#alike.set(content, alike);
    }
    const family = view.header.family === 'inet6' ? 'inet6' : 'inet';
    const held = {
      key: keyOf(content, ++alike.last),
      content,
      family,
      preference: view.priority ?? 0,
      view,
    } as const;
    alike.rules.add(held);
    this.#rules.add(held);
    if (view.goto !== undefined) this.#jumps++;
    this.#ordered = undefined;
    return held;
  }

  /** The first rule with a content. */
  find(content: string): HeldRule | undefined {
    const [first] = this.#alike.get(content)?.rules ?? [];
    return first;
  }

  has(content: string): boolean {
    return this.#alike.has(content);
  }

  /** Whether several rules have a content. */
  hasSeveral(content: string): boolean {
    return (this.#alike.get(content)?.rules.size ?? 0) > 1;
  }

  remove(held: HeldRule): void {
    this.#rules.delete(held);
    this.#ordered = undefined;
    if (held.view.goto !== undefined) this.#jumps--;
    const alike = this.#alike.get(held.content);
    alike?.rules.delete(held);
    if (alike?.rules.size === 0) this.#alike.delete(held.content);
  }

  /**
   * Names its rules as an older list does: of those alike, the first is the first there, and so on.
   * @returns the rule of the older list that each continues
   */
  succeed(older: RuleList): ReadonlyMap<HeldRule, HeldRule> {
    const found = new Map<HeldRule, HeldRule>();
    for (const [content, alike] of this.#alike) {
      const old = older.#alike.get(content);
      if (old === undefined) continue;
      alike.last = Math.max(alike.last, old.last);
      const names = old.rules.values();
      for (const rule of alike.rules) {
        const { value: before } = names.next();
        (rule as { key: string }).key = before?.key ?? keyOf(content, ++alike.last);
        if (before !== undefined) found.set(rule, before);
      }
    }
    return found;
  }
}

/** A rule in words, without the flags that come and go with interfaces and other rules. */
export function contentOf(view: RuleView): string {
  const { header, ...others } = view.$plain() as { header: { flags: number } };
  const flags = header.flags & ~SILENT;
  return JSON.stringify({ ...header, flags, ...others }, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
}

function keyOf(content: string, number: number): string {
  return number === 1 ? content : `${content} (${number})`;
}

/** Sorting keeps those together in order that compare as equal. */
function kernelsOrder(one: HeldRule, other: HeldRule): number {
  if (one.family !== other.family) return one.family === 'inet' ? -1 : 1;
  return one.preference - other.preference;
}

const { unresolved, iifDetached, oifDetached } = FIB_RULE.values;
const SILENT = unresolved | iifDetached | oifDetached;
