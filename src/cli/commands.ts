import type { Command } from './command.ts';
import { unknown } from './errors.ts';

/** Every object, in the order in which abbreviations are tried and help lists them. */
export const commands: readonly Command[] = [];

/** The command that a word names, whole or cut short. @throws UsageError */
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
