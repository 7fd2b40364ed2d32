import type { Kind, SlaveKind } from '../../../protocol/route/link/index.ts';
import { kinds } from '../../../protocol/route/link/kinds/index.ts';
import { ports } from '../../../protocol/route/link/ports/index.ts';
import { type AnyCodec, type Names, setOf } from '../../../protocol/schema/index.ts';
import { InputError } from '../../sys/input-error.ts';
import { wholeNumber } from '../check-options.ts';
import { USER_HZ } from '../clock-ticks.ts';
import { type InterfaceReference, indexOf } from '../interface-reference.ts';
import { parseIp } from '../network.ts';
import type { Option } from './option.ts';
import type { Attribute, BitName, KindSettings, PortSettings, Settings, Value } from './settings.ts';

/** The words that the option tables are written in, for the attributes of one kind. */
export interface Words<S extends Settings> {
  /** The kernel's value as it is. */
  plain<A extends Attribute<S, string | number | readonly string[]>>(attribute: A): Option<S, Value<S, A>>;
  /** A number that the kernel takes only from `least` to `most`. */
  between(attribute: Attribute<S, number>, least: number, most: number): Option<S, number>;
  /** A switch that the kernel has as 0 or 1. */
  onOff(attribute: Attribute<S, number>): Option<S, boolean>;
  /** A switch that is on by being there: `NLA_FLAG`. Once on, a request can't turn it off. */
  flag(attribute: Attribute<S, boolean>): Option<S, boolean>;
  /** Something to be done now, of which nothing is read back. */
  action(attribute: Attribute<S, boolean>): Option<S, boolean>;
  /** Seconds, where the kernel has clock ticks (`USER_HZ`, 1/100 s). */
  seconds(attribute: Attribute<S, number | bigint>): Option<S, number>;
  /** A name that the kernel has for the number, or the number. */
  oneOf<A extends Attribute<S, string | number>>(attribute: A): Option<S, Value<S, A>>;
  /** A word of iproute2 for the number, in the order of the numbers; or the number. */
  worded<W extends string>(
    attribute: Attribute<S, string | number>,
    words: readonly W[],
  ): Option<S, W | number>;
  /** The names of all bits that are on. */
  bits<A extends Attribute<S, number>>(attribute: A): Option<S, readonly BitName<S, A>[]>;
  /** An address of either family, each of which has an attribute. */
  address(ipv4: Attribute<S, string>, ipv6: Attribute<S, string>): Option<S, string>;
  /** An interface, where the kernel has its index; `null` for none. It is read as its index. */
  interface(attribute: Attribute<S, number>): Option<S, InterfaceReference | null>;
}

/** The words for a kind's options. */
export function wordsOf<K extends Kind>(kind: K): Words<KindSettings<K>> {
  return words(kinds[kind]);
}

/** The words for a port's options, by the kind of its master. */
export function portWordsOf<K extends SlaveKind>(kind: K): Words<PortSettings<K>> {
  return words(ports[kind]);
}

