import type { Command } from '../command.ts';

/** The whole namespace at a glance. */
export const overview: Command = {
  names: ['overview'],
  summary: 'the whole namespace at a glance (when no OBJECT is given)',
  usage: `
Links as a tree (ports under their master, vlans under their link) with their addresses, the routes of the main
tables, how many there are in others, rules when they are not the usual ones, and neighbours. Long lists are cut
short, and say so.
`,
  load: () => import('./run.ts'),
};
