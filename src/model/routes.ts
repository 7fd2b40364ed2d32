import { route } from '../../protocol/route/index.ts';
import { RT_SCOPE, RT_TABLE, RTM_F, RTN, RTPROT } from '../../protocol/route/route/rtmsg.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import { request } from '../connection/netlink-request.ts';
import { flushed } from './flush.ts';
import { GoneError } from './gone-error.ts';
import { type InterfaceReference, indexOf } from './interface-reference.ts';
import { linkNames } from './link-names.ts';
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
import { attempt, isRefusal } from './operation-error.ts';
import { Route, type RouteView } from './route.ts';
import {
  destinationOf,
  type RouteKey,
  type RouteOptions,
  type RouteType,
  routeInput,
} from './route-options.ts';
import { names, numberIn } from './words.ts';

type RouteInput = MessageInputOf<typeof route>;

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

/** How to look a route up: as a packet that is like this. */
export interface LookupOptions {
  /** The packet's source address. */
  readonly from?: string | undefined;
  /** The interface that it came in by. */
  readonly iif?: InterfaceReference | undefined;
  /** The interface that it shall go out by. */
  readonly oif?: InterfaceReference | undefined;
  /** The firewall mark. */
  readonly mark?: number | undefined;
  readonly tos?: number | undefined;
  /** The user that sends it. */
  readonly uid?: number | undefined;
  readonly ipProtocol?: number | undefined;
  readonly sport?: number | undefined;
  readonly dport?: number | undefined;
  /** Tell the route that matches (`ip route get fibmatch`) in place of what comes of it. */
  readonly fibMatch?: boolean | undefined;
}

/** The routes of a namespace: `ip route`. */
export class Routes {
  readonly #namespace: Namespace;

  /** @internal */
  constructor(namespace: Namespace) {
    this.#namespace = namespace;
  }

