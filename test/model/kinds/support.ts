import { link } from '../../../protocol/route/link/index.ts';
import type { LinkView } from '../../../src/model/interface.ts';
import { type ConfigurableKind, kindModels } from '../../../src/model/kinds/index.ts';
import type { KindModel } from '../../../src/model/kinds/kind-model.ts';
import type { Namespace } from '../../../src/model/namespace.ts';

/** Options name interfaces by index here, so that nobody is asked. */
export const nowhere = undefined as unknown as Namespace;

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
