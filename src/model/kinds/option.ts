import type { Kind } from '../../../protocol/route/link/index.ts';
import type { kinds } from '../../../protocol/route/link/kinds/index.ts';
import type { InputOf, Names, ValueOf } from '../../../protocol/schema/index.ts';
import { InputError } from '../input-error.ts';
import { type InterfaceReference, indexOf } from '../interface-reference.ts';
import type { Namespace } from '../namespace.ts';

/** `IFLA_INFO_DATA` of a kind as it is written, and as it is read. */
export type DataInput<K extends Kind> = InputOf<(typeof kinds)[K]>;
export type DataView<K extends Kind> = ValueOf<(typeof kinds)[K]>;

/** One option of a kind: how it is said to the kernel, and read from what the kernel says. */
export interface Option<K extends Kind, V> {
  write(value: V, namespace: Namespace, name: string): Partial<DataInput<K>> | Promise<Partial<DataInput<K>>>;
  read(data: DataView<K>): V | undefined;
}

type Attribute<K extends Kind> = keyof DataInput<K> & keyof DataView<K> & string;

/** The kernel's value as it is. */
export function plain<K extends Kind, A extends Attribute<K>>(
  attribute: A,
): Option<K, NonNullable<DataView<K>[A]>> {
  return {
    write: (value) => ({ [attribute]: value }) as Partial<DataInput<K>>,
    read: (data) => (data[attribute] ?? undefined) as NonNullable<DataView<K>[A]> | undefined,
  };
}

/** A switch that the kernel has as 0 or 1. */
export function onOff<K extends Kind>(attribute: Attribute<K>): Option<K, boolean> {
  return {
    write(value, _namespace, name) {
      if (typeof value !== 'boolean')
        throw new InputError(`${name}: true or false is needed, got ${String(value)}`);
      return { [attribute]: Number(value) } as Partial<DataInput<K>>;
    },
    read(data) {
      const value = data[attribute];
      return value === undefined ? undefined : Number(value) !== 0;
    },
  };
}

/** Seconds, where the kernel has clock ticks (`USER_HZ`, 1/100 s). */
export function seconds<K extends Kind>(attribute: Attribute<K>, big = false): Option<K, number> {
  return {
    write(value, _namespace, name) {
      const ticks = Math.round(value * USER_HZ);
      if (!(ticks >= 0)) throw new InputError(`${name}: a number of seconds is needed, got ${String(value)}`);
      return { [attribute]: big ? BigInt(ticks) : ticks } as Partial<DataInput<K>>;
    },
    read(data) {
      const value = data[attribute];
      return value === undefined ? undefined : Number(value) / USER_HZ;
    },
  };
}

/** A name of an enumeration; a number that has none stays a number. */
export function oneOf<K extends Kind, N extends Names>(
  attribute: Attribute<K>,
  of: { readonly values: N },
): Option<K, (keyof N & string) | number> {
  return {
    write(value, _namespace, name) {
      if (typeof value === 'string' && !Object.hasOwn(of.values, value)) {
        throw new InputError(
          `${name}: one of ${Object.keys(of.values).join(', ')} is needed, got "${value}"`,
        );
      }
      return { [attribute]: value } as Partial<DataInput<K>>;
    },
    read: (data) => data[attribute] as (keyof N & string) | number | undefined,
  };
}

/** An interface, where the kernel has its index. */
export function interfaceIndex<K extends Kind>(attribute: Attribute<K>): Option<K, InterfaceReference> {
  return {
    write: async (value, namespace, name) =>
      ({ [attribute]: await indexOf(namespace, value, name) }) as Partial<DataInput<K>>,
    read: (data) => data[attribute] as number | undefined,
  };
}

const USER_HZ = 100;
