import { link } from '../../protocol/route/link/index.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import type { Interface } from './interface.ts';
import { linkNames } from './link-names.ts';
import type { Namespace } from './namespace.ts';
import { attempt, unlessRefused } from './operation-error.ts';

/**
 * Sees that a name is free where an interface is about to go: the kernel moves it first, gives it the name then, and
 * leaves it there when that fails.
 * @throws OperationError: EEXIST
 */
export async function expectFree(namespace: Namespace, name: string, operation: string): Promise<void> {
  // Without NLM_F_CREATE nothing is made; whether the name is taken is the kernel's to say.
  const asked = namespace.connection.request(link, 'RTM_NEWLINK', { ifname: name }, { flags: NLM_F.EXCL });
  await unlessRefused(attempt(operation, asked), 'ENODEV');
}

/** The name that the kernel would make of one with a `%d`, so that it is known before. */
export async function numbered(namespace: Namespace, name: string): Promise<string> {
  if (!name.includes('%d')) return name;
  const taken = new Set((await linkNames(namespace)).values());
  for (let number = 0; ; number++) {
    const candidate = name.replace('%d', String(number));
    if (!taken.has(candidate)) return candidate;
  }
}

/** An interface that arrived although the kernel refused something after the move; undefined when it did not go. */
export async function strayed(
  target: Interface,
  namespace: Namespace,
  names: readonly string[],
): Promise<Interface | undefined> {
  if (await target.exists()) return undefined;
  for (const name of names) {
    const found = await namespace.links.find(name);
    if (found !== undefined && found.kind === target.kind && found.mac === target.mac) return found;
  }
  return undefined;
}

/** What to say of a move that was carried out in part. */
export function movedAllTheSame(arrived: Interface): string {
  return `it was moved all the same: it is ${arrived} now, down and without its addresses`;
}
