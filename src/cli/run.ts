import { version } from '../../package.json';
import { NameTables } from '../model/names/tables.ts';
import { InputError } from '../sys/input-error.ts';
import { parseArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { findCommand } from './commands.ts';
import { Context } from './context.ts';
import { OutputClosed } from './errors.ts';
import { commandHelp, generalHelp } from './help.ts';
import { findNamespace, type NamespaceReference, namedNamespaces } from './namespaces.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import { choosePaint } from './print/color.ts';
import { JsonPrinter } from './print/json.ts';
import type { Printer } from './print/printer.ts';
import { TextPrinter } from './print/text.ts';

/** What surrounds the program. */
export interface Surroundings {
  readonly output: Output;
  readonly errors: Output;
  /** Whether `output` is a terminal. */
  readonly terminal: () => boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The whole program: takes a command line, prints, gives back the exit status. 0 is well done, 1 failed or could
 * not be decoded, 2 a mistake in the command line.
 */
export async function run(line: readonly string[], surroundings: Surroundings): Promise<number> {
  const { output, errors } = surroundings;
  try {
    const status = await obey(line, surroundings);
    output.flush();
    return status;
  } catch (error) {
    if (error instanceof OutputClosed) return 0;
    return tell(error, output, errors);
  }
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
  return perform(command, options, rest, surroundings);
}

/** What is shown when nothing is asked for. */
const OVERVIEW = 'overview';

async function perform(
  command: Command,
  options: Options,
  words: readonly string[],
  { output, errors, terminal, environment }: Surroundings,
): Promise<number> {
  const paint = choosePaint(options.color, terminal, environment);
  const printer: Printer = options.json
    ? new JsonPrinter(output, options.pretty)
    : new TextPrinter(output, paint, options.oneline);
  const tables = new NameTables(options.numeric);
  const warn = (problem: string) => {
    // In the order in which they happened, when both go to one terminal.
    output.flush();
    errors.write(`rtnl-dump: ${problem}\n`);
    errors.flush();
  };
  const namespaces: (NamespaceReference | undefined)[] = options.allNetns
    ? namedNamespaces()
    : [options.netns === undefined ? undefined : findNamespace(options.netns)];
  const runIn = async (netns: NamespaceReference | undefined) => {
    const context = new Context({ options, printer, output, warn, tables, netns });
    try {
      const status = (await command.run(context, words)) ?? 0;
      return status === 0 && context.failed ? 1 : status;
    } finally {
      await context.close();
    }
  };
  if (command.runs === 'once') return runIn(namespaces[0]);
  printer.begin();
  let status = 0;
  const mistakes: InputError[] = [];
  for (const netns of namespaces) {
    if (options.allNetns && netns !== undefined) printer.text(`\nnetns: ${netns.name}\n`);
    try {
      status = Math.max(status, await runIn(netns));
    } catch (error) {
      // An interface need not exist in every namespace, only in one.
      if (!(error instanceof InputError)) throw error;
      mistakes.push(error);
    }
  }
  if (mistakes[0] !== undefined && mistakes.length === namespaces.length) throw mistakes[0];
  printer.end();
  return status;
}

function tell(error: unknown, output: Output, errors: Output): number {
  try {
    if (error instanceof InputError) output.discard();
    else output.flush();
  } catch {
    // Nobody reads; what went wrong can still be told.
  }
  errors.write(`rtnl-dump: ${sentence(error)}\n`);
  errors.flush();
  return error instanceof InputError ? 2 : 1;
}

/** What went wrong, in one sentence; for a mistake of ours, where. */
function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const ours = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  return ours ? (error.stack ?? error.message) : error.message;
}
