import { type SlaveKind, slaveDataOf } from '../../../../protocol/route/link/index.ts';
import { ports } from '../../../../protocol/route/link/ports/index.ts';
import type { LinkView } from '../../interface.ts';
import type { Namespace } from '../../namespace.ts';
import type { Optional, OptionTable } from '../option.ts';
import { optionModel } from '../option-model.ts';
import type { PortSettings } from '../settings.ts';

/** How the options of a port become its `IFLA_INFO_SLAVE_DATA`, and back. */
export interface PortModel<K extends SlaveKind, O> {
  /** The kind of its master. */
  readonly kind: K;
  /** The names of its options. */
  readonly names: readonly string[];
  /** @throws InputError for an option that such a port has not, or a value it can't have */
  change(options: O, namespace: Namespace): Promise<PortSettings<K>['input']>;
  /** The options as they are; those that the kernel did not tell are left out. */
  read(view: LinkView): O;
}

/** The options of a port. */
export type PortOptionsOf<M> = M extends PortModel<SlaveKind, infer O> ? O : never;

/** Makes the model of a port from its table. */
export function portModel<K extends SlaveKind, const T extends OptionTable<PortSettings<K>>>(
  kind: K,
  table: T,
): PortModel<K, Optional<T>> {
  const model = optionModel<PortSettings<K>>(`a port of a ${kind}`, ports[kind], table);
  return {
    kind,
    names: model.names,
    change: (options, namespace) => model.build(options, namespace),
    read(view) {
      const data = slaveDataOf(view.linkinfo, kind);
      return (data === undefined ? {} : model.read(data)) as Optional<T>;
    },
  };
}
