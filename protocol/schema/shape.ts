import type { AnyCodec } from './codec.ts';

/** Names of values or bits: camelCase name to number. */
export type Names = Readonly<Record<string, number>>;

/** A member of a C struct, at its byte offset. */
export interface Member {
  readonly name: string;
  readonly codec: AnyCodec;
  readonly offset: number;
  /** Bytes it takes. */
  readonly size: number;
  /** Padding is written as zeros and not shown. */
  readonly padding: boolean;
}

/** One line of an attribute table. */
export interface Field {
  readonly name: string;
  /** `nla_type`, without flags. */
  readonly number: number;
  readonly codec: AnyCodec;
  /** The kernel's constant: `IFLA_VLAN_ID`. */
  readonly constant: string;
}

/** A table of attributes, perhaps behind a fixed header. */
export interface AttributeSet {
  /** The constants' common prefix: `IFLA_VLAN`. */
  readonly prefix: string;
  readonly fields: readonly Field[];
  readonly byNumber: readonly (Field | undefined)[];
  readonly byName: ReadonlyMap<string, Field>;
  readonly header: AnyCodec | undefined;
  /** Bytes from the payload's start to the first attribute. */
  readonly headerSpace: number;
  /** Whether the header begins with the address family that the attributes depend on. */
  readonly hasFamily: boolean;
}

/** A payload chosen by a sibling. */
export interface SelectShape {
  readonly kind: 'select';
  /** The sibling's name. */
  readonly by: string;
  /** Its values, and what they lead to. */
  readonly cases: Readonly<Record<string, AnyCodec>>;
  /** Another selection, for when this one finds no case. */
  readonly otherwise?: SelectShape;
}

/**
 * What a payload is made of, as data: the printer, the walker, the generators of test values and the comparison
 * with kernel headers are functions over this.
 */
export type Shape =
  | {
      readonly kind: 'integer';
      readonly bits: 8 | 16 | 32 | 64;
      readonly signed: boolean;
      readonly order: 'host' | 'big';
      readonly names?: Names;
      /** With `names`: whether they are values or bits. */
      readonly flags?: boolean;
      /** The constants' common prefix, when there are names. */
      readonly prefix?: string;
      /** Constants whose name is not the prefix and the name in capitals. */
      readonly constants?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'flag' }
  /** `most`: bytes that may be written, a closing zero included. */
  | { readonly kind: 'text'; readonly most: number }
  | { readonly kind: 'bytes' }
  | { readonly kind: 'address'; readonly of: 'ipv4' | 'ipv6' | 'ip' | 'link' }
  | {
      readonly kind: 'struct';
      readonly name: string;
      readonly members: readonly Member[];
      /** It is an array in C: the members are elements, named by constants that count from `first`. */
      readonly index?: { readonly prefix: string; readonly first: number };
    }
  | { readonly kind: 'attributes'; readonly set: AttributeSet }
  | { readonly kind: 'array'; readonly of: AnyCodec; readonly step: number }
  | { readonly kind: 'list'; readonly of: AnyCodec; readonly first: number }
  | { readonly kind: 'many'; readonly of: AnyCodec }
  | SelectShape
  | {
      readonly kind: 'family';
      readonly cases: Readonly<Record<number, AnyCodec>>;
      readonly otherwise: AnyCodec;
    }
  | { readonly kind: 'lazy'; readonly get: () => AnyCodec }
  /** Records with attributes inside, one after another: `struct rtnexthop`. */
  | { readonly kind: 'records'; readonly set: AttributeSet; readonly lengthAt: number }
  /** Written by hand; `examples` are values as it reads them, for what is generated from tables. */
  | { readonly kind: 'custom'; readonly examples: readonly unknown[] };
