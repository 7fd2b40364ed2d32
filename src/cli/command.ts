import type { Context } from './context.ts';

/** One object of the command line: `rtnl-dump OBJECT ...`. */
export interface Command {
  /** All its names, the one for help first. Any beginning of a name will do, first command first, as in iproute2. */
  readonly names: readonly [string, ...string[]];
  /** One line for `rtnl-dump --help`. */
  readonly summary: string;
  /** For `rtnl-dump OBJECT --help`: what follows the object, then what it means. */
  readonly usage: string;
  /**
   * `each`: run once for every network namespace asked for, all of it in one JSON array that the frame opens
   * and closes. `once`: run once, and everything else is its own business.
   */
  readonly runs: 'each' | 'once';
  /** Prints. Gives back the exit status when it is not 0. @throws InputError, CommandError, KernelError, ... */
  run(context: Context, words: readonly string[]): Promise<number | undefined>;
}
