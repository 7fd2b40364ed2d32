import { type AnyCodec, EncodeError } from '../../../protocol/schema/index.ts';
import { Writer } from '../../../protocol/wire/index.ts';
import { InputError } from '../../sys/input-error.ts';
import { refuseUnknown } from '../check-options.ts';
import type { Namespace } from '../namespace.ts';
import type { OptionTable } from './option.ts';
import type { Settings } from './settings.ts';

/** How options for people become a nest of attributes, and back. */
export interface OptionModel<S extends Settings> {
  /** The names of the options. */
  readonly names: readonly string[];
  /**
   * Looks at all names before any value, and at all values before anything is sent for another purpose than to find
   * the interfaces that they name.
   * @param others names that may be given elsewhere in the same object, to find what was meant by a wrong one
   * @throws InputError for an option that there is not, or a value it can't have
   */
  build(
    options: Readonly<Record<string, unknown>>,
    namespace: Namespace,
    others?: Iterable<string>,
  ): Promise<S['input']>;
  /** The options as they are; those that the kernel did not tell are left out. */
  read(data: S['view']): Record<string, unknown>;
}

/** Makes the model of a table. @param what whose options they are, in errors: `a bridge` */
export function optionModel<S extends Settings>(
  what: string,
  codec: AnyCodec,
  table: OptionTable<S>,
): OptionModel<S> {
  const all = new Map(Object.entries(table));
  const names = [...all.keys()];
  const known = new Set(names);
  return {
    names,
    async build(options, namespace, others = []) {
      const given = Object.entries(options).filter(([, value]) => value !== undefined);
      refuseUnknown(what, Object.fromEntries(given), known, others);
      const data = {};
      for (const [name, value] of given) {
        const part = (await all.get(name)?.write(value, name, namespace)) ?? {};
        checkPart(codec, name, part);
        merge(data, part);
      }
      return data;
    },
    read(data) {
      const options: Record<string, unknown> = {};
      for (const [name, option] of all) {
        const value = option.read(data);
        if (value !== undefined) options[name] = value;
      }
      return options;
    },
  };
}

/** Lets the codec look at the values, so that an error names the option instead of the attribute. */
function checkPart(codec: AnyCodec, name: string, part: object): void {
  try {
    codec.write(new Writer(), part as never, 0);
  } catch (error) {
    throw error instanceof EncodeError ? new InputError(`${name}: ${error.problem}`) : error;
  }
}

/** Several options may go into one attribute: flags, or flags and their mask in a struct. */
function merge(into: Record<string, unknown>, from: object): void {
  for (const [key, value] of Object.entries(from)) {
    const there = into[key];
    if (typeof there === 'number' && typeof value === 'number') into[key] = (there | value) >>> 0;
    else if (isPlain(there) && isPlain(value)) merge(there, value);
    else into[key] = isPlain(value) ? { ...value } : value;
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
