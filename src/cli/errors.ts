import { nearest } from '../../protocol/schema/index.ts';

/** The command line asks for something that does not exist: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was asked for could not be done, or not wholly: exit status 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The reader of our output has gone (`rtnl-dump ... | head`): nothing is left to do, and nothing to say. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

/** An error for a word that names nothing: what it should name, the word, the nearest that exists. */
export function unknown(what: string, word: string, known: Iterable<string>): UsageError {
  return new UsageError(`unknown ${what} "${word}"${nearest(word, known)}`);
}
