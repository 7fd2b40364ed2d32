import { existsSync } from 'node:fs';
import { listNamespaces, NAMES } from '../namespace/names.ts';
import { InputError, unknown } from './errors.ts';

/** A network namespace other than the one this process is in. */
export interface NamespaceReference {
  /** As the user knows it. */
  readonly name: string;
  /** What to open. */
  readonly path: string;
}

/** The names that `ip netns` knows, in its order. */
export function namedNamespaces(): NamespaceReference[] {
  return listNamespaces();
}

/** Finds a namespace by name, else by path, else by the id of a process in it. @throws InputError */
export function findNamespace(word: string): NamespaceReference {
  if (word.includes('/')) {
    if (existsSync(word)) return { name: word, path: word };
    throw new InputError(`no network namespace at ${word}`);
  }
  const named = `${NAMES}/${word}`;
  if (existsSync(named)) return { name: word, path: named };
  if (!/^\d+$/.test(word)) {
    const names = namedNamespaces().map(({ name }) => name);
    throw unknown('network namespace', word, names);
  }
  const path = `/proc/${word}/ns/net`;
  if (existsSync(`/proc/${word}`)) return { name: word, path };
  throw new InputError(`unknown network namespace "${word}": neither a name nor the id of a process`);
}
