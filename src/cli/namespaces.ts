import { existsSync, readdirSync } from 'node:fs';
import { InputError, unknown } from './errors.ts';

/** Where `ip netns add` keeps names. */
export const NAMED_NAMESPACES = '/run/netns';

/** A network namespace other than the one this process is in. */
export interface NamespaceReference {
  /** As the user knows it. */
  readonly name: string;
  /** What to open. */
  readonly path: string;
}

/** The names that `ip netns` knows, in the order of the folder. */
export function namedNamespaces(): NamespaceReference[] {
  return names().map((name) => ({ name, path: `${NAMED_NAMESPACES}/${name}` }));
}

/** Finds a namespace by name, else by path, else by the id of a process in it. @throws InputError */
export function findNamespace(word: string): NamespaceReference {
  if (word.includes('/')) {
    if (existsSync(word)) return { name: word, path: word };
    throw new InputError(`no network namespace at ${word}`);
  }
  if (names().includes(word)) return { name: word, path: `${NAMED_NAMESPACES}/${word}` };
  if (!/^\d+$/.test(word)) throw unknown('network namespace', word, names());
  const path = `/proc/${word}/ns/net`;
  if (existsSync(`/proc/${word}`)) return { name: word, path };
  throw new InputError(`unknown network namespace "${word}": neither a name nor the id of a process`);
}

function names(): string[] {
  try {
    return readdirSync(NAMED_NAMESPACES);
  } catch {
    return [];
  }
}
