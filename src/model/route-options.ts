import type { route } from '../../protocol/route/index.ts';
import type { metrics } from '../../protocol/route/route/metrics.ts';
import { RT_SCOPE, RT_TABLE, RTN, RTNH_F, RTPROT } from '../../protocol/route/route/rtmsg.ts';
import type { InputOf, MessageInputOf } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';
import { refuseUnknown } from './check-options.ts';
import { type InterfaceReference, indexOf } from './interface-reference.ts';
import type { Namespace } from './namespace.ts';
import { type Destination, type Family, type Network, parseDestination, parseIp } from './network.ts';
import { names, numberIn } from './words.ts';

type RouteInput = MessageInputOf<typeof route>;

/** What a route does with a packet: `RTN_*`. */
export type RouteType = Exclude<keyof typeof RTN.values, 'unspec' | 'nat' | 'xresolve'>;

/** One of several ways that a route can take: `nexthop via ... dev ... weight ...`. */
export interface NexthopOptions {
  /** The gateway; of either family (RFC 5549). */
  readonly via?: string | undefined;
  readonly dev?: InterfaceReference | undefined;
  /** 1 to 256: its share of the traffic, among those of the others; default 1. */
  readonly weight?: number | undefined;
  /** Whether the gateway is taken to be on the link although no address says so. */
  readonly onlink?: boolean | undefined;
}

/** What tells one route from another with the same destination. */
export interface RouteKey {
  /** `main` by default; a name of `rt_tables` or a number. */
  readonly table?: string | number | undefined;
  /** The lower wins. IPv6 takes 1024 where none is given. */
  readonly metric?: number | undefined;
  /** The type of service that it is for. */
  readonly tos?: number | undefined;
  /** The gateway; of either family (RFC 5549). */
  readonly via?: string | undefined;
  readonly dev?: InterfaceReference | undefined;
  readonly type?: RouteType | undefined;
  /** A name of `rt_protos` or a number: who put it there. New ones get `boot`, as with `ip route`. */
  readonly protocol?: string | number | undefined;
  /** A name of `rt_scopes` or a number. */
  readonly scope?: string | number | undefined;
  /** The source address to prefer. */
  readonly src?: string | undefined;
  /** IPv6: for packets from this prefix only. */
  readonly from?: string | undefined;
  /** For `default` without a gateway; otherwise the addresses tell. IPv4 unless said. */
  readonly family?: Family | undefined;
}

/** What a route may have beside its destination: `ip route add`. */
export interface RouteOptions extends RouteKey {
  /** Whether the gateway is taken to be on the link although no address says so. */
  readonly onlink?: boolean | undefined;
  /** Bytes. */
  readonly mtu?: number | undefined;
  /** `RTA_METRICS` in the kernel's words: `{ advmss: 1400, initcwnd: 20 }`. */
  readonly metrics?: InputOf<typeof metrics> | undefined;
  /** Several ways in place of `via` and `dev`. */
  readonly nexthops?: readonly NexthopOptions[] | undefined;
  /** The id of a nexthop object, in place of `via` and `dev`. */
  readonly nhid?: number | undefined;
  /** IPv6: seconds until it is taken away. */
  readonly expires?: number | undefined;
  /** IPv6: the preference of RFC 4191. */
  readonly preference?: 'low' | 'medium' | 'high' | undefined;
  /** The realm of the destination. */
  readonly realm?: string | number | undefined;
  /** `RTA_ENCAP_TYPE` and `RTA_ENCAP` in the kernel's words. */
  readonly encap?: Pick<RouteInput, 'encapType' | 'encap'> | undefined;
}

/** The destination and the family that it, or the other addresses, tell. @throws InputError */
export function destinationOf(text: Destination, { family, via, src, nexthops }: RouteOptions): Network {
  const told = [src, via, ...(nexthops?.map((hop) => hop.via) ?? [])].find((each) => each !== undefined);
  const implied = family ?? (told === undefined ? 'inet' : parseIp(told, 'via').family);
  const network = parseDestination(text, 'destination', implied);
  if (family !== undefined && network.family !== family) {
    throw new InputError(`destination: ${text} is no ${family} prefix`);
  }
  return network;
}

