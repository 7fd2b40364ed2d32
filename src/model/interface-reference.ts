import { link } from '../../protocol/route/link/index.ts';
import { RTEXT_FILTER } from '../../protocol/route/link/operstate.ts';
import { nearest } from '../../protocol/schema/index.ts';
import { KernelError } from '../connection/kernel-error.ts';
import { InputError } from '../sys/input-error.ts';
import { Interface, type LinkView } from './interface.ts';
import { checkAlternativeName } from './interface-name.ts';
import type { Namespace } from './namespace.ts';
import { OperationError } from './operation-error.ts';

/** An interface: the object, its name or alternative name, or its index. */
export type InterfaceReference = Interface | string | number;

/** How a message refers to an interface. */
type LinkKey =
  | { readonly header: { readonly index: number } }
  | { readonly ifname: string }
  | { readonly altIfname: string };

/** The index of an interface of `namespace`. @throws OperationError: ENODEV; InputError for one of another namespace */
export async function indexOf(
  namespace: Namespace,
  reference: InterfaceReference,
  what: string,
): Promise<number> {
  if (reference instanceof Interface) {
    if (!reference.namespace.equals(namespace)) {
      throw new InputError(`${what}: ${reference} is in another namespace than ${namespace}`);
    }
    return reference.index;
  }
  if (typeof reference === 'number') return checkedIndex(reference, what);
  return (await fetchLink(namespace, reference, what, SKIP_STATS)).header.index;
}

/** Asks for one link. @throws OperationError: ENODEV, with the nearest name that exists; InputError */
export async function fetchLink(
  namespace: Namespace,
  reference: string | number,
  what: string,
  extMask = 0,
): Promise<LinkView> {
  try {
    return await namespace.connection.request(link, 'RTM_GETLINK', { ...linkKey(reference, what), extMask });
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    const named =
      typeof reference === 'string' ? `interface ${reference}` : `interface with index ${reference}`;
    const near =
      error.code === 'ENODEV' && typeof reference === 'string' ? await similar(namespace, reference) : '';
    throw new OperationError(`find ${named} in ${namespace}`, error, { hint: near.slice(2) || undefined });
  }
}

function linkKey(reference: string | number, what: string): LinkKey {
  if (typeof reference === 'number') return { header: { index: checkedIndex(reference, what) } };
  checkAlternativeName(reference);
  return new TextEncoder().encode(reference).length < 16 ? { ifname: reference } : { altIfname: reference };
}

function checkedIndex(index: number, what: string): number {
  if (Number.isInteger(index) && index > 0 && index <= 0x7fffffff) return index;
  throw new InputError(`${what}: ${index} is no interface index; they begin with 1`);
}

async function similar(namespace: Namespace, name: string): Promise<string> {
  const known: string[] = [];
  const input = { extMask: SKIP_STATS };
  for await (const { ifname, propList } of namespace.connection.dump(link, 'RTM_GETLINK', input)) {
    known.push(...(ifname === undefined ? [] : [ifname]), ...(propList?.altIfname ?? []));
  }
  return nearest(name, known);
}

const SKIP_STATS = RTEXT_FILTER.values.skipStats;
