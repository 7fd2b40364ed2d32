import { rule as ruleMessage } from '../../../../protocol/route/rule.ts';
import type { Command } from '../../command.ts';
import { LinkNames } from '../../names/links.ts';
import { printRaw } from '../../raw/raw.ts';
import { afterShow } from '../../words.ts';
import { parseRuleFilter, shows } from './filter.ts';
import { printRule } from './print.ts';

/** Routing policy, as `ip rule` shows it. */
export const rule: Command = {
  names: ['rule'],
  summary: 'routing policy: which table is looked into',
  usage: `[show] [from PREFIX] [[to] PREFIX] [iif DEV] [oif DEV] [table ID|NAME] [pref N] [fwmark MARK[/MASK]]
                 [tos TOS] [ipproto PROTOCOL] [sport N[-N]] [dport N[-N]] [uidrange N-N] [tun_id N] [proto NAME]
                 [not] [l3mdev]

IPv4 is shown unless -6 or an address says otherwise.`,
  runs: 'each',
  async run(context, words) {
    const { options, printer, tables } = context;
    const filter = await parseRuleFilter(afterShow('rule', words), options.family, tables);
    const dump = context.connection().dump(ruleMessage, 'RTM_GETRULE', { header: { family: filter.family } });
    const views = await context.collect(dump);
    if (options.raw) {
      return printRaw(
        context,
        views.filter((view) => shows(filter, view)),
      );
    }
    // A rule has the names of its interfaces, which need not exist.
    const scene = { options, printer, tables, links: new LinkNames() };
    for (const view of views) if (shows(filter, view)) context.entry(() => printRule(scene, view));
    return undefined;
  },
};
