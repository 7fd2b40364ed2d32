import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rule } from '../../protocol/route/index.ts';
import { nobody } from '../../src/mirror/store/observer.ts';
import { Rules } from '../../src/mirror/store/rules.ts';
import type { RuleView } from '../../src/model/rule.ts';

interface Known {
  readonly family: 'inet' | 'inet6';
  readonly preference: number;
  readonly table: number;
}

function viewOf({ family, preference, table }: Known, type: 'RTM_NEWRULE' | 'RTM_DELRULE' = 'RTM_NEWRULE') {
  const header = { family, action: 'toTbl', table: 0 } as const;
  return rule.decode(rule.encode(type, { header, table, priority: preference }));
}

/** The list of a family, as fib_nl_newrule and fib_nl_delrule go through it: slow and plain. */
class Naive {
  readonly lists: Record<Known['family'], Known[]> = { inet: [], inet6: [] };

  add(wanted: Known): void {
    const list = this.lists[wanted.family];
    const behind = list.findIndex(({ preference }) => preference > wanted.preference);
    list.splice(behind === -1 ? list.length : behind, 0, wanted);
  }

  delete(wanted: Known): void {
    const list = this.lists[wanted.family];
    const at = list.findIndex((each) => each.preference === wanted.preference && each.table === wanted.table);
    if (at !== -1) list.splice(at, 1);
  }

  has(wanted: Known): boolean {
    return this.lists[wanted.family].some(
      ({ preference, table }) => preference === wanted.preference && table === wanted.table,
    );
  }
}

const known: fc.Arbitrary<Known> = fc.record({
  family: fc.constantFrom('inet', 'inet6'),
  preference: fc.constantFrom(0, 100, 200, 32766),
  table: fc.integer({ min: 300, max: 303 }),
});

const listed = (rules: Rules) =>
  [...rules].map(({ view }) => `${view.header.family} ${view.priority ?? 0} ${view.table}`);

describe('rules', () => {
  it('are in the order in which the kernel tries them after any messages', () => {
    const steps = fc.array(fc.record({ verb: fc.constantFrom('add', 'add', 'delete'), known }));
    fc.assert(
      fc.property(steps, (all) => {
        const naive = new Naive();
        const rules = new Rules(nobody);
        for (const { verb, known: each } of all) {
          if (verb === 'delete') {
            naive.delete(each);
            rules.delete(viewOf(each, 'RTM_DELRULE'));
          } else if (!naive.has(each)) {
            naive.add(each);
            rules.add(viewOf(each));
          }
        }
        const expected = [...naive.lists.inet, ...naive.lists.inet6];
        expect(listed(rules)).toEqual(
          expected.map(({ family, preference, table }) => `${family} ${preference} ${table}`),
        );
        expect(rules.size).toBe(expected.length);
      }),
    );
  });

  it('are each read a few times, however many there are', () => {
    let reads = 0;
    const counted = (view: RuleView): RuleView =>
      new Proxy(view, {
        get(target, name) {
          reads++;
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    const of = (n: number): Known => ({ family: 'inet', preference: 30_000 - n, table: 300 });
    const rules = new Rules(nobody);
    const count = 2_000;
    for (let n = 0; n < count; n++) {
      if (n % 2 === 0) rules.load(counted(viewOf(of(n))));
      else rules.add(counted(viewOf(of(n))));
    }
    const dumped = new Rules(nobody);
    for (let n = 0; n < count; n++) dumped.load(counted(viewOf(of(n))));
    expect(rules.adopt(dumped)).toBe(0);
    expect([...rules][0]?.view.priority).toBe(30_000 - count + 1);
    for (let n = 0; n < count; n++) rules.delete(counted(viewOf(of(n), 'RTM_DELRULE')));
    expect(rules.size).toBe(0);
    expect(reads / count).toBeLessThan(40);
  });

  it('that are alike keep their names when one of them goes', () => {
    const alike: Known = { family: 'inet', preference: 100, table: 300 };
    const told: string[] = [];
    const rules = new Rules({
      ...nobody,
      object: (_, key, before) => void told.push(`${before === undefined ? 'added' : 'removed'} ${key}`),
    });
    const dumpOf = (count: number) => {
      const dumped = new Rules(nobody);
      for (let n = 0; n < count; n++) dumped.load(viewOf(alike));
      return dumped;
    };
    rules.adopt(dumpOf(3));
    const [first, second, third] = [...rules].map(({ key }) => key);
    expect(new Set([first, second, third]).size).toBe(3);
    rules.adopt(dumpOf(2));
    rules.adopt(dumpOf(3));
    const fourth = [...rules][2]?.key;
    expect(told).toEqual(
      [first, second, third].map((key) => `added ${key}`).concat(`removed ${third}`, `added ${fourth}`),
    );
    expect([...rules].map(({ key }) => key).slice(0, 2)).toEqual([first, second]);
  });
});