/** The message for a route. @throws InputError; OperationError when an interface can't be found */
export async function routeInput(
  namespace: Namespace,
  destination: Network,
  options: RouteOptions,
  deleting: boolean,
): Promise<RouteInput> {
  checkOptions(options, destination);
  const { family, text, length } = destination;
  const { type, via, dev, src, from, metric, nexthops, realm, protocol } = options;
  const number = type === undefined ? (deleting ? RTN.values.unspec : RTN.values.unicast) : RTN.values[type];
  const source = from === undefined ? undefined : parseDestination(from, 'from', family);
  const table = options.table === undefined ? defaultTable(type) : numberIn(names.table, options.table);
  return {
    header: {
      family,
      dstLen: length,
      srcLen: source?.length ?? 0,
      tos: options.tos ?? 0,
      table: table < 256 ? table : RT_TABLE.values.unspec,
      protocol:
        protocol !== undefined ? numberIn(names.protocol, protocol) : deleting ? 0 : RTPROT.values.boot,
      scope: scopeOf(options, family, deleting),
      type: number,
      flags: options.onlink === true ? RTNH_F.values.onlink : 0,
    },
    dst: length === 0 ? undefined : text,
    src: source === undefined || source.length === 0 ? undefined : source.text,
    ...gateway(via, family, 'via'),
    oif: dev === undefined ? undefined : await indexOf(namespace, dev, 'dev'),
    prefsrc: src === undefined ? undefined : parseIp(src, 'src').text,
    priority: metric,
    table: table < 256 ? undefined : table,
    metrics: metricsOf(options),
    multipath: nexthops === undefined ? undefined : await multipath(namespace, nexthops, family),
    nhId: options.nhid,
    expires: options.expires,
    pref: options.preference,
    flow: realm === undefined ? undefined : numberIn(names.realm, realm),
    ...options.encap,
  };
}

function checkOptions(options: RouteOptions, { family, text }: Network): void {
  refuseUnknown('a route', options, KNOWN);
  const { src, via, dev, nexthops, nhid, expires } = options;
  if (src !== undefined && parseIp(src, 'src').family !== family) {
    throw new InputError(`src: ${src} is of another family than ${text}`);
  }
  if (via !== undefined) checkGateway(via, family, 'via');
  if (nexthops?.length === 0) throw new InputError('nexthops: at least one is needed');
  if ((nexthops !== undefined || nhid !== undefined) && (via !== undefined || dev !== undefined)) {
    throw new InputError(
      `${nhid === undefined ? 'nexthops' : 'nhid'}: say it in place of via and dev, not beside them`,
    );
  }
  for (const [at, { via: hop, weight = 1 }] of nexthops?.entries() ?? []) {
    if (hop !== undefined) checkGateway(hop, family, `nexthops[${at}].via`);
    if (!(Number.isInteger(weight) && weight >= 1 && weight <= 256)) {
      throw new InputError(`nexthops[${at}].weight: 1 to 256 is needed, got ${weight}`);
    }
  }
  if (expires !== undefined && family === 'inet')
    throw new InputError('expires: IPv4 routes have no lifetime');
}

/** An IPv6 gateway may serve an IPv4 route (RFC 5549), not the other way round. */
function checkGateway(via: string, family: Family, what: string): void {
  if (parseIp(via, what).family === 'inet' && family === 'inet6') {
    throw new InputError(`${what}: ${via} can not be the gateway of an IPv6 route`);
  }
}

function gateway(via: string | undefined, family: Family, what: string): Pick<RouteInput, 'gateway' | 'via'> {
  if (via === undefined) return {};
  const address = parseIp(via, what);
  if (address.family === family) return { gateway: address.text };
  return { via: { family: address.family, addr: address.text } };
}

async function multipath(
  namespace: Namespace,
  nexthops: readonly NexthopOptions[],
  family: Family,
): Promise<RouteInput['multipath']> {
  return Promise.all(
    nexthops.map(async ({ via, dev, weight = 1, onlink }, at) => ({
      header: {
        hops: weight - 1,
        ifindex: dev === undefined ? 0 : await indexOf(namespace, dev, `nexthops[${at}].dev`),
        flags: onlink === true ? RTNH_F.values.onlink : 0,
      },
      ...gateway(via, family, `nexthops[${at}].via`),
    })),
  );
}

/** As `ip route`: what is local or broadcast lives in the table `local`. */
function defaultTable(type: RouteType | undefined): number {
  const local = type === 'local' || type === 'broadcast' || type === 'anycast';
  return local ? RT_TABLE.values.local : RT_TABLE.values.main;
}

/** As `ip route`: what has no gateway is on the link, and a deletion does not care. */
function scopeOf(options: RouteOptions, family: Family, deleting: boolean): number {
  const { scope, type = 'unicast', via, nexthops, nhid } = options;
  if (scope !== undefined) return numberIn(names.scope, scope);
  if (deleting) return RT_SCOPE.values.nowhere;
  if (family === 'inet6') return RT_SCOPE.values.universe;
  if (type === 'local') return RT_SCOPE.values.host;
  if (type === 'broadcast' || type === 'multicast' || type === 'anycast') return RT_SCOPE.values.link;
  const direct = type === 'unicast' && via === undefined && nexthops === undefined && nhid === undefined;
  return direct ? RT_SCOPE.values.link : RT_SCOPE.values.universe;
}

function metricsOf({ mtu, metrics }: RouteOptions): RouteInput['metrics'] {
  if (mtu === undefined) return metrics;
  return { mtu, ...metrics };
}

const KNOWN: ReadonlySet<string> = new Set<keyof RouteOptions>([
  'table',
  'metric',
  'tos',
  'via',
  'dev',
  'type',
  'protocol',
  'scope',
  'src',
  'from',
  'family',
  'onlink',
  'mtu',
  'metrics',
  'nexthops',
  'nhid',
  'expires',
  'preference',
  'realm',
  'encap',
]);
