import { InputError } from '../../sys/input-error.ts';
import { wholeNumber } from '../check-options.ts';
import type { Option } from './option.ts';
import type { Settings } from './settings.ts';

// What tunnels over UDP say of the header that they put around a packet.

/** Settings with a time to live; `I` is how the kernel says that the inner one is taken. */
export interface WithTtl<I> extends Settings {
  readonly input: { readonly ttl?: number | undefined; readonly ttlInherit?: I | undefined };
  readonly view: { readonly ttl: number | undefined; readonly ttlInherit: I | undefined };
}

/** 1 to 255, `auto` for the namespace's default, or `inherit` for the inner one. @param on what says `inherit` */
export function ttl<I extends boolean | number>(on: I): Option<WithTtl<I>, number | 'auto' | 'inherit'> {
  return {
    write(value, name) {
      // Not being the inner one is said by leaving it out: some kernels refuse a false.
      if (value === 'inherit') return { ttlInherit: on };
      return { ttl: value === 'auto' ? 0 : number(value, name, 'auto, inherit', 1) };
    },
    read: ({ ttl: hops, ttlInherit }) => (ttlInherit ? 'inherit' : hops === 0 ? 'auto' : hops),
  };
}

/** Settings with a type of service. */
export interface WithTos extends Settings {
  readonly input: { readonly tos?: number | undefined };
  readonly view: { readonly tos: number | undefined };
}

/** 0 to 255, or `inherit` for the inner one, which the kernel has as 1. */
export function tos(): Option<WithTos, number | 'inherit'> {
  return {
    write: (value, name) => ({ tos: value === 'inherit' ? 1 : number(value, name, 'inherit', 0) }),
    read: ({ tos: value }) => (value === 1 ? 'inherit' : value),
  };
}

function number(value: unknown, name: string, words: string, least: number): number {
  if (typeof value === 'string')
    throw new InputError(`${name}: a number or ${words} is needed, got "${value}"`);
  return wholeNumber(value as number, name, least, 255);
}

/** Settings with a range of UDP source ports. */
export interface WithPortRange extends Settings {
  readonly input: { readonly portRange?: { readonly low: number; readonly high: number } | undefined };
  readonly view: { readonly portRange: { readonly low: number; readonly high: number } | undefined };
}

/** The lowest and the highest port, both used; [0, 0] for the kernel's choice. */
export function srcport(): Option<WithPortRange, readonly [low: number, high: number]> {
  return {
    write(value, name) {
      const [low, high] = value;
      for (const port of [low, high]) wholeNumber(port, name, 0, 65535);
      if (low > high) throw new InputError(`${name}: the first port (${low}) is above the last (${high})`);
      return { portRange: { low, high } };
    },
    read: ({ portRange }) => portRange && [portRange.low, portRange.high],
  };
}