function words<S extends Settings>(codec: AnyCodec): Words<S> {
  const shapeOf = (attribute: string) => setOf(codec).byName.get(attribute)?.codec.shape;
  const namesOf = (attribute: string): Names => {
    const shape = shapeOf(attribute);
    return (shape?.kind === 'integer' && shape.names) || {};
  };
  return {
    plain: (attribute) => ({
      write: (value) => one(attribute, value),
      read: (data) => valueIn(data, attribute),
    }),
    between: (attribute, least, most) => ({
      write: (value, name) => one(attribute, wholeNumber(value, name, least, most)),
      read: (data) => valueIn(data, attribute),
    }),
    onOff: (attribute) => ({
      write: (value, name) => one(attribute, Number(trueOrFalse(value, name))),
      read: (data) => whether(valueIn<number>(data, attribute)),
    }),
    flag: (attribute) => ({
      write: (value, name) => (trueOrFalse(value, name) ? one(attribute, true) : {}),
      read: (data) => valueIn<boolean>(data, attribute) === true,
    }),
    action: (attribute) => ({
      write: (value, name) => (trueOrFalse(value, name) ? one(attribute, true) : {}),
      read: () => undefined,
    }),
    seconds: (attribute) => ({
      write(value, name) {
        const shape = shapeOf(attribute);
        const big = shape?.kind === 'integer' && shape.bits === 64;
        const most = big ? Number.MAX_SAFE_INTEGER : 0xffffffff;
        const ticks = Math.round(value * USER_HZ);
        if (typeof value !== 'number' || !(ticks >= 0 && ticks <= most)) {
          throw new InputError(
            `${name}: a number of seconds from 0 to ${most / USER_HZ} is needed, got ${JSON.stringify(value)}`,
          );
        }
        return one(attribute, big ? BigInt(ticks) : ticks);
      },
      read(data) {
        const ticks = valueIn<number | bigint>(data, attribute);
        return ticks === undefined ? undefined : Number(ticks) / USER_HZ;
      },
    }),
    oneOf: (attribute) => ({
      write(value, name) {
        const known = namesOf(attribute);
        if (typeof value === 'string' && !Object.hasOwn(known, value))
          throw noneOf(name, Object.keys(known), value);
        return one(attribute, value);
      },
      read: (data) => valueIn(data, attribute),
    }),
    worded: (attribute, all) => ({
      write(value, name) {
        if (typeof value === 'number') return one(attribute, value);
        const number = all.indexOf(value);
        if (number === -1) throw noneOf(name, all, value);
        return one(attribute, number);
      },
      read(data) {
        const value = valueIn<string | number>(data, attribute);
        const number = typeof value === 'string' ? namesOf(attribute)[value] : value;
        return number === undefined ? undefined : (all[number] ?? number);
      },
    }),
    bits: (attribute) => ({
      write(value, name) {
        const known = Object.keys(namesOf(attribute));
        if (!Array.isArray(value)) throw new InputError(`${name}: an array of ${known.join(', ')} is needed`);
        for (const word of value) if (!known.includes(word)) throw noneOf(name, known, word);
        return one(attribute, value);
      },
      read(data) {
        const value = valueIn<number>(data, attribute);
        if (value === undefined) return undefined;
        const on = Object.entries(namesOf(attribute)).filter(([, bit]) => (value & bit) !== 0);
        return on.map(([word]) => word as BitName<S, typeof attribute>);
      },
    }),
    address: (ipv4, ipv6) => ({
      write(value, name) {
        const { family, text } = parseIp(value, name);
        return one(family === 'inet' ? ipv4 : ipv6, text);
      },
      read: (data) => valueIn(data, ipv4) ?? valueIn(data, ipv6),
    }),
    interface: (attribute) => ({
      write: async (value, name, namespace) =>
        one(attribute, value === null ? 0 : await indexOf(namespace, value, name)),
      read: (data) => valueIn<number>(data, attribute) || undefined,
    }),
  };
}

/** @throws InputError unless `value` is a boolean */
export function trueOrFalse(value: boolean, name: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new InputError(`${name}: true or false is needed, got ${JSON.stringify(value)}`);
}

/** For a word that is none of those there are. */
export function noneOf(name: string, known: readonly string[], value: unknown): InputError {
  return new InputError(`${name}: one of ${known.join(', ')} is needed, got ${JSON.stringify(value)}`);
}

function whether(value: number | undefined): boolean | undefined {
  return value === undefined ? undefined : value !== 0;
}

/** An attribute and its value; which type it has, the word's signature says. */
function one<S extends Settings>(attribute: string, value: unknown): Partial<S['input']> {
  return { [attribute]: value } as Partial<S['input']>;
}

function valueIn<V>(data: object, attribute: string): V | undefined {
  return (data as Readonly<Record<string, V | undefined>>)[attribute];
}
