import { link } from '../../protocol/route/link/index.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import { stillThere } from './gone-error.ts';
import type { Interface } from './interface.ts';
import { type LinkChanges, linkInput } from './link-changes.ts';
import { linkNames } from './link-names.ts';
import { changeLink } from './link-request.ts';
import type { Namespace } from './namespace.ts';
import { attempt, OperationError, unlessRefused } from './operation-error.ts';

/** Where a move ended. */
interface Moved {
  /** The interface as it is there. */
  readonly arrived: Interface;
  /** What was refused once it had arrived. */
  readonly error?: OperationError;
}

/** Moves an interface to another namespace, and changes it there. @throws OperationError when it did not go */
export async function moveInterface(
  target: Interface,
  namespace: Namespace,
  changes: Omit<LinkChanges, 'namespace'>,
): Promise<Moved> {
  // In the same message IPv6 would hear of its mode after it came up.
  const isLater = changes.up === true && changes.addrGenMode !== undefined;
  // What it becomes a port of is where it goes.
  const input = await linkInput(namespace, isLater ? { ...changes, up: undefined } : changes);
  const name = await numbered(namespace, changes.name ?? target.name);
  const operation = `move ${target} to ${namespace}${name === target.name ? '' : ` as ${name}`}`;
  await expectFree(namespace, name, operation);
  const ifname = name === target.name ? {} : { ifname: name };
  let arrived: Interface | undefined;
  try {
    await changeLink(target, operation, { ...input, ...ifname, netNsFd: namespace.handle.fd });
    arrived = await stillThere(operation, namespace.links.get(name));
    return { arrived: isLater ? await arrived.up() : arrived };
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    arrived ??= await strayed(target, namespace, [name, target.name]);
    if (arrived === undefined) throw error;
    return { arrived, error: error.alsoNotUndone(movedAllTheSame(arrived)) };
  }
}

/**
 * Sees that a name is free where an interface is about to go: the kernel moves it first, gives it the name then, and
 * leaves it there when that fails.
 * @throws OperationError: EEXIST
 */
async function expectFree(namespace: Namespace, name: string, operation: string): Promise<void> {
  // Without NLM_F_CREATE nothing is made; whether the name is taken is the kernel's to say.
  const asked = namespace.connection.request(link, 'RTM_NEWLINK', { ifname: name }, { flags: NLM_F.EXCL });
  await unlessRefused(attempt(operation, asked), 'ENODEV');
}

/** The name that the kernel would make of one with a `%d`, so that it is known before. */
async function numbered(namespace: Namespace, name: string): Promise<string> {
  if (!name.includes('%d')) return name;
  const taken = new Set((await linkNames(namespace)).values());
  for (let number = 0; ; number++) {
    const candidate = name.replace('%d', String(number));
    if (!taken.has(candidate)) return candidate;
  }
}

/** An interface that arrived although the kernel refused something after the move; undefined when it did not go. */
async function strayed(
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
function movedAllTheSame(arrived: Interface): string {
  return `it was moved all the same: it is ${arrived} now, down and without its addresses`;
}
