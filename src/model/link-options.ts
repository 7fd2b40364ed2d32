import type { Kind } from '../../protocol/route/link/index.ts';
import type { kinds } from '../../protocol/route/link/kinds/index.ts';
import type { InputOf } from '../../protocol/schema/index.ts';
import type { InterfaceReference } from './interface-reference.ts';
import type { KindOptions } from './kinds/index.ts';
import type { TunSettings } from './kinds/tun.ts';
import type { LinkSettings } from './link-changes.ts';
import type { Namespace } from './namespace.ts';
import type { Cidr } from './network.ts';

/** What every new interface may have. */
export interface NewLink extends LinkSettings {
  /** Default: the kernel's choice. One `%d` in it is the first free number. */
  readonly name?: string | undefined;
  /** Default: the kernel's choice. */
  readonly index?: number | undefined;
  /** Where it is born; default: the namespace of the collection, in which what it refers to below it is looked for. */
  readonly namespace?: Namespace | undefined;
  readonly alias?: string | undefined;
  readonly altnames?: readonly string[] | undefined;
  /** Its addresses, added once it is there. */
  readonly addresses?: readonly Cidr[] | undefined;
  readonly numTxQueues?: number | undefined;
  readonly numRxQueues?: number | undefined;
}

/** The other end of a veth. */
export type VethPeer = Omit<NewLink, 'alias' | 'altnames'>;

/** A pair of interfaces joined by a cable. */
export interface NewVeth extends NewLink {
  readonly kind: 'veth';
  /** The other end, born in a namespace of its own if it names one. */
  readonly peer?: VethPeer | undefined;
}

/** An interface above another, in the same namespace or the one that `namespace` of the other is. */
export interface Stacked {
  /** The interface below: `link` of ip-link(8). */
  readonly link: InterfaceReference;
}

/**
 * A persistent tun or tap interface, for programs to open: `ip tuntap add`. One whose other end is this process:
 * `namespace.openTun`.
 */
export interface NewTun extends Omit<NewLink, 'index' | 'numTxQueues' | 'numRxQueues'>, TunSettings {
  readonly kind: 'tun';
}

/** Kinds whose options are given in the kernel's own words. */
type RawKind = Exclude<Kind, keyof KindOptions | 'veth' | 'tun'>;

/** A kind without words of its own here: `data` is its `IFLA_INFO_DATA`. */
export interface NewRawLink<K extends RawKind> extends NewLink {
  readonly kind: K;
  readonly data?: InputOf<(typeof kinds)[K]> | undefined;
  readonly link?: InterfaceReference | undefined;
}

/** Kinds that need an interface below; others that can have one name it in an option of their own (`dev`). */
type StackedKind = 'vlan' | 'macsec' | 'macvlan' | 'macvtap' | 'ipvlan' | 'ipvtap';

type NewOfKind = {
  [K in keyof KindOptions]: { readonly kind: K } & NewLink &
    KindOptions[K] &
    (K extends StackedKind ? Stacked : unknown);
}[keyof KindOptions];

type NewRaw = { [K in RawKind]: NewRawLink<K> }[RawKind];

/** What `links.add` takes; `kind` decides which options there are. */
export type LinkOptions = NewVeth | NewTun | NewOfKind | NewRaw;
