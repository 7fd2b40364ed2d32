import { nsidOfName } from '../../../namespace/nsid.ts';
import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import { namedNamespaces } from '../../namespaces.ts';
import type { Words } from '../../words.ts';

/** `netns list`: each name, and the id that the namespace has in this one. */
export async function listNames(context: Context, words: Words): Promise<void> {
  const extra = words.next();
  if (extra !== undefined) throw new InputError(`"netns show" takes nothing more: "${extra}" is too much`);
  const { printer } = context;
  const connection = context.connection();
  for (const { name } of namedNamespaces()) {
    const id = await nsidOfName(connection, name);
    context.entry(() => {
      printer.value('name', name, name);
      if (id !== undefined) printer.value('id', id, ` (id: ${id})`);
      printer.text('\n');
    });
  }
}
