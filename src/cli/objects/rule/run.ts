import { rule as ruleMessage } from '../../../../protocol/route/rule.ts';
import { LinkNames } from '../../names/links.ts';
import { inEachNamespace } from '../../perform.ts';
import { printRaw } from '../../raw/print-raw.ts';
import { afterShow } from '../../words.ts';
import { parseRuleFilter, shows } from './filter.ts';
import { printRule } from './print.ts';

/** Routing policy, as `ip rule` shows it. */
export const run = inEachNamespace(async (context, words) => {
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
});
