import type { Rule } from '../../../../src/model/rule.ts';
import { type Comparison, type Fields, json, valuesOf } from './comparison.ts';

const fields: Fields<Rule> = {
  priority: ({ priority }) => priority,
  not: ({ not }) => (not ? null : undefined),
  src: (rule) => address(rule.from) ?? 'all',
  srclen: (rule) => length(rule.from, rule),
  dst: (rule) => address(rule.to),
  dstlen: (rule) => length(rule.to, rule),
  iif: ({ iif }) => iif,
  oif: ({ oif }) => oif,
  iif_detached: (rule) => detached(rule, rule.iif),
  oif_detached: (rule) => detached(rule, rule.oif),
  table: ({ table }) => table,
  action: ({ action }) => (action === 'lookup' ? undefined : action),
  protocol: ({ protocol }) => protocol,
};

/** `ip -d rule`, IPv4 before IPv6. */
export const ruleComparison: Comparison = {
  what: 'rules',
  async ours(namespace) {
    const all = await Promise.all(
      (['inet', 'inet6'] as const).map((family) => namespace.rules.list({ family })),
    );
    return all.flat().map((each) => valuesOf(fields, each));
  },
  theirs: (namespace) => ['-4', '-6'].flatMap((family) => json(namespace, [family, 'rule'])),
  notOurs: new Set(),
};

function address(prefix: string): string | undefined {
  return prefix === 'all' ? undefined : prefix.slice(0, prefix.indexOf('/'));
}

/** `ip` does not print the length of a single address. */
function length(prefix: string, { family }: Rule): number | undefined {
  const bits = Number(prefix.split('/')[1]);
  return prefix === 'all' || bits === (family === 'inet' ? 32 : 128) ? undefined : bits;
}

function detached(rule: Rule, name: string | undefined): null | undefined {
  return rule.isDetached && name !== undefined ? null : undefined;
}
