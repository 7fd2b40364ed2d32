import fc from 'fast-check';
import type { Destination, RouteOptions, RouteType } from '../../../../src/index.ts';
import { rowDifferences, settledRow } from './compare.ts';
import type { Row } from './ip-rows.ts';
import { choice, code, mostly, pick, pickName, pickSlot, steps } from './pick.ts';
import { destination, inputOutcome, key, more, named, ways } from './route-options.ts';
import type { Step } from './step.ts';

const put = steps(
  fc.record({
    slot: choice,
    verb: fc.constantFrom('add', 'add', 'add', 'replace', 'change', 'append', 'prepend'),
    destination,
    key,
    more: fc.option(more, { freq: 2, nil: {} }),
    ways: fc.option(ways, { freq: 2, nil: undefined }),
  }),
  (world, { slot: at, verb, destination, key, more, ways }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const { via, link, ...others } = key;
    const hops = ways?.map((way) => named(world, slot, way));
    const options = {
      ...named(world, slot, hops === undefined ? key : others),
      ...more,
      ...(hops !== undefined && { nexthops: hops }),
    } as RouteOptions;
    return {
      line: `net${slot}.routes.${verb}(${code(destination)}, ${code(options)})`,
      outcome: inputOutcome(destination, options),
      act: () => world.namespace(slot).routes[verb](destination as Destination, options),
    };
  },
);

/** Routes that are likely to be taken: through what is there. */
const good = steps(
  fc.record({
    slot: choice,
    verb: fc.constantFrom('add', 'append', 'replace'),
    destination: fc.constantFrom('10.9.0.0/16', '10.9.1.0/24', 'fd09::/64', 'default'),
    link: choice,
    host: fc.constantFrom(9, 8),
    table: fc.constantFrom(undefined, 100),
    metric: fc.constantFrom(undefined, 10),
  }),
  (world, { slot: at, verb, destination, link, host, table, metric }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const v6 = destination.includes(':');
    const near = world
      .seen(slot)
      .addresses.filter(
        (row) => row['family'] === (v6 ? 'inet6' : 'inet') && Number(row['prefixLength']) <= (v6 ? 64 : 24),
      );
    const address = pick(
      near.filter(({ dev }) => dev !== 'lo'),
      link,
    );
    if (address === undefined) return undefined;
    const via = String(address['local']).replace(/\d+$/, String(host));
    const options = {
      via,
      dev: String(address['dev']),
      ...(table !== undefined && { table }),
      ...(metric !== undefined && { metric }),
    };
    return {
      line: `net${slot}.routes.${verb}(${code(destination)}, ${code(options)})`,
      outcome: 'either',
      act: () => world.namespace(slot).routes[verb](destination, options),
    };
  },
);

const remove = steps(
  fc.record({ slot: choice, destination, key }),
  (world, { slot: at, destination, key }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const options = named(world, slot, key);
    return {
      line: `net${slot}.routes.delete(${code(destination)}, ${code(options)})`,
      outcome: inputOutcome(destination, options),
      act: () => world.namespace(slot).routes.delete(destination as Destination, options),
      holds: (before, after) => {
        const [was, is] = [before, after].map((each) => each[world.slots.indexOf(slot)]?.routes.length ?? 0);
        if ((was ?? 0) - (is ?? 0) > 1) throw new Error(`${(was ?? 0) - (is ?? 0)} routes went`);
      },
    };
  },
);

/** One that was listed: just that one goes. */
const removeListed = steps(fc.record({ slot: choice, which: fc.nat(100) }), (world, { slot: at, which }) => {
  const slot = pickSlot(world, at);
  if (slot === undefined) return undefined;
  const rows = world.seen(slot).routes;
  const row = pick(rows, which);
  if (row === undefined) return undefined;
  const index = rows.indexOf(row);
  return {
    line: `(await net${slot}.routes.list({ table: 'all' }))[${index}].delete() // ${code(row)}`,
    // The kernel keeps some of its own.
    outcome: row['protocol'] === 'kernel' ? 'either' : 'ok',
    act: async () => (await world.namespace(slot).routes.list({ table: 'all' }))[index]?.delete(),
    holds: (before, after) => {
      const at = world.slots.indexOf(slot);
      const [was = [], is = []] = [before, after].map((each) => each[at]?.routes.map(settledRow.routes));
      const expected = was.filter((_, at) => at !== index);
      const found = rowDifferences(sorted(expected), sorted(is), sorted(expected));
      if (found.length > 0) throw new Error(`another went, or more: ${found.join('\n')}`);
    },
  };
});

/** The order of IPv6 routes changes with those before them. */
function sorted(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (code(a) < code(b) ? -1 : 1));
}

const flush = steps(
  fc.record({
    slot: choice,
    filter: fc.record(
      {
        table: mostly<string | number>(['main', 100, 'all'], ['nosuchtable']),
        link: choice,
        family: fc.constantFrom('inet' as const, 'inet6' as const),
        protocol: fc.constantFrom('boot', 'static', 'kernel'),
        root: mostly(['10.0.0.0/8', 'fd00::/8'], ['10.9.0.1/16']),
        type: fc.constantFrom<RouteType[]>('unicast', 'blackhole'),
      },
      { requiredKeys: [] },
    ),
  }),
  (world, { slot: at, filter: drawn }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    const { link, ...others } = drawn;
    const filter = { ...others, ...(link !== undefined && { dev: pickName(world, slot, link) }) };
    return {
      line: `net${slot}.routes.flush(${code(filter)})`,
      outcome:
        filter.table === 'nosuchtable' || filter.root === '10.9.0.1/16'
          ? 'input'
          : filter.dev === 'nobody'
            ? ['ENODEV']
            : 'either',
      act: async () => {
        const { routes } = world.namespace(slot);
        const went = await routes.flush(filter);
        const left = await routes.list(filter);
        if (left.length > 0) throw new Error(`${left.length} are left after ${went} went: ${left[0]}`);
      },
      partial: true,
    };
  },
);

const lookup = steps(
  fc.record({
    slot: choice,
    to: fc.constantFrom('10.9.0.7', '10.0.0.9', 'fd09::7', '127.0.0.1', 'nonsense'),
    fibMatch: fc.boolean(),
  }),
  (world, { slot: at, to, fibMatch }) => {
    const slot = pickSlot(world, at);
    if (slot === undefined) return undefined;
    return {
      line: `net${slot}.routes.get(${code(to)}, ${code({ fibMatch })})`,
      outcome: to === 'nonsense' ? 'input' : 'either',
      act: async () => {
        // What it gives is no route of a table; ip's answer is compared elsewhere.
        await world.namespace(slot).routes.get(to, { fibMatch });
      },
    };
  },
);

/** Operations on routes. No route is encapsulated. */
export const routeSteps: readonly fc.Arbitrary<Step>[] = [
  put,
  put,
  good,
  good,
  remove,
  removeListed,
  flush,
  lookup,
];
