import { type address, IFA_F } from '../../protocol/route/address.ts';
import { RT_SCOPE } from '../../protocol/route/route/rtmsg.ts';
import type { Json, MessageViewOf } from '../../protocol/schema/index.ts';
import { addressFlagWords } from './address-flags.ts';
import { FOR_EVER } from './address-options.ts';
import type { Interface } from './interface.ts';
import type { Namespace } from './namespace.ts';
import type { Cidr, Family } from './network.ts';
import { numberOf } from './number.ts';
import { names } from './words.ts';

/** An address as it was received. */
export type AddressView = MessageViewOf<typeof address>;

/** An address of an interface, as it was when it was asked for. */
export class Address {
  readonly namespace: Namespace;
  /** The message that the properties read. */
  readonly view: AddressView;
  /** The name that its interface had; an IPv4 address's label may tell another. */
  readonly dev: string;

  /** @internal */
  constructor(namespace: Namespace, view: AddressView, dev: string) {
    this.namespace = namespace;
    this.view = view;
    this.dev = dev;
  }

  get family(): Family {
    return this.view.header.family === 'inet6' ? 'inet6' : 'inet';
  }

  /** Without its prefix: `172.16.10.1`. */
  get local(): string {
    const { local, address: other } = this.view;
    return text(local) ?? text(other) ?? '';
  }

  /** Bits of the prefix. */
  get prefixLength(): number {
    return this.view.header.prefixlen;
  }

  /** `172.16.10.1/26` */
  get cidr(): Cidr {
    return `${this.local}/${this.prefixLength}`;
  }

  /** The other end of a point-to-point link, whose prefix then is the one that counts. */
  get peer(): string | undefined {
    const other = text(this.view.address);
    return other === this.local ? undefined : other;
  }

  get broadcast(): string | undefined {
    return text(this.view.broadcast);
  }

  get label(): string | undefined {
    return this.view.label;
  }

  /** `global`, `link`, `host`, or another name or number of `rt_scopes`. */
  get scope(): string {
    return names.scope.name(numberOf(RT_SCOPE, this.view.header.scope));
  }

  /** As `ip` writes them: `permanent`, `tentative`, `secondary` (IPv6: `temporary`) ... */
  get flags(): readonly string[] {
    const bits = this.#flags;
    return addressFlagWords
      .filter(([, bit]) => (bits & bit) !== 0)
      .map(([word]) => (word === 'secondary' && this.family === 'inet6' ? 'temporary' : word));
  }

  /** Whether it goes away by itself. */
  get isDynamic(): boolean {
    return (this.#flags & IFA_F.values.permanent) === 0;
  }

  /** IPv6: whether it can't be used yet, since it is being looked whether another host has it. */
  get isTentative(): boolean {
    return (this.#flags & IFA_F.values.tentative) !== 0;
  }

  /** Seconds until it is taken away, `Infinity` for never. */
  get validLifetime(): number {
    return lifetime(this.view.cacheinfo?.valid);
  }

  /** Seconds until it is no longer used for new connections, `Infinity` for never. */
  get preferredLifetime(): number {
    return lifetime(this.view.cacheinfo?.prefered);
  }

  /** The metric of its prefix route, where it was set. */
  get metric(): number | undefined {
    return this.view.rtPriority;
  }

  /** Index of its interface. */
  get index(): number {
    return this.view.header.index;
  }

  /** Its interface. @throws OperationError: ENODEV when it is gone */
  interface(): Promise<Interface> {
    return this.namespace.links.get(this.index);
  }

  /** @throws OperationError: EADDRNOTAVAIL when it is gone, ENODEV when its interface is */
  delete(): Promise<void> {
    return this.namespace.addresses.deleteAddress(this);
  }

  /** For people: `address 172.16.10.1/26 of eth1 in net1`. */
  toString(): string {
    return `address ${this.cidr} of ${this.dev} in ${this.namespace}`;
  }

  toJSON(): Json {
    return this.view.toJSON();
  }

  /** The attribute has more bits than the header. */
  get #flags(): number {
    return this.view.flags ?? this.view.header.flags;
  }
}

function text(value: string | Uint8Array | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function lifetime(seconds: number | undefined): number {
  return seconds === undefined || seconds === FOR_EVER ? Number.POSITIVE_INFINITY : seconds;
}
