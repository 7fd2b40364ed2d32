import { RT_SCOPE, RT_TABLE, RTM_F, RTN, RTPROT } from '../../protocol/route/route/rtmsg.ts';
import { refuseUnknown } from './check-options.ts';
import { type InterfaceReference, indexOf } from './interface-reference.ts';
import type { Namespace } from './namespace.ts';
import {
  contains,
  type Destination,
  type Family,
  parseDestination,
  parseIp,
  parseNetwork,
} from './network.ts';
import { numberOf } from './number.ts';
import type { RouteView } from './route.ts';
import type { RouteType } from './route-options.ts';
import { names, numberIn } from './words.ts';

/** Which routes are wanted; what is left out does not matter. */
export interface RouteFilter {
  /** `main` by default, as with `ip route`; `all` for all tables; a name of `rt_tables` or a number. */
  readonly table?: string | number | undefined;
  readonly family?: Family | undefined;
  /** Whose interface (of any of its ways) this is. */
  readonly dev?: InterfaceReference | undefined;
  /** For exactly this destination. */
  readonly destination?: Destination | undefined;
  /** For destinations in this prefix: `root` of ip-route(8). */
  readonly root?: string | undefined;
  /** For destinations that hold this prefix or address: `match` of ip-route(8). */
  readonly match?: string | undefined;
  readonly via?: string | undefined;
  readonly protocol?: string | number | undefined;
  readonly scope?: string | number | undefined;
  readonly type?: RouteType | undefined;
  readonly metric?: number | undefined;
}

type Wanted = Awaited<ReturnType<typeof wantedOf>>;

/** A filter in numbers. @throws InputError; OperationError when an interface can't be found */
export async function wantedOf(namespace: Namespace, filter: RouteFilter) {
  refuseUnknown('a filter of routes', filter, FILTERS);
  const { destination, root, match, via, table = 'main', protocol, scope, type, dev, metric } = filter;
  const told = [root, match].find((each) => each !== undefined && each !== 'default');
  const family = filter.family ?? (told === undefined ? undefined : parseNetwork(told, 'destination').family);
  const exact =
    destination === undefined ? undefined : parseDestination(destination, 'destination', family ?? 'inet');
  return {
    family: destination === undefined || destination === 'default' ? family : exact?.family,
    exact,
    anyDefault: destination === 'default',
    root: root === undefined ? undefined : parseDestination(root, 'root', family ?? 'inet'),
    match: match === undefined ? undefined : parseNetwork(match, 'match'),
    via: via === undefined ? undefined : parseIp(via, 'via').text,
    table: table === 'all' ? undefined : numberIn(names.table, table),
    protocol: protocol === undefined ? undefined : numberIn(names.protocol, protocol),
    scope: scope === undefined ? undefined : numberIn(names.scope, scope),
    type: type === undefined ? undefined : RTN.values[type],
    dev: dev === undefined ? undefined : await indexOf(namespace, dev, 'dev'),
    metric,
  };
}

/** Whether a filter leaves a route. */
export function passes(wanted: Wanted, view: RouteView): boolean {
  const { header } = view;
  const { family, table, protocol, scope, type, metric } = wanted;
  return (
    (header.flags & RTM_F.values.cloned) === 0 &&
    (header.family === 'inet' || header.family === 'inet6') &&
    (family === undefined || header.family === family) &&
    (table === undefined || numberOf(RT_TABLE, view.table ?? header.table) === table) &&
    (protocol === undefined || numberOf(RTPROT, header.protocol) === protocol) &&
    (scope === undefined || numberOf(RT_SCOPE, header.scope) === scope) &&
    (type === undefined || numberOf(RTN, header.type) === type) &&
    (metric === undefined || (view.priority ?? 0) === metric) &&
    passesDestination(wanted, view) &&
    passesWay(wanted, view)
  );
}

function passesDestination({ exact, anyDefault, root, match }: Wanted, view: RouteView): boolean {
  const { dstLen, family } = view.header;
  if (anyDefault) return dstLen === 0;
  if (exact === undefined && root === undefined && match === undefined) return true;
  const text = typeof view.dst === 'string' ? view.dst : family === 'inet6' ? '::' : '0.0.0.0';
  const network = parseNetwork(`${text}/${dstLen}`, 'destination');
  return (
    (exact === undefined ||
      (exact.family === network.family && exact.length === dstLen && exact.text === network.text)) &&
    (root === undefined || (root.length <= dstLen && contains(root, network))) &&
    (match === undefined || (dstLen <= match.length && contains(network, match)))
  );
}

function passesWay({ dev, via }: Wanted, view: RouteView): boolean {
  const ways = view.multipath?.map((hop) => ({
    oif: hop.header.ifindex,
    gateway: hop.via?.addr ?? hop.gateway,
  })) ?? [{ oif: view.oif ?? 0, gateway: view.via?.addr ?? view.gateway }];
  return (
    (dev === undefined || ways.some(({ oif }) => oif === dev)) &&
    (via === undefined || ways.some(({ gateway }) => gateway === via))
  );
}

const FILTERS: ReadonlySet<string> = new Set<keyof RouteFilter>([
  'table',
  'family',
  'dev',
  'destination',
  'root',
  'match',
  'via',
  'protocol',
  'scope',
  'type',
  'metric',
]);
