import { nearest } from '../../protocol/schema/nearest.ts';
import { InputError } from '../sys/input-error.ts';

/** Also what the command line asks for and does not exist: exit status 2. */
export { InputError };

/** What was asked for could not be done, or not wholly: exit status 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The reader of our output has gone (`rtnl-dump ... | head`): nothing is left to do, and nothing to say. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

/** The command line and each object are programs of their own, which share no classes. */
export function isOutputClosed(error: unknown): boolean {
  return error instanceof Error && error.name === 'OutputClosed';
}

/** An error for a word that names nothing: what it should name, the word, the nearest that exists. */
export function unknown(what: string, word: string, known: Iterable<string>): InputError {
  return new InputError(`unknown ${what} "${word}"${nearest(word, known)}`);
}
