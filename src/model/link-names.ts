import { link } from '../../protocol/route/link/index.ts';
import { RTEXT_FILTER } from '../../protocol/route/link/operstate.ts';
import type { Namespace } from './namespace.ts';

/** Names of the interfaces of a namespace by index, at one moment. */
export type LinkNames = ReadonlyMap<number, string>;

/** Asks for them all, without what is not needed for their names. */
export async function linkNames(namespace: Namespace): Promise<LinkNames> {
  const extMask = RTEXT_FILTER.values.skipStats;
  const views = await namespace.connection.dump(link, 'RTM_GETLINK', { extMask }).all();
  return new Map(views.map((view) => [view.header.index, view.ifname ?? `if${view.header.index}`]));
}
