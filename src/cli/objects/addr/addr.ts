import type { Command } from '../../command.ts';

export const addr: Command = {
  names: ['addr', 'address'],
  summary: 'addresses of network interfaces',
  usage: `
[show] [[dev] NAME] [to PREFIX] [scope SCOPE] [label PATTERN] [[-]FLAG]
       [type KIND] [master NAME | nomaster | vrf NAME] [group GROUP] [up | down] [proto PROTO]

  FLAG     permanent, dynamic, secondary, primary, temporary, tentative, deprecated, dadfailed, optimistic, nodad,
           home, mngtmpaddr, noprefixroute, autojoin, stable-privacy; -FLAG: those without
  PATTERN  with * and ?, as a shell has it
`,
  load: () => import('./run.ts'),
};
