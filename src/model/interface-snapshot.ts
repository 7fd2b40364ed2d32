import type { LinkInfo, link } from '../../protocol/route/link/index.ts';
import { IF_OPER } from '../../protocol/route/link/operstate.ts';
import { IFF } from '../../protocol/route/types.ts';
import type { Json, MessageViewOf } from '../../protocol/schema/index.ts';
import { kindReaders, type ReadableOptions } from './kinds/index.ts';
import type { Changes } from './kinds/option.ts';
import { type PortKind, type PortOptions, portModels } from './kinds/ports/index.ts';
import { linkFlags } from './link-flags.ts';
import { numberOf } from './number.ts';
import { type Statistics, statisticsOf } from './statistics.ts';
import { names } from './words.ts';

/** A link as it was received. */
export type LinkView = MessageViewOf<typeof link>;

/** `IF_OPER_*` as `ip` writes it: RFC 2863's operational status. */
export type Operstate = 'UNKNOWN' | 'NOTPRESENT' | 'DOWN' | 'LOWERLAYERDOWN' | 'TESTING' | 'DORMANT' | 'UP';

/** What the kernel told of an interface when it was last asked. What it did not tell is `undefined`. */
export abstract class InterfaceSnapshot {
  /** The message that the properties read. */
  abstract get view(): LinkView;

  abstract get index(): number;

  get name(): string {
    return this.view.ifname ?? `if${this.index}`;
  }

  /** `veth`, `bridge`, `vlan` ...; physical interfaces and the loopback have none. */
  get kind(): string | undefined {
    return this.view.linkinfo?.kind;
  }

  /** `ARPHRD_*`: `ether`, `loopback`, `none` ... */
  get type(): string {
    return String(this.view.header.type);
  }

  /** The link layer address, `02:00:5e:10:00:01`; a tunnel has none. */
  get mac(): string | undefined {
    return this.view.address || undefined;
  }

  /** Bytes. */
  get mtu(): number | undefined {
    return this.view.mtu;
  }

  /** `IFF_UP`: whether it was brought up; whether it can pass packets is `operstate`. */
  get isUp(): boolean {
    return this.#has(IFF.values.up);
  }

  /** `IFF_LOWER_UP`: whether there is a carrier, a cable that is plugged in. */
  get hasCarrier(): boolean {
    return this.#has(IFF.values.lowerUp);
  }

  get isPromiscuous(): boolean {
    return (this.view.promiscuity ?? 0) > 0 || this.#has(IFF.values.promisc);
  }

  /** As `ip` writes them: `BROADCAST`, `UP`, `NO-CARRIER` ... */
  get flags(): readonly string[] {
    return linkFlags(this.view.header.flags);
  }

  get operstate(): Operstate {
    const number = this.view.operstate === undefined ? 0 : numberOf(IF_OPER, this.view.operstate);
    return OPERSTATES[number] ?? 'UNKNOWN';
  }

  /** The queueing discipline: `noqueue`, `fq_codel` ... */
  get qdisc(): string | undefined {
    return this.view.qdisc;
  }

  /** Packets that may wait to be sent. */
  get txQueueLength(): number | undefined {
    return this.view.txqlen;
  }

  /** `default`, or another name or number of `/etc/iproute2/group`. */
  get group(): string {
    return names.group.name(this.view.group ?? 0);
  }

  /** The text that an administrator gave it. */
  get alias(): string | undefined {
    return this.view.ifalias;
  }

  /** Alternative names, of up to 127 bytes. */
  get altnames(): readonly string[] {
    return this.view.propList?.altIfname ?? [];
  }

  /** Index of the bridge, bond or VRF that it is a port of. */
  get masterIndex(): number | undefined {
    return this.view.master || undefined;
  }

  /** Index of the interface below, or of a veth's peer: in the namespace `linkNetnsid` when that is there. */
  get linkIndex(): number | undefined {
    return this.view.link || undefined;
  }

  /** The number of the namespace that `linkIndex` lives in; `undefined` when that is its own. */
  get linkNetnsid(): number | undefined {
    return this.view.linkNetnsid;
  }

  /** The settings of its kind, as the kernel names them. `optionsOf` gives them for people. */
  get linkinfo(): LinkInfo | undefined {
    return this.view.linkinfo;
  }

  /** Counters since it was made; `undefined` when they were not sent. */
  get statistics(): Statistics | undefined {
    return statisticsOf(this.view);
  }

  /** The settings of its kind in the words of `links.add`, or `undefined` when it is of another kind. */
  optionsOf<K extends keyof ReadableOptions>(kind: K): Changes<ReadableOptions[K]> | undefined {
    if (this.kind !== kind) return undefined;
    return kindReaders[kind].read(this.view);
  }

  /** The settings as a port in the words of `configurePort`, or `undefined` when its master is of another kind. */
  portOptionsOf<K extends PortKind>(kind: K): PortOptions[K] | undefined {
    if (this.view.linkinfo?.slaveKind !== kind) return undefined;
    return portModels[kind].read(this.view);
  }

  toJSON(): Json {
    return this.view.toJSON();
  }

  #has(flag: number): boolean {
    return (this.view.header.flags & flag) !== 0;
  }
}

const OPERSTATES: readonly Operstate[] = [
  'UNKNOWN',
  'NOTPRESENT',
  'DOWN',
  'LOWERLAYERDOWN',
  'TESTING',
  'DORMANT',
  'UP',
];
