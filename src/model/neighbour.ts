import type { neighbour } from '../../protocol/route/neighbour.ts';
import { RTPROT } from '../../protocol/route/route/rtmsg.ts';
import type { Json, MessageViewOf } from '../../protocol/schema/index.ts';
import { secondsOf } from './clock-ticks.ts';
import type { Interface } from './interface.ts';
import type { Namespace } from './namespace.ts';
import {
  type NeighbourFlag,
  type NeighbourState,
  neighbourFlags,
  neighbourState,
} from './neighbour-words.ts';
import type { Family } from './network.ts';
import { numberOf } from './number.ts';
import { names } from './words.ts';

/** A neighbour as it was received. */
export type NeighbourView = MessageViewOf<typeof neighbour>;

/** Another host on the same link, and what is known of it: an entry of the ARP or NDP table, as it was when asked for. */
export class Neighbour {
  readonly namespace: Namespace;
  /** The message that the properties read. */
  readonly view: NeighbourView;
  /** The name that its interface had. */
  readonly dev: string;

  /** @internal */
  constructor(namespace: Namespace, view: NeighbourView, dev: string) {
    this.namespace = namespace;
    this.view = view;
    this.dev = dev;
  }

  get family(): Family {
    return this.view.header.family === 'inet6' ? 'inet6' : 'inet';
  }

  /** Its IP address. */
  get address(): string {
    const { dst } = this.view;
    return typeof dst === 'string' ? dst : '';
  }

  /** Index of its interface. */
  get index(): number {
    return this.view.header.ifindex;
  }

  /** Its link layer address, once that is known: `02:00:5e:10:00:01`. */
  get lladdr(): string | undefined {
    return this.view.lladdr || undefined;
  }

  /** `REACHABLE`, `STALE`, `PERMANENT` ... as `ip` writes them. */
  get state(): NeighbourState {
    return neighbourState(this.view.header.state);
  }

  /** As `ip` writes them: `router`, `proxy`, `managed`, `extern_learn`, `offload` ... */
  get flags(): readonly NeighbourFlag[] {
    return neighbourFlags(this.view.header.flags, this.view.flagsExt ?? 0);
  }

  /** Whether this namespace answers for the address, in place of its owner. */
  get isProxy(): boolean {
    return this.flags.includes('proxy');
  }

  /** Who put it there: a name or number of `rt_protos`; the kernel's own have none. */
  get protocol(): string | undefined {
    const number = numberOf(RTPROT, this.view.protocol ?? 0);
    return number === RTPROT.values.unspec ? undefined : names.protocol.name(number);
  }

  /** Seconds since it was last used. Proxies do not count. */
  get used(): number | undefined {
    return secondsOf(this.view.cacheinfo?.used);
  }

  /** Seconds since it was last known to be reachable. */
  get confirmed(): number | undefined {
    return secondsOf(this.view.cacheinfo?.confirmed);
  }

  /** Seconds since it last changed. */
  get updated(): number | undefined {
    return secondsOf(this.view.cacheinfo?.updated);
  }

  /** How often it was asked for without an answer. */
  get probes(): number | undefined {
    return this.view.probes;
  }

  /** Its interface. @throws OperationError: ENODEV when that is gone */
  interface(): Promise<Interface> {
    return this.namespace.links.get(this.index);
  }

  /** @throws OperationError: ENOENT when it is gone */
  delete(): Promise<void> {
    return this.namespace.neighbours.deleteNeighbour(this);
  }

  /** For people: `neighbour 172.16.10.2 on eth1 in net1`. */
  toString(): string {
    return `${this.isProxy ? 'proxy ' : ''}neighbour ${this.address} on ${this.dev} in ${this.namespace}`;
  }

  toJSON(): Json {
    return this.view.toJSON();
  }
}
