import { route } from '../../protocol/route/index.ts';
import { RT_TABLE } from '../../protocol/route/route/rtmsg.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import { request } from '../connection/netlink-request.ts';
import { flushed } from './flush.ts';
import { GoneError } from './gone-error.ts';
import { linkNames } from './link-names.ts';
import type { Namespace } from './namespace.ts';
import type { Destination } from './network.ts';
import { numberOf } from './number.ts';
import { attempt, isRefusal } from './operation-error.ts';
import { Route, type RouteView } from './route.ts';
import { passes, type RouteFilter, wantedOf } from './route-filter.ts';
import { type LookupOptions, lookupInput } from './route-lookup.ts';
import { destinationOf, type RouteKey, type RouteOptions, routeInput } from './route-options.ts';

type RouteInput = MessageInputOf<typeof route>;

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
    const views = await this.#views(filter);
    const links = await linkNames(this.#namespace);
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
    const input = await lookupInput(this.#namespace, destination, options);
    const asked = this.#namespace.connection.request(route, 'RTM_GETROUTE', input);
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
    const wanted = await wantedOf(this.#namespace, filter);
    const { connection } = this.#namespace;
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
