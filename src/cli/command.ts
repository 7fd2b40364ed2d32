import type { Program } from './perform.ts';

/** One object of the command line: `rtnl-dump OBJECT ...`. */
export interface Command {
  /** All its names, the one for help first. Any beginning of a name will do, first command first, as in iproute2. */
  readonly names: readonly [string, ...string[]];
  /** One line for `rtnl-dump --help`. */
  readonly summary: string;
  /** For `rtnl-dump OBJECT --help`: what follows the object, then what it means. */
  readonly usage: string;
  /** What it does: a file of its own, since to load them all takes as long as Node.js takes to start. */
  load(): Promise<{ readonly run: Program }>;
}
