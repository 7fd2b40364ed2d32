import { dataOf, type Kind } from '../../../protocol/route/link/index.ts';
import { kinds } from '../../../protocol/route/link/kinds/index.ts';
import { InputError } from '../../sys/input-error.ts';
import type { LinkView } from '../interface.ts';
import type { Namespace } from '../namespace.ts';
import type { Changes, Needed, Optional, OptionTable } from './option.ts';
import { type OptionModel, optionModel } from './option-model.ts';
import type { KindSettings } from './settings.ts';

/** How a kind's options for people become its `IFLA_INFO_DATA`, and back. */
export interface KindModel<K extends Kind, O> {
  readonly kind: K;
  /** The names of its options. */
  readonly names: readonly string[];
  /**
   * The data of a new interface.
   * @param others names that may be given beside them, to find what was meant by a wrong one
   * @throws InputError for an option that the kind has not, a value it can't have, or one that is missing
   */
  create(options: O, namespace: Namespace, others?: Iterable<string>): Promise<KindSettings<K>['input']>;
  /** The data of a change to an interface that is as `view` says. @throws InputError */
  change(options: Changes<O>, namespace: Namespace, view: LinkView): Promise<KindSettings<K>['input']>;
  /** The options as they are; those that the kernel did not tell are left out. */
  read(view: LinkView): Changes<O>;
}

/** The options of a kind. */
export type OptionsOf<M> = M extends KindModel<Kind, infer O> ? O : never;

/** What a kind has beside options that may be left out. */
interface Particulars<R> {
  /** Options that must be given. */
  readonly needed?: R;
  /** Checks how the options of a new interface go together, and adds defaults. @throws InputError */
  readonly complete?: (options: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** What new ones have where nothing is said, unless the ends come with the packets (`external`). */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Words that stand for several options, unless those are said, too. */
  readonly shorthands?: Readonly<Record<string, readonly string[]>>;
  /** Whether the kernel takes what is left out of a change as its default, so that all must be said again. */
  readonly whole?: boolean;
}

type Nothing = Readonly<Record<never, never>>;

/** Makes the model of a kind from its tables. */
export function kindModel<
  K extends Kind,
  const T extends OptionTable<KindSettings<K>>,
  const R extends OptionTable<KindSettings<K>> = Nothing,
>(kind: K, table: T, particulars: Particulars<R> = {}): KindModel<K, Optional<T> & Needed<R>> {
  type O = Optional<T> & Needed<R>;
  const { needed, complete = (options) => options, whole = false } = particulars;
  const { defaults = {}, shorthands = {} } = particulars;
  const article = /^[aeio]/.test(kind) ? 'an' : 'a';
  const what = `${article} ${kind}`;
  const model: OptionModel<KindSettings<K>> = optionModel(what, kinds[kind], { ...needed, ...table });
  return {
    kind,
    names: model.names,
    create(options, namespace, others = []) {
      const given = complete({ ...(hasEnds(options) && defaults), ...expanded(options, shorthands) });
      for (const name of Object.keys(needed ?? {}))
        if (given[name] === undefined) throw new InputError(`${name}: ${what} can't be made without it`);
      return model.build(given, namespace, [...Object.keys(shorthands), ...others]);
    },
    async change(options, namespace, view) {
      const now = whole ? dataOf(view.linkinfo, kind) : undefined;
      const before = now === undefined ? {} : model.read(now);
      return model.build({ ...before, ...expanded(options, shorthands) }, namespace, Object.keys(shorthands));
    },
    read(view) {
      const data = dataOf(view.linkinfo, kind);
      return (data === undefined ? {} : model.read(data)) as Changes<O>;
    },
  };
}

function hasEnds(options: object): boolean {
  return !('external' in options && options.external === true);
}

/** With each word for several options replaced by those. */
function expanded(
  options: Readonly<Record<string, unknown>>,
  shorthands: Readonly<Record<string, readonly string[]>>,
): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    const names = Object.hasOwn(shorthands, name) ? shorthands[name] : undefined;
    for (const each of names ?? []) said[each] = value;
  }
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(shorthands, name) && value !== undefined) said[name] = value;
  }
  return said;
}
