import { inEachNamespace } from '../../perform.ts';
import { afterShow, Words } from '../../words.ts';
import { identify, listPids } from './identify.ts';
import { listIds } from './ids.ts';
import { listNames } from './list.ts';

/** Named network namespaces, as `ip netns` shows them. */
export const run = inEachNamespace(async (context, words) => {
  const [verb = '', ...rest] = words;
  // "list" is "show"; only more of it is "list-id".
  if (verb.length > 'list'.length && 'list-id'.startsWith(verb)) await listIds(context, new Words(rest));
  else if (verb !== '' && 'identify'.startsWith(verb)) identify(context, new Words(rest));
  else if (verb !== '' && 'pids'.startsWith(verb)) listPids(context, new Words(rest));
  else if (context.options.raw) await listIds(context, afterShow('netns', words));
  else await listNames(context, afterShow('netns', words));
  return undefined;
});
