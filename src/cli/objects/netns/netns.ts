import type { Command } from '../../command.ts';
import { afterShow, Words } from '../../words.ts';
import { identify, listPids } from './identify.ts';
import { listIds } from './ids.ts';
import { listNames } from './list.ts';

/** Named network namespaces, as `ip netns` shows them. */
export const netns: Command = {
  names: ['netns'],
  summary: 'named network namespaces, and the ids by which this one calls others',
  usage: `[show]
       rtnl-dump [OPTIONS] netns list-id [target-nsid ID] [nsid ID]
       rtnl-dump [OPTIONS] netns identify [PID]
       rtnl-dump [OPTIONS] netns pids NAME`,
  runs: 'each',
  async run(context, words) {
    const [verb = '', ...rest] = words;
    // "list" is "show"; only more of it is "list-id".
    if (verb.length > 'list'.length && 'list-id'.startsWith(verb)) await listIds(context, new Words(rest));
    else if (verb !== '' && 'identify'.startsWith(verb)) identify(context, new Words(rest));
    else if (verb !== '' && 'pids'.startsWith(verb)) listPids(context, new Words(rest));
    else if (context.options.raw) await listIds(context, afterShow('netns', words));
    else await listNames(context, afterShow('netns', words));
    return undefined;
  },
};
