import { NTF, type neighbour } from '../../protocol/route/neighbour.ts';
import type { Json, MessageViewOf } from '../../protocol/schema/index.ts';
import { secondsOf } from './clock-ticks.ts';
import { type FdbFlag, type FdbState, fdbFlags, fdbState } from './fdb-words.ts';
import type { Interface } from './interface.ts';
import type { LinkNames } from './link-names.ts';
import type { Namespace } from './namespace.ts';

/** A forwarding entry as it was received. */
export type FdbView = MessageViewOf<typeof neighbour>;

/** What a bridge or a VXLAN knows of a MAC address: which port or remote end it is behind. As it was when asked for. */
export class FdbEntry {
  readonly namespace: Namespace;
  /** The message that the properties read. */
  readonly view: FdbView;
  readonly #links: LinkNames;

  /** @internal */
  constructor(namespace: Namespace, view: FdbView, links: LinkNames) {
    this.namespace = namespace;
    this.view = view;
    this.#links = links;
  }

  /** The MAC address. */
  get lladdr(): string {
    return this.view.lladdr ?? '';
  }

  /** The name that its port, or other interface, had. */
  get dev(): string {
    return this.#name(this.index);
  }

  /** Index of its port, or other interface. */
  get index(): number {
    return this.view.header.ifindex;
  }

  /** The name that the bridge had whose table it is in; `undefined` when it is its interface's own. */
  get master(): string | undefined {
    const { masterIndex } = this;
    return masterIndex === undefined ? undefined : this.#name(masterIndex);
  }

  /** Index of the bridge. */
  get masterIndex(): number | undefined {
    return this.view.master;
  }

  get vlan(): number | undefined {
    return this.view.vlan || undefined;
  }

  /**
   * `permanent`: this host's own, or a VXLAN's; `static`: behind its port for ever; `reachable`, `stale`: learned.
   * `undefined` for what has none of these.
   */
  get state(): FdbState | undefined {
    return fdbState(this.view.header.state);
  }

  /** Whether it may age away. */
  get isDynamic(): boolean {
    const { state } = this;
    return state !== 'permanent' && state !== 'static';
  }

  /** As `bridge` writes them: `self`, `extern_learn`, `offload`, `sticky` ... */
  get flags(): readonly FdbFlag[] {
    return fdbFlags(this.view.header.flags, this.view.flagsExt ?? 0);
  }

  /** Whether it is in its interface's own table. */
  get isSelf(): boolean {
    // What a bridge has for itself is told as an entry of a port that is the bridge.
    return (this.view.header.flags & NTF.values.self) !== 0 || this.masterIndex === this.index;
  }

  /** VXLAN: the remote end. */
  get dst(): string | undefined {
    const { dst } = this.view;
    return typeof dst === 'string' ? dst : undefined;
  }

  /** VXLAN: the remote end's UDP port, when it is not the interface's. */
  get port(): number | undefined {
    return this.view.port;
  }

  /** VXLAN: the network identifier to send with, when it is not the interface's. */
  get vni(): number | undefined {
    return this.view.vni;
  }

  /** VXLAN with external control: the network identifier that it is for. */
  get srcVni(): number | undefined {
    return this.view.srcVni;
  }

  /** VXLAN: the name of the interface by which the remote end is reached; its index when it is in another namespace. */
  get via(): string | number | undefined {
    const { ifindex, linkNetnsid } = this.view;
    if (ifindex === undefined) return undefined;
    return linkNetnsid === undefined ? this.#name(ifindex) : ifindex;
  }

  /** VXLAN: the id of a group of nexthop objects, in place of `dst`. */
  get nhid(): number | undefined {
    return this.view.nhId;
  }

  /** Seconds since a packet was sent to it or came from it. */
  get used(): number | undefined {
    return secondsOf(this.view.cacheinfo?.used);
  }

  /** Seconds since it was learned again, or changed. */
  get updated(): number | undefined {
    return secondsOf(this.view.cacheinfo?.updated);
  }

  /** Its port, or other interface. @throws OperationError: ENODEV when that is gone */
  interface(): Promise<Interface> {
    return this.namespace.links.get(this.index);
  }

  /** @throws OperationError: ENOENT when it is gone */
  delete(): Promise<void> {
    return this.namespace.fdb.deleteEntry(this);
  }

  /** For people: `forwarding entry 02:00:5e:10:00:01 of veth0 vlan 10 in net1`. */
  toString(): string {
    const { vlan, dst } = this;
    const words = ['forwarding entry', this.lladdr, 'of', this.dev];
    if (vlan !== undefined) words.push('vlan', String(vlan));
    if (dst !== undefined) words.push('dst', dst);
    return `${words.join(' ')} in ${this.namespace}`;
  }

  toJSON(): Json {
    return this.view.toJSON();
  }

  #name(index: number): string {
    return this.#links.get(index) ?? `if${index}`;
  }
}
