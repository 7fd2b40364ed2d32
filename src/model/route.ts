import type { route } from '../../protocol/route/index.ts';
import type { ICMPV6_ROUTER_PREF } from '../../protocol/route/route/route.ts';
import { RT_SCOPE, RT_TABLE, type RTN, RTNH_F, RTPROT } from '../../protocol/route/route/rtmsg.ts';
import type { Json, MessageViewOf } from '../../protocol/schema/index.ts';
import type { LinkNames } from './link-names.ts';
import type { Namespace } from './namespace.ts';
import { type Destination, type Family, formatDestination } from './network.ts';
import { numberOf } from './number.ts';
import { names } from './words.ts';

/** A route as it was received. */
export type RouteView = MessageViewOf<typeof route>;

/** One way that a route takes. */
export interface Nexthop {
  /** The gateway, of either family; `undefined` when the destination is on the link. */
  readonly via: string | undefined;
  /** The name of its interface. */
  readonly dev: string | undefined;
  /** Index of its interface. */
  readonly index: number | undefined;
  /** Its share of the traffic among those of the others. */
  readonly weight: number;
  /** `dead`, `linkdown`, `onlink`, `offload` ... */
  readonly flags: readonly string[];
}

/** A route, as it was when it was asked for. */
export class Route {
  readonly namespace: Namespace;
  /** The message that the properties read. */
  readonly view: RouteView;
  readonly #links: LinkNames;

  /** @internal */
  constructor(namespace: Namespace, view: RouteView, links: LinkNames) {
    this.namespace = namespace;
    this.view = view;
    this.#links = links;
  }

  get family(): Family {
    return this.view.header.family === 'inet6' ? 'inet6' : 'inet';
  }

  /** `172.16.10.128/26`, `default`. */
  get destination(): Destination {
    return formatDestination(text(this.view.dst), this.view.header.dstLen);
  }

  /** IPv6: for packets from this prefix only. */
  get from(): string | undefined {
    const { srcLen } = this.view.header;
    return srcLen === 0 ? undefined : formatDestination(text(this.view.src), srcLen);
  }

  /** The gateway of a route that has one way. */
  get via(): string | undefined {
    return text(this.view.via?.addr ?? this.view.gateway);
  }

  /** The name that the interface had, of a route that has one way. */
  get dev(): string | undefined {
    const { oif } = this.view;
    return oif === undefined ? undefined : this.#name(oif);
  }

  /** Index of the interface, of a route that has one way. */
  get index(): number | undefined {
    return this.view.oif;
  }

  /** All its ways; what refuses packets (`blackhole`) has none. */
  get nexthops(): readonly Nexthop[] {
    const { multipath, oif } = this.view;
    if (multipath !== undefined) {
      return multipath.map(({ header, gateway, via }) => ({
        via: text(via?.addr ?? gateway),
        dev: header.ifindex === 0 ? undefined : this.#name(header.ifindex),
        index: header.ifindex === 0 ? undefined : header.ifindex,
        weight: header.hops + 1,
        flags: flagWords(header.flags),
      }));
    }
    if (oif === undefined && this.via === undefined) return [];
    return [{ via: this.via, dev: this.dev, index: oif, weight: 1, flags: this.flags }];
  }

  /** The source address to prefer. */
  get src(): string | undefined {
    return text(this.view.prefsrc);
  }

  /** The lower wins; 0 where none was given. */
  get metric(): number {
    return this.view.priority ?? 0;
  }

  /** `main`, `local`, or another name or number of `rt_tables`. */
  get table(): string {
    return names.table.name(this.tableId);
  }

  get tableId(): number {
    return numberOf(RT_TABLE, this.view.table ?? this.view.header.table);
  }

  /** Who put it there: `kernel`, `boot`, `static`, or another name or number of `rt_protos`. */
  get protocol(): string {
    return names.protocol.name(numberOf(RTPROT, this.view.header.protocol));
  }

  /** `global`, `link`, `host`, or another name or number of `rt_scopes`. */
  get scope(): string {
    return names.scope.name(numberOf(RT_SCOPE, this.view.header.scope));
  }

  /** What it does with a packet: `unicast`, `local`, `blackhole` ... */
  get type(): keyof typeof RTN.values | number {
    return this.view.header.type;
  }

  /** `dead`, `linkdown`, `onlink`, `offload` ... of a route that has one way. */
  get flags(): readonly string[] {
    return flagWords(this.view.header.flags);
  }

  get tos(): number {
    return this.view.header.tos;
  }

  /** Bytes. */
  get mtu(): number | undefined {
    return this.view.metrics?.mtu;
  }

  /** IPv6: the preference of RFC 4191. */
  get preference(): keyof typeof ICMPV6_ROUTER_PREF.values | number | undefined {
    return this.view.pref;
  }

  /** The id of the nexthop object that it uses. */
  get nhid(): number | undefined {
    return this.view.nhId;
  }

  /** @throws OperationError: ESRCH when it is gone */
  delete(): Promise<void> {
    return this.namespace.routes.deleteRoute(this);
  }

  /** For people: `route 172.16.10.128/26 via 172.16.10.2 in net1`. */
  toString(): string {
    return `${this.summary} in ${this.namespace}`;
  }

  /** @internal */
  get summary(): string {
    const { type, via, dev, table } = this;
    const words = [
      'route',
      ...(type === 'unicast' ? [] : [String(type)]),
      this.destination,
      ...(via === undefined ? [] : ['via', via]),
      ...(dev === undefined ? [] : ['dev', dev]),
      ...(table === 'main' ? [] : ['table', table]),
    ];
    return words.join(' ');
  }

  toJSON(): Json {
    return this.view.toJSON();
  }

  #name(index: number): string {
    return this.#links.get(index) ?? `if${index}`;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Bits of the route itself (`RTM_F_CLONED`) are left out. */
function flagWords(flags: number): string[] {
  return Object.entries(RTNH_F.values)
    .filter(([, bit]) => (flags & bit) !== 0)
    .map(([name]) => name);
}
