import type { Kind, SlaveKind } from '../../../protocol/route/link/index.ts';
import type { kinds } from '../../../protocol/route/link/kinds/index.ts';
import type { ports } from '../../../protocol/route/link/ports/index.ts';
import type { InputOf, ValueOf } from '../../../protocol/schema/index.ts';

/** A nest of attributes, as it is written and as it is read. */
export interface Settings {
  readonly input: object;
  readonly view: object;
}

/** `IFLA_INFO_DATA` of a kind. */
export interface KindSettings<K extends Kind> {
  readonly input: InputOf<(typeof kinds)[K]>;
  readonly view: ValueOf<(typeof kinds)[K]>;
}

/** `IFLA_INFO_SLAVE_DATA` of a port, by the kind of its master. */
export interface PortSettings<K extends SlaveKind> {
  readonly input: InputOf<(typeof ports)[K]>;
  readonly view: ValueOf<(typeof ports)[K]>;
}

type Named<S extends Settings> = Exclude<keyof S['input'] & keyof S['view'] & string, `$${string}`>;

/** The attributes whose value is a `V`. */
export type Attribute<S extends Settings, V> = {
  [A in Named<S>]: NonNullable<S['view'][A]> extends V ? A : never;
}[Named<S>];

/** What an attribute is read as. */
export type Value<S extends Settings, A> = A extends keyof S['view'] ? NonNullable<S['view'][A]> : never;

/** The names of an attribute's bits. */
export type BitName<S extends Settings, A> = A extends keyof S['input']
  ? Extract<S['input'][A], readonly string[]>[number]
  : never;
