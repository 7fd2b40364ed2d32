import type { Command } from '../../command.ts';

export const link: Command = {
  names: ['link'],
  summary: 'network interfaces',
  usage: `
[show] [[dev] NAME] [type KIND] [master NAME | nomaster | vrf NAME] [group GROUP] [up | down]

  NAME     also an alternative name; KIND may be the master's: bridge_slave
`,
  load: () => import('./run.ts'),
};
