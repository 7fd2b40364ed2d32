import { link } from '../../../protocol/route/link/link.ts';
import { RTEXT_FILTER } from '../../../protocol/route/link/operstate.ts';
import { ARPHRD } from '../../../protocol/route/types.ts';
import { numberOf } from '../../model/number.ts';
import type { Context } from '../context.ts';
import type { LinkView } from '../objects/link/view.ts';
import { LinkNames } from './links.ts';

/** Asks for all links of the namespace, without what is not needed for their names. */
export async function loadLinkNames(context: Context): Promise<LinkNames> {
  const input = { extMask: RTEXT_FILTER.values.skipStats };
  const views = await context.collect(context.connection().dump(link, 'RTM_GETLINK', input));
  return linkNames(views);
}

/** The names that messages about links tell. */
export function linkNames(views: Iterable<LinkView>): LinkNames {
  const names = new LinkNames();
  for (const { header, ifname = '', propList } of views) {
    names.add({
      index: header.index,
      name: ifname,
      altnames: propList?.altIfname ?? [],
      flags: header.flags,
      type: numberOf(ARPHRD, header.type),
    });
  }
  return names;
}
