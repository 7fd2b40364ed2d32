import { type InterfaceReference, indexOf } from './interface-reference.ts';
import type { Namespace } from './namespace.ts';

/** An interface that is asked to do something: its index for the kernel, and its name for people. */
export interface InterfaceTarget {
  readonly index: number;
  readonly name: string;
}

/** @throws OperationError: ENODEV; InputError for one of another namespace */
export async function targetOf(
  namespace: Namespace,
  reference: InterfaceReference,
  what: string,
): Promise<InterfaceTarget> {
  const index = await indexOf(namespace, reference, what);
  if (typeof reference === 'string') return { index, name: reference };
  if (typeof reference === 'object') return { index, name: reference.name };
  return { index, name: (await namespace.links.find(index))?.name ?? `if${index}` };
}
