import { dataOf, type Kind } from '../../../protocol/route/link/index.ts';
import { nearest } from '../../../protocol/schema/index.ts';
import { InputError } from '../input-error.ts';
import type { LinkView } from '../interface.ts';
import type { Namespace } from '../namespace.ts';
import type { DataInput, Option } from './option.ts';

/** How a kind's options for people become its `IFLA_INFO_DATA`, and back. */
export interface KindModel<K extends Kind, O> {
  readonly kind: K;
  /** The names of its options. */
  readonly names: readonly (keyof O & string)[];
  /** @throws InputError for an option that the kind has not, or a value it can't have */
  build(options: Partial<O>, namespace: Namespace): Promise<DataInput<K>>;
  /** The options as they are; those that the kernel did not tell are left out. */
  read(view: LinkView): Partial<O>;
}

/** One option a line; what `O` names must be there. */
export type OptionTable<K extends Kind, O> = { readonly [N in keyof O]-?: Option<K, NonNullable<O[N]>> };

/** Makes the model of a kind from its table. */
export function kindModel<K extends Kind, O extends object>(
  kind: K,
  table: OptionTable<K, O>,
): KindModel<K, O> {
  const entries = Object.entries(table) as [keyof O & string, Option<K, unknown>][];
  const byName = new Map(entries);
  return {
    kind,
    names: entries.map(([name]) => name),
    async build(options, namespace) {
      const data = {};
      for (const [name, value] of Object.entries(options)) {
        const option = byName.get(name as keyof O & string);
        if (option === undefined)
          throw new InputError(`a ${kind} has no option "${name}"${nearest(name, byName.keys())}`);
        if (value !== undefined) merge(data, await option.write(value, namespace, name));
      }
      return data as DataInput<K>;
    },
    read(view) {
      const data = dataOf(view.linkinfo, kind);
      const options: Partial<O> = {};
      if (data === undefined) return options;
      for (const [name, option] of entries) {
        const value = option.read(data);
        if (value !== undefined) options[name] = value as O[keyof O & string];
      }
      return options;
    },
  };
}

/** Several options may go into one attribute: flags and their mask. */
function merge(into: Record<string, unknown>, from: object): void {
  for (const [key, value] of Object.entries(from)) {
    const there = into[key];
    into[key] = isPlain(there) && isPlain(value) ? mergeNumbers(there, value) : value;
  }
}

/** Bits of two options in one struct, or two attributes in one nest. */
function mergeNumbers(one: Record<string, unknown>, other: Record<string, unknown>): Record<string, unknown> {
  const both = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const there = both[key];
    both[key] = typeof there === 'number' && typeof value === 'number' ? there | value : value;
  }
  return both;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
