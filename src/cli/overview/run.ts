import { InputError } from '../errors.ts';
import { inEachNamespace } from '../perform.ts';
import { printRaw } from '../raw/print-raw.ts';
import { printJson } from './json.ts';
import { readState } from './state.ts';
import { printText } from './text.ts';

/** The whole namespace at a glance. */
export const run = inEachNamespace(async (context, words) => {
  if (words[0] !== undefined) throw new InputError(`the overview takes no "${words[0]}"`);
  const state = await readState(context);
  if (context.options.raw) {
    const { links, addresses, routes, rules, neighbours } = state;
    await printRaw(context, [links, [...addresses.values()].flat(), routes, rules, neighbours].flat());
  } else if (context.printer.json) await printJson(context, state);
  else await printText(context, state);
  return undefined;
});
