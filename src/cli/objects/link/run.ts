import { link as message } from '../../../../protocol/route/link/link.ts';
import { RTEXT_FILTER } from '../../../../protocol/route/link/operstate.ts';
import { nsidNames } from '../../../namespace/nsid.ts';
import { linkNames } from '../../names/load-links.ts';
import { inEachNamespace } from '../../perform.ts';
import { printRaw } from '../../raw/print-raw.ts';
import { afterShow } from '../../words.ts';
import { printLink } from './print.ts';
import { isSelected, parseLinkSelection } from './select.ts';

export const run = inEachNamespace(async (context, words) => {
  const { options, printer, tables } = context;
  const connection = context.connection();
  const { vf, skipStats } = RTEXT_FILTER.values;
  const extMask = options.statistics > 0 ? vf : vf | skipStats;
  const views = await context.collect(connection.dump(message, 'RTM_GETLINK', { extMask }));
  const names = linkNames(views);
  context.useLinks(names);
  const selection = parseLinkSelection(afterShow('link', words), { views, names, tables });
  const selected = views.filter((view) => isSelected(view, selection));
  if (options.raw) return printRaw(context, selected);
  const elsewhere = !printer.json && selected.some((view) => view.linkNetnsid !== undefined);
  const namespaces = elsewhere ? await nsidNames(connection) : new Map<number, string>();
  const surroundings = {
    names,
    tables,
    options,
    whole: true,
    namespaceName: (nsid: number) => namespaces.get(nsid),
  };
  for (const view of selected) context.entry(() => printLink(printer, view, surroundings));
  return undefined;
});
