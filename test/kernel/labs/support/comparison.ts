import type { Namespace } from '../../../../src/index.ts';
import { iproute2 } from '../../support/rtnl-dump.ts';

/** An object by the keys of iproute2's JSON; what is not there is `undefined`. */
export type Values = Readonly<Record<string, unknown>>;

/** How objects of ours are compared with what iproute2 prints. */
export interface Comparison {
  readonly what: string;
  /** Ours, in iproute2's order. Each has all keys that are compared, with `undefined` for what it lacks. */
  ours(namespace: Namespace): Promise<readonly Values[]>;
  theirs(namespace: Namespace): readonly Values[];
  /** The keys that iproute2 prints and our objects do not have. */
  readonly notOurs: ReadonlySet<string>;
}

/** From our objects' properties to iproute2's keys. */
export type Fields<T> = Readonly<Record<string, (object: T) => unknown>>;

export function valuesOf<T>(fields: Fields<T>, object: T): Values {
  return Object.fromEntries(Object.entries(fields).map(([key, read]) => [key, read(object)]));
}

/** Asks `ip -n NAME -j -d ...`, or `bridge`. */
export function json(
  namespace: Namespace,
  line: readonly string[],
  command: 'ip' | 'bridge' = 'ip',
): Values[] {
  if (namespace.name === undefined) throw new Error(`${namespace} has no name for iproute2`);
  const text = iproute2(command, ['-n', namespace.name, '-j', '-d', ...line]);
  // iproute2 prints nothing, or empty objects, for what it leaves out.
  const all = text.trim() === '' ? [] : (JSON.parse(text) as Values[]);
  return all.filter((each) => Object.keys(each).length > 0);
}

/** What `ip` prints for for ever. */
export function lifetime(seconds: number): number {
  return seconds === Number.POSITIVE_INFINITY ? 0xffff_ffff : seconds;
}

/** A word that is a key with the value `true`. */
export function word<T>(
  words: (object: T) => readonly string[],
  name: string,
): (object: T) => true | undefined {
  return (object) => words(object).includes(name) || undefined;
}

/** A list that is left out when it is empty. */
export function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
