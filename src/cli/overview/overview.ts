import type { Command } from '../command.ts';
import { InputError } from '../errors.ts';
import { printRaw } from '../raw/raw.ts';
import { printJson } from './json.ts';
import { readState } from './state.ts';
import { printText } from './text.ts';

/** The whole namespace at a glance. */
export const overview: Command = {
  names: ['overview'],
  summary: 'the whole namespace at a glance (when no OBJECT is given)',
  usage: `
Links as a tree (ports under their master, vlans under their link) with their addresses, the routes of the main
tables, how many there are in others, rules when they are not the usual ones, and neighbours. Long lists are cut
short, and say so.
`,
  runs: 'each',
  async run(context, words) {
    if (words[0] !== undefined) throw new InputError(`the overview takes no "${words[0]}"`);
    const state = await readState(context);
    if (context.options.raw) {
      const { links, addresses, routes, rules, neighbours } = state;
      printRaw(context, [links, [...addresses.values()].flat(), routes, rules, neighbours].flat());
    } else if (context.printer.json) await printJson(context, state);
    else await printText(context, state);
    return undefined;
  },
};
