import { version } from '../../package.json';
import { parseArguments } from './arguments.ts';
import { findCommand } from './commands.ts';
import { commandHelp, generalHelp } from './help.ts';
import type { Surroundings } from './surroundings.ts';
import { telling } from './tell.ts';

/**
 * The whole program: takes a command line, prints, gives back the exit status. 0 is well done, 1 failed or could
 * not be decoded, 2 a mistake in the command line.
 */
export function run(line: readonly string[], surroundings: Surroundings): Promise<number> {
  return telling(surroundings, () => obey(line, surroundings));
}

async function obey(line: readonly string[], surroundings: Surroundings): Promise<number> {
  const { output } = surroundings;
  const { options, words } = parseArguments(line);
  if (options.version) {
    output.write(`rtnl-dump ${version}\n`);
    return 0;
  }
  const [word, ...rest] = words;
  if (options.help && word === undefined) {
    output.write(generalHelp());
    return 0;
  }
  if (word === 'help') {
    output.write(rest[0] === undefined ? generalHelp() : commandHelp(findCommand(rest[0])));
    return 0;
  }
  const command = findCommand(word ?? OVERVIEW);
  if (options.help || rest[0] === 'help') {
    output.write(commandHelp(command));
    return 0;
  }
  const program = await command.load();
  return program.run({ options, words: rest }, surroundings);
}

/** What is shown when nothing is asked for. */
const OVERVIEW = 'overview';
