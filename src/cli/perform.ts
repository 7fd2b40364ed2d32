import { NameTables } from '../model/names/tables.ts';
import { Context } from './context.ts';
import { InputError } from './errors.ts';
import { findNamespace, type NamespaceReference, namedNamespaces } from './namespaces.ts';
import type { Options } from './options.ts';
import { choosePaint } from './print/color.ts';
import { JsonPrinter } from './print/json.ts';
import type { Printer } from './print/printer.ts';
import { TextPrinter } from './print/text.ts';
import type { Surroundings } from './surroundings.ts';
import { telling } from './tell.ts';

/** What a command is asked for. */
export interface Call {
  readonly options: Options;
  /** What follows the object. */
  readonly words: readonly string[];
}

/** Carries out a command: prints, tells what went wrong, gives back the exit status. */
export type Program = (call: Call, surroundings: Surroundings) => Promise<number>;

/** Prints. Gives back the exit status when it is not 0. @throws InputError, CommandError, KernelError, ... */
type Run = (context: Context, words: readonly string[]) => Promise<number | undefined>;

/**
 * A command that runs once for every network namespace asked for, all of it in one JSON array that is opened and
 * closed here.
 */
export function inEachNamespace(run: Run): Program {
  return (call, surroundings) =>
    telling(surroundings, async () => {
      const { options } = call;
      const stage = new Stage(call, surroundings, run);
      const namespaces = options.allNetns ? namedNamespaces() : [oneNamespace(options)];
      const { printer } = stage;
      printer.begin();
      let status = 0;
      const mistakes: InputError[] = [];
      for (const netns of namespaces) {
        if (options.allNetns && netns !== undefined) printer.text(`\nnetns: ${netns.name}\n`);
        try {
          status = Math.max(status, await stage.runIn(netns));
        } catch (error) {
          // An interface need not exist in every namespace, only in one.
          if (!(error instanceof InputError)) throw error;
          mistakes.push(error);
        }
      }
      if (mistakes[0] !== undefined && mistakes.length === namespaces.length) throw mistakes[0];
      printer.end();
      return status;
    });
}

/** A command that runs once, and to which all else is its own business. */
export function inOneNamespace(run: Run): Program {
  return (call, surroundings) =>
    telling(surroundings, () => {
      const { options } = call;
      const netns = options.allNetns ? namedNamespaces()[0] : oneNamespace(options);
      return new Stage(call, surroundings, run).runIn(netns);
    });
}

function oneNamespace({ netns }: Options): NamespaceReference | undefined {
  return netns === undefined ? undefined : findNamespace(netns);
}

/** What is the same in every namespace. */
class Stage {
  readonly printer: Printer;
  readonly #call: Call;
  readonly #surroundings: Surroundings;
  readonly #run: Run;
  readonly #tables: NameTables;

  constructor(call: Call, surroundings: Surroundings, run: Run) {
    const { options } = call;
    const { output, terminal, environment } = surroundings;
    const paint = choosePaint(options.color, terminal, environment);
    this.printer = options.json
      ? new JsonPrinter(output, options.pretty)
      : new TextPrinter(output, paint, options.oneline);
    this.#call = call;
    this.#surroundings = surroundings;
    this.#run = run;
    this.#tables = new NameTables(options.numeric);
  }

  async runIn(netns: NamespaceReference | undefined): Promise<number> {
    const { options, words } = this.#call;
    const { output, errors } = this.#surroundings;
    const warn = (problem: string) => {
      // In the order in which they happened, when both go to one terminal.
      output.flush();
      errors.write(`rtnl-dump: ${problem}\n`);
      errors.flush();
    };
    const context = new Context({
      options,
      printer: this.printer,
      output,
      warn,
      tables: this.#tables,
      netns,
    });
    try {
      const status = (await this.#run(context, words)) ?? 0;
      return status === 0 && context.failed ? 1 : status;
    } finally {
      await context.close();
    }
  }
}
