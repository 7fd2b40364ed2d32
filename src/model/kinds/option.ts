import type { Namespace } from '../namespace.ts';
import type { Settings } from './settings.ts';

/** One option of a kind: how it is said to the kernel, and read from what the kernel says. */
export interface Option<S extends Settings, V> {
  /** @throws InputError, OperationError when an interface that it names can't be found */
  write(value: V, name: string, namespace: Namespace): Partial<S['input']> | Promise<Partial<S['input']>>;
  /** `undefined` when the kernel did not tell. */
  read(data: S['view']): V | undefined;
}

/** Options by name, one a line. */
export interface OptionTable<S extends Settings> {
  readonly [name: string]: Option<S, unknown>;
}

/** What an option is given as, and read as. */
type ValueOfOption<P> = P extends { write(value: infer V, ...rest: never[]): unknown } ? V : never;

/** Options that may be left out. */
export type Optional<T> = { readonly [N in keyof T]?: ValueOfOption<T[N]> | undefined };

/** Options that must be there. */
export type Needed<T> = { readonly [N in keyof T]: ValueOfOption<T[N]> };

/** Any of the options, none of which must be there: what is changed, or what the kernel told. */
export type Changes<O> = { readonly [N in keyof O]?: O[N] | undefined };
