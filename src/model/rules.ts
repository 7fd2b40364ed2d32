import { rule } from '../../protocol/route/rule.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import { request } from '../connection/netlink-request.ts';
import { InputError } from '../sys/input-error.ts';
import { flushed } from './flush.ts';
import type { Namespace } from './namespace.ts';
import { attempt } from './operation-error.ts';
import { Rule, type RuleView } from './rule.ts';
import { ruleFamily, ruleInput } from './rule-input.ts';
import { RULE_KEYS, type RuleOptions, type RuleSelector } from './rule-options.ts';

/** The routing policy of a namespace, the rules that say which table a packet is looked up in: `ip rule`. */
export class Rules {
  readonly #namespace: Namespace;

  /** @internal */
  constructor(namespace: Namespace) {
    this.#namespace = namespace;
  }

  /**
   * Those of which all is so that a selector says, by priority, IPv4 first: unlike `ip rule`, of both families unless
   * it says one. The kernel filters by family.
   */
  async list(selector: RuleSelector = {}): Promise<Rule[]> {
    const namespace = this.#namespace;
    const input = ruleInput(namespace, selector, false);
    const family = ruleFamily(selector);
    const dumped = namespace.connection.dump(rule, 'RTM_GETRULE', { header: { family: family ?? 'unspec' } });
    const views = await attempt(`list the rules of ${namespace}`, dumped.all());
    const wanted = new Rule(namespace, rule.decode(rule.encode('RTM_NEWRULE', input)));
    return views
      .filter(({ header }) => header.family === 'inet' || header.family === 'inet6')
      .map((view) => new Rule(namespace, view))
      .filter((each) => RULE_KEYS.every((key) => selector[key] === undefined || isSame(wanted, each, key)));
  }

  /** The first that a selector leaves. */
  async find(selector: RuleSelector): Promise<Rule | undefined> {
    return (await this.list(selector))[0];
  }

  /**
   * `rules.add({ iif: 'bridge0', table: 88 })`; gives it with the priority that the kernel chose.
   * @throws OperationError: EEXIST; InputError; Error when this kernel is too old for one of its selectors
   */
  async add(options: RuleOptions): Promise<Rule> {
    const namespace = this.#namespace;
    const input = ruleInput(namespace, options, true);
    const operation = `add ${summary(options)} in ${namespace}`;
    const flags = NLM_F.CREATE | NLM_F.EXCL | NLM_F.ECHO;
    const asked = namespace.connection.request(rule, 'RTM_NEWRULE', input, { flags });
    const view = (await attempt(operation, asked)).echoes.at(-1);
    if (view === undefined)
      throw new Error(`${operation}: the kernel took it, but did not tell what it made`);
    const made = new Rule(namespace, view);
    // Attributes that a kernel is too old for are ignored: the rule would be for all packets.
    if (input.dscp !== undefined && made.dscp === undefined) {
      await made.delete();
      throw new Error(`cannot ${operation}: this kernel is too old for dscp (Linux 6.12); use tos`);
    }
    return made;
  }

  /**
   * Deletes the first of which all is so that a selector says; of IPv4, unless it says otherwise. As with `ip rule`,
   * the kernel does not look at `not`, nor at `all`.
   * @throws OperationError: ENOENT; InputError
   */
  async delete(selector: RuleSelector): Promise<void> {
    const said = RULE_KEYS.some((key) => key !== 'family' && selector[key] !== undefined);
    if (!said) throw new InputError('delete rule: say which one; flush() deletes many');
    const input = ruleInput(this.#namespace, selector, false);
    await this.#delete(`delete ${summary(selector)} in ${this.#namespace}`, input);
  }

  /**
   * Deletes all that a selector leaves but those with priority 0, as `ip rule flush`; says how many went. Those for
   * the tables main and default go too, if they are not left out.
   * @throws OperationError for the first that stayed
   */
  async flush(selector: RuleSelector): Promise<number> {
    const all = (await this.list(selector)).filter(({ priority }) => priority !== 0);
    const requests = all.map(({ view }) => request(rule, 'RTM_DELRULE', deletion(view)));
    return flushed(this.#namespace, requests, (at) => `delete ${all[at]}`, ['ENOENT']);
  }

  /** @internal `rule.delete()` */
  deleteRule(target: Rule): Promise<void> {
    return this.#delete(`delete ${target}`, deletion(target.view));
  }

  async #delete(operation: string, input: MessageInputOf<typeof rule>): Promise<void> {
    await attempt(operation, this.#namespace.connection.request(rule, 'RTM_DELRULE', input));
  }
}

/** Whether both say the same of something. */
function isSame(one: Rule, other: Rule, key: (typeof RULE_KEYS)[number]): boolean {
  // The kernel does not tell a mark of 0, which is no mark.
  if (key === 'fwmark') return (one.fwmark ?? 0) === (other.fwmark ?? 0);
  return String(one[key]) === String(other[key]);
}

/** What deletes just this rule: all that the kernel tells of it. */
function deletion(view: RuleView): MessageInputOf<typeof rule> {
  const { family, dstLen, srcLen, tos, table, action } = view.header;
  const input: Record<string, unknown> = { header: { family, dstLen, srcLen, tos, table, action } };
  for (const key of TOLD) if (view[key] !== undefined) input[key] = view[key];
  return input;
}

const TOLD = [
  'dst',
  'src',
  'iifname',
  'oifname',
  'goto',
  'priority',
  'fwmark',
  'fwmask',
  'flow',
  'tunId',
  'suppressIfgroup',
  'suppressPrefixlen',
  'table',
  'l3mdev',
  'uidRange',
  'protocol',
  'ipProto',
  'sportRange',
  'dportRange',
  'sportMask',
  'dportMask',
  'dscp',
  'dscpMask',
  'flowlabel',
  'flowlabelMask',
] as const satisfies readonly (keyof RuleView)[];

/** What a rule is called in errors. */
function summary(selector: RuleSelector): string {
  const words = RULE_KEYS.flatMap((key) => {
    const value = selector[key];
    if (value === undefined || value === false) return [];
    return value === true ? [key] : [key, word(value)];
  });
  return ['rule', ...words].join(' ');
}

function word(value: unknown): string {
  if (Array.isArray(value)) return value.join('-');
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : String(value);
}
