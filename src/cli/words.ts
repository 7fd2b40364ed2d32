import { InputError } from './errors.ts';

/** The words that follow an object, one after another. */
export class Words {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  /** The next word, or `undefined` at the end. */
  next(): string | undefined {
    return this.#words[this.#at++];
  }

  /** The next word, left in place. */
  peek(): string | undefined {
    return this.#words[this.#at];
  }

  /** The word that must follow `of`. @throws InputError */
  operand(of: string): string {
    const word = this.next();
    if (word === undefined) throw new InputError(`"${of}" needs a value after it`);
    return word;
  }
}

const show = ['show', 'list', 'lst'];
const change = ['add', 'append', 'change', 'delete', 'flush', 'replace', 'restore', 'save', 'set', 'test'];

/**
 * Takes the verb off: `show`, `list`, `ls` and their beginnings, or none, for all of them mean the same.
 * @throws InputError for a verb that changes something
 */
export function afterShow(object: string, words: readonly string[]): Words {
  const [verb = 'show', ...rest] = words;
  if (verb === 'ls' || show.some((name) => name.startsWith(verb))) return new Words(rest);
  if (verb === 'del' || change.includes(verb)) {
    throw new InputError(`rtnl-dump shows and changes nothing: for "${verb}" use "ip ${object} ${verb}"`);
  }
  return new Words(words);
}
