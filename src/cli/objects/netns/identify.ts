import { identityOf, namesOf } from '../../../namespace/names.ts';
import { pidsIn } from '../../../namespace/pids.ts';
import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import { findNamespace } from '../../namespaces.ts';
import type { Words } from '../../words.ts';

/** `netns identify PID`: the names of the namespace that a process is in. */
export function identify(context: Context, words: Words): void {
  const process = words.next() ?? 'self';
  end(words, 'netns identify');
  if (process !== 'self' && !/^\d+$/.test(process)) {
    throw new InputError(`"${process}" is not the id of a process`);
  }
  const wanted = identityOf(`/proc/${process}/ns/net`);
  if (wanted === undefined)
    throw new InputError(`no process ${process}, or not one whose namespace may be seen`);
  const names = namesOf(wanted);
  // As in iproute2, a namespace without a name is an empty line.
  if (names.length === 0) context.printer.text('\n');
  for (const name of names) context.entry(() => context.printer.value('name', name, `${name}\n`));
}

/** `netns pids NAME`: the processes that are in a namespace. */
export function listPids(context: Context, words: Words): void {
  const { name, path } = findNamespace(words.operand('netns pids'));
  end(words, 'netns pids');
  const wanted = identityOf(path);
  if (wanted === undefined) throw new InputError(`the network namespace "${name}" is gone`);
  for (const pid of pidsIn(wanted)) {
    context.entry(() => context.printer.value('pid', pid, `${pid}\n`));
  }
}

function end(words: Words, command: string): void {
  const extra = words.next();
  if (extra !== undefined) throw new InputError(`"${command}" takes nothing more: "${extra}" is too much`);
}