  /**
   * Those that a filter leaves, of the table `main` unless it names another. An empty or unknown table is an empty
   * list. The kernel filters by table, interface, protocol and type.
   */
  async list(filter: RouteFilter = {}): Promise<Route[]> {
    const links = await linkNames(this.#namespace);
    const views = await this.#views(filter);
    return views.map((view) => new Route(this.#namespace, view, links));
  }

  /** The first that a filter leaves. */
  async find(filter: RouteFilter): Promise<Route | undefined> {
    return (await this.list(filter))[0];
  }

  /**
   * Which way a packet would go: `ip route get`. `get('198.51.100.1')`.
   * @throws OperationError: ENETUNREACH, EHOSTUNREACH when there is none, EACCES, EINVAL when a route forbids it
   */
  async get(destination: string, options: LookupOptions = {}): Promise<Route> {
    const { family, text } = parseIp(destination, 'destination');
    const { from, iif, oif, fibMatch } = options;
    const source = from === undefined ? undefined : parseIp(from, 'from').text;
    const asked = this.#namespace.connection.request(route, 'RTM_GETROUTE', {
      header: {
        family,
        dstLen: family === 'inet' ? 32 : 128,
        srcLen: source === undefined ? 0 : family === 'inet' ? 32 : 128,
        tos: options.tos ?? 0,
        // IPv6 refuses a request for the table, and tells it all the same.
        flags: fibMatch === true ? RTM_F.values.fibMatch : family === 'inet' ? RTM_F.values.lookupTable : 0,
      },
      dst: text,
      src: source,
      iif: iif === undefined ? undefined : await indexOf(this.#namespace, iif, 'iif'),
      oif: oif === undefined ? undefined : await indexOf(this.#namespace, oif, 'oif'),
      mark: options.mark,
      uid: options.uid,
      ipProto: options.ipProtocol,
      sport: options.sport,
      dport: options.dport,
    });
    const view = await attempt(`find a route to ${destination} in ${this.#namespace}`, asked);
    return new Route(this.#namespace, view, await linkNames(this.#namespace));
  }

  /** `routes.add('172.16.10.128/26', { via: '172.16.10.2' })`. @throws OperationError: EEXIST ...; InputError */
  add(destination: Destination, options: RouteOptions): Promise<Route> {
    return this.#put('add', NLM_F.CREATE | NLM_F.EXCL, destination, options);
  }

  /** Adds it, or takes the place of the one with the same destination, tos and metric. @throws OperationError, InputError */
  replace(destination: Destination, options: RouteOptions): Promise<Route> {
    return this.#put('replace', NLM_F.CREATE | NLM_F.REPLACE, destination, options);
  }

  /** Changes one that must be there. @throws OperationError: ENOENT; InputError */
  change(destination: Destination, options: RouteOptions): Promise<Route> {
    return this.#put('change', NLM_F.REPLACE, destination, options);
  }

  /** Adds it behind those with the same destination; IPv6: as one more way. @throws OperationError, InputError */
  append(destination: Destination, options: RouteOptions): Promise<Route> {
    return this.#put('append', NLM_F.CREATE | NLM_F.APPEND, destination, options);
  }

  /** Adds it before those with the same destination (IPv4). @throws OperationError, InputError */
  prepend(destination: Destination, options: RouteOptions): Promise<Route> {
    return this.#put('prepend', NLM_F.CREATE, destination, options);
  }

  /**
   * Deletes the first that has this destination, and whatever else is said: `delete('172.16.10.128/26')`.
   * @throws OperationError: ESRCH; InputError
   */
  async delete(destination: Destination, key: RouteKey = {}): Promise<void> {
    const network = destinationOf(destination, key);
    const input = await routeInput(this.#namespace, network, key, true);
    await this.#delete(`delete ${summary(destination, key)} in ${this.#namespace}`, input);
  }

  /** Deletes all that the filter leaves; says how many went. @throws OperationError for the first that stayed */
  async flush(filter: RouteFilter): Promise<number> {
    const all = await this.list(filter);
    const requests = all.map(({ view }) => request(route, 'RTM_DELROUTE', deletion(view)));
    return flushed(this.#namespace, requests, (at) => `delete ${all[at]}`, ['ESRCH', 'ENODEV']);
  }

  /** @internal `route.delete()` */
  deleteRoute(target: Route): Promise<void> {
    return this.#delete(`delete ${target}`, deletion(target.view));
  }

  async #delete(operation: string, input: RouteInput): Promise<void> {
    await attempt(operation, this.#namespace.connection.request(route, 'RTM_DELROUTE', input));
  }

  async #put(verb: string, flags: number, destination: Destination, options: RouteOptions): Promise<Route> {
    const namespace = this.#namespace;
    const network = destinationOf(destination, options);
    const input = await routeInput(namespace, network, options, false);
    const operation = `${verb} ${summary(destination, options)} in ${namespace}`;
    // Echoed: what was made of it, whatever else there is with the same destination.
    const asked = namespace.connection.request(route, 'RTM_NEWROUTE', input, { flags: flags | NLM_F.ECHO });
    const { echoes } = await attempt(operation, asked);
    const links = await linkNames(namespace);
    const view = echoes.at(-1) ?? (await this.#taken(input));
    if (view === undefined) throw new GoneError(operation);
    return new Route(namespace, view, links);
  }

  /** What the kernel did not echo, since nothing changed. */
  async #taken({ header, dst, priority, table }: RouteInput): Promise<RouteView | undefined> {
    const { connection } = this.#namespace;
    const { family, dstLen, tos } = header ?? {};
    const wanted = numberOf(RT_TABLE, table ?? header?.table ?? 'main');
    const views = await connection.dump(route, 'RTM_GETROUTE', { header: { family }, table: wanted }).all();
    return views.find(
      (view) =>
        view.header.dstLen === dstLen &&
        view.header.tos === tos &&
        view.dst === dst &&
        (priority === undefined || view.priority === priority),
    );
  }

  async #views(filter: RouteFilter): Promise<RouteView[]> {
    const { connection } = this.#namespace;
    const wanted = await wantedOf(this.#namespace, filter);
    const { family, table, dev, protocol = 0, type } = wanted;
    const dumped = connection
      .dump(route, 'RTM_GETROUTE', {
        // The kernel refuses a type where it dumps all families.
        header: { family: family ?? 'unspec', protocol, type: family === undefined ? 0 : (type ?? 0) },
        table,
        oif: dev,
      })
      .all();
    try {
      return (await attempt(`list the routes of ${this.#namespace}`, dumped)).filter((view) =>
        passes(wanted, view),
      );
    } catch (error) {
      // A table is made with its first route, "FIB table does not exist" before.
      if (isRefusal(error, 'ENOENT') && table !== undefined) return [];
      throw error;
    }
  }
}

type Wanted = Awaited<ReturnType<typeof wantedOf>>;

/** A filter in numbers. */
async function wantedOf(namespace: Namespace, filter: RouteFilter) {
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

function passes(wanted: Wanted, view: RouteView): boolean {
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

/** What deletes just this route. */
function deletion(view: RouteView): RouteInput {
  const { header } = view;
  const { family, dstLen, srcLen, tos, table, protocol, scope, type } = header;
  return {
    header: { family, dstLen, srcLen, tos, table, protocol, scope: family === 'inet' ? scope : 0, type },
    dst: view.dst,
    src: view.src,
    oif: view.oif,
    gateway: view.gateway,
    via: view.via,
    prefsrc: view.prefsrc,
    priority: view.priority,
    multipath: view.multipath,
    nhId: view.nhId,
    table: view.table,
  } as RouteInput;
}

/** What a route is called in errors. */
function summary(destination: Destination, { via, dev, table, type }: RouteKey): string {
  const words = ['route', ...(type === undefined || type === 'unicast' ? [] : [type]), destination];
  if (via !== undefined) words.push('via', via);
  if (dev !== undefined) words.push('dev', typeof dev === 'object' ? dev.name : String(dev));
  if (table !== undefined) words.push('table', String(table));
  return words.join(' ');
}
