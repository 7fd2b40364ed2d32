import { address } from '../../../../protocol/route/address.ts';
import { link } from '../../../../protocol/route/link/link.ts';
import { RTEXT_FILTER } from '../../../../protocol/route/link/operstate.ts';
import { nsidNames } from '../../../namespace/nsid.ts';
import type { Context } from '../../context.ts';
import { linkNames } from '../../names/load-links.ts';
import { inEachNamespace } from '../../perform.ts';
import { printRaw } from '../../raw/print-raw.ts';
import { afterShow } from '../../words.ts';
import { printLink } from '../link/print.ts';
import { isSelected, parseLinkSelection } from '../link/select.ts';
import { printLinkStatistics } from '../link/statistics.ts';
import { printAddress } from './print.ts';
import { AddressSelection } from './select.ts';
import type { AddressView } from './view.ts';

export const run = inEachNamespace(async (context, words) => {
  const { options, printer, tables } = context;
  const connection = context.connection();
  const { vf, skipStats } = RTEXT_FILTER.values;
  const extMask = options.statistics > 0 ? vf : vf | skipStats;
  const views = await context.collect(connection.dump(link, 'RTM_GETLINK', { extMask }));
  const names = linkNames(views);
  context.useLinks(names);
  const addresses = new AddressSelection(options.family, names, tables);
  const cursor = afterShow('addr', words);
  const selection = parseLinkSelection(cursor, { views, names, tables }, (word) =>
    addresses.take(word, cursor),
  );
  const byLink = await addressesByLink(context, addresses, selection.index);
  const shown = views.filter((view) => {
    const own = byLink.get(view.header.index);
    return isSelected(view, selection) && addresses.shows(own?.all ?? 0, own?.selected.length ?? 0);
  });
  if (options.raw) {
    return printRaw(
      context,
      shown.flatMap(({ header }) => byLink.get(header.index)?.selected ?? []),
    );
  }
  const elsewhere = !printer.json && shown.some((view) => view.linkNetnsid !== undefined);
  const namespaces = elsewhere ? await nsidNames(connection) : new Map<number, string>();
  const namespaceName = (nsid: number) => namespaces.get(nsid);
  const linkShown = !options.oneline || options.brief || addresses.linksOnly;
  const family = addresses.family;
  const surroundings = { names, tables, options: { ...options, family }, whole: false, namespaceName };
  for (const view of shown) {
    context.entry(() => {
      if (linkShown) printLink(printer, view, surroundings);
      if (!addresses.linksOnly) {
        const own = byLink.get(view.header.index)?.selected ?? [];
        printer.array('addr_info', () => {
          for (const each of own) {
            printer.object(undefined, () =>
              printAddress(printer, each, { names, tables, options, alone: !linkShown }),
            );
          }
        });
        if (options.brief) printer.text('\n');
      }
      if (linkShown && options.statistics > 0 && !options.brief) {
        printLinkStatistics(printer, view, options);
        printer.newline();
      }
    });
  }
  return undefined;
});

/** The addresses of each link: how many there are, and which are wanted. */
async function addressesByLink(
  context: Context,
  addresses: AddressSelection,
  index: number | undefined,
): Promise<Map<number, { all: number; selected: AddressView[] }>> {
  const byLink = new Map<number, { all: number; selected: AddressView[] }>();
  if (addresses.linksOnly) return byLink;
  const { family } = addresses;
  const header = { family, ...(index === undefined ? {} : { index }) };
  for (const view of await context.collect(context.connection().dump(address, 'RTM_GETADDR', { header }))) {
    let own = byLink.get(view.header.index);
    if (own === undefined) {
      own = { all: 0, selected: [] };
      byLink.set(view.header.index, own);
    }
    own.all++;
    if (addresses.selects(view)) own.selected.push(view);
  }
  return byLink;
}
