import { FIB_RULE } from '../../../protocol/route/rule.ts';
import type { RuleView } from '../../model/rule.ts';

/** A rule and what tells it from others that may be just like it. */
export interface HeldRule {
  readonly key: string;
  /** What it says, without what the kernel changes without a word. */
  readonly content: string;
  view: RuleView;
}

/**
 * Rules in the order of their preference and, where that is the same, of their coming, which is the order in which the
 * kernel tries them (`fib_nl_newrule`, net/core/fib_rules.c). The kernel may have a rule twice.
 */
export class RuleList {
  readonly #rules: HeldRule[] = [];

  get size(): number {
    return this.#rules.length;
  }

  [Symbol.iterator](): Iterator<HeldRule> {
    return this.#rules[Symbol.iterator]();
  }

  /** Adds a rule behind those of its preference. */
  add(view: RuleView): HeldRule {
    const content = contentOf(view);
    const taken = new Set(this.#rules.filter((each) => each.content === content).map(({ key }) => key));
    let key = content;
    for (let copy = 2; taken.has(key); copy++) key = `${content} (${copy})`;
    const held = { key, content, view };
    const preference = view.priority ?? 0;
    const behind = this.#rules.findIndex(
      (each) => each.view.header.family === view.header.family && (each.view.priority ?? 0) > preference,
    );
    if (behind === -1) this.#rules.push(held);
    else this.#rules.splice(behind, 0, held);
    return held;
  }

  /** The first rule that is like this one but for what the kernel changes without a word. */
  find(view: RuleView): HeldRule | undefined {
    const content = contentOf(view);
    return this.#rules.find((each) => each.content === content);
  }

  remove(held: HeldRule): void {
    this.#rules.splice(this.#rules.indexOf(held), 1);
  }
}

/** A rule in words, without the flags that come and go with interfaces and other rules. */
function contentOf(view: RuleView): string {
  const { header, ...others } = view.$plain() as { header: { flags: number } };
  const flags = header.flags & ~SILENT;
  return JSON.stringify({ ...header, flags, ...others }, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
}

const { unresolved, iifDetached, oifDetached } = FIB_RULE.values;
const SILENT = unresolved | iifDetached | oifDetached;
