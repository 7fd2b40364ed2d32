import { linkprop } from '../../protocol/route/link/index.ts';
import type { Interface } from './interface.ts';
import { checkAlternativeName } from './interface-name.ts';
import { attempt } from './operation-error.ts';
import { undoing } from './undo.ts';

type Verb = 'add' | 'delete';

/** Adds or deletes alternative names, all or none. @throws OperationError, InputError */
export async function changeAltnames(
  target: Interface,
  verb: Verb,
  altnames: readonly string[],
): Promise<void> {
  for (const name of altnames) checkAlternativeName(name);
  // One by one: of several in a message the kernel keeps those before the one that it refuses.
  const ask = (how: Verb, altname: readonly string[]) =>
    target.namespace.connection.request(linkprop, how === 'add' ? 'RTM_NEWLINKPROP' : 'RTM_DELLINKPROP', {
      header: { index: target.index },
      propList: { altIfname: altname },
    });
  const done: string[] = [];
  const operation = `${verb} alternative names ${altnames.join(', ')} of ${target}`;
  await undoing(
    operation,
    async () => done.length > 0 && ask(verb === 'add' ? 'delete' : 'add', done),
    async () => {
      for (const name of altnames) {
        await attempt(operation, ask(verb, [name]));
        done.push(name);
      }
    },
  );
}
