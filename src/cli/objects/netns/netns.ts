import type { Command } from '../../command.ts';

/** Named network namespaces, as `ip netns` shows them. */
export const netns: Command = {
  names: ['netns'],
  summary: 'named network namespaces, and the ids by which this one calls others',
  usage: `[show]
       rtnl-dump [OPTIONS] netns list-id [target-nsid ID] [nsid ID]
       rtnl-dump [OPTIONS] netns identify [PID]
       rtnl-dump [OPTIONS] netns pids NAME`,
  load: () => import('./run.ts'),
};
