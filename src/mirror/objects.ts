import { nearest } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';

/** What a mirror can hold. */
export const objectKinds = ['link', 'address', 'route', 'neighbour', 'rule', 'fdb'] as const;

/** A kind of object: `link`, `route` ... */
export type ObjectKind = (typeof objectKinds)[number];

/** The kinds that are named. @throws InputError for a word that is none */
export function kindsOf(words: readonly string[]): Set<ObjectKind> {
  return new Set(words.map(kindOf));
}

function kindOf(word: string): ObjectKind {
  const kind = objectKinds.find((each) => each === word);
  if (kind !== undefined) return kind;
  throw new InputError(`a mirror holds no "${word}"${nearest(word, objectKinds)}: ${objectKinds.join(', ')}`);
}
