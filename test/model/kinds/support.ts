import { link } from '../../../protocol/route/link/index.ts';
import type { LinkView } from '../../../src/model/interface.ts';
import { type ConfigurableKind, kindModels } from '../../../src/model/kinds/index.ts';
import type { KindModel } from '../../../src/model/kinds/kind-model.ts';
import type { Namespace } from '../../../src/model/namespace.ts';

/** The interfaces that cases name. */
const INDICES: ReadonlyMap<unknown, number> = new Map([
  ['v0', 7],
  ['v1', 8],
]);

/** A namespace that has those interfaces, and nothing else. */
export const nowhere = {
  connection: {
    request: (_message: unknown, _type: string, { ifname }: { readonly ifname: string }) =>
      Promise.resolve({ header: { index: INDICES.get(ifname) } }),
  },
} as unknown as Namespace;

/** Options with the indices of interfaces in place of their names, as they are read. */
export function indices(options: object): object {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, INDICES.get(value) ?? value]),
  );
}

/** The model of any kind; which options it has is the test's business. */
export function modelOf(kind: string): KindModel<ConfigurableKind, object> {
  return kindModels[kind as ConfigurableKind] as KindModel<ConfigurableKind, object>;
}

/** As the kernel would send it: written, and read again. */
export function throughBytes(linkinfo: object): LinkView {
  return link.decode(link.encode('RTM_NEWLINK', { linkinfo }));
}

/** The options that a request for these options carries. */
export async function roundTrip(kind: string, options: object): Promise<object> {
  const model = modelOf(kind);
  const data = await model.change(options, nowhere, throughBytes({ kind }));
  return model.read(throughBytes({ kind, data }));
}
