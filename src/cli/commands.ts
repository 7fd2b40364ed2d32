import type { Command } from './command.ts';
import { decode } from './decode/decode.ts';
import { unknown } from './errors.ts';
import { monitor } from './monitor/monitor.ts';
import { addr } from './objects/addr/addr.ts';
import { fdb } from './objects/fdb/fdb.ts';
import { link } from './objects/link/link.ts';
import { neigh } from './objects/neigh/neigh.ts';
import { netns } from './objects/netns/netns.ts';
import { route } from './objects/route/route.ts';
import { rule } from './objects/rule/rule.ts';
import { overview } from './overview/overview.ts';

/** Every object, in the order in which abbreviations are tried and help lists them. */
export const commands: readonly Command[] = [
  addr,
  route,
  rule,
  neigh,
  link,
  netns,
  fdb,
  monitor,
  decode,
  overview,
];

/** The command that a word names, whole or cut short. @throws InputError */
export function findCommand(word: string): Command {
  const whole = commands.find(({ names }) => names.includes(word));
  const found = whole ?? commands.find(({ names }) => names.some((name) => name.startsWith(word)));
  if (found !== undefined) return found;
  throw unknown(
    'object',
    word,
    commands.flatMap(({ names }) => names),
  );
}
