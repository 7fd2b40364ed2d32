import { inEachNamespace } from '../../perform.ts';
import { afterShow, Words } from '../../words.ts';
import { getRoute } from './get.ts';
import { showRoutes } from './show.ts';

/** Routes, as `ip route` shows them. */
export const run = inEachNamespace(async (context, words) => {
  const [verb = '', ...rest] = words;
  if (verb !== '' && 'get'.startsWith(verb)) await getRoute(context, new Words(rest));
  else await showRoutes(context, afterShow('route', words));
  return undefined;
});
