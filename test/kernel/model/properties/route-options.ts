import fc from 'fast-check';
import type { RouteOptions, RouteType } from '../../../../src/index.ts';
import { choice, mostly, pickName } from './pick.ts';
import type { Outcome } from './step.ts';
import type { World } from './world.ts';

const destinations = [
  '10.9.0.0/16',
  '10.9.1.0/24',
  '10.0.0.0/24',
  '10.9.0.7',
  'default',
  'fd09::/64',
  'fd09::7',
  'fd00::/64',
];
export const destination = mostly(destinations, ['10.9.0.1/16', 'fd09::1/64', '10.9.0.0/40', 'nonsense', '']);
const gateway = mostly(['10.0.0.9', '10.0.1.9', '10.0.0.1', 'fd00::9', 'fe80::9'], ['192.0.2.1', 'nonsense']);
const table = mostly<string | number | undefined>(
  [undefined, undefined, 'main', 100, 1000, 'local'],
  ['nosuchtable', -1],
);
const metric = fc.constantFrom(undefined, undefined, 10, 20, 0);
const type = fc.constantFrom<(RouteType | undefined)[]>(
  undefined,
  undefined,
  undefined,
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
  'local',
  'broadcast',
);

/** What may be said of a route; interfaces are numbers until the step is taken. */
export const key = fc.record(
  {
    via: gateway,
    link: choice,
    table,
    metric,
    type,
    tos: fc.constantFrom(0, 8, 16),
    protocol: mostly<string | number>(['static', 'bird', 77], ['nosuch']),
  },
  { requiredKeys: [] },
);
export const more = fc.record(
  {
    onlink: fc.boolean(),
    mtu: fc.constantFrom(1300, 1400),
    src: mostly(['10.0.0.1', '10.0.0.2', 'fd00::1'], ['192.0.2.9']),
    scope: fc.constantFrom('link', 'host', 'global'),
    preference: fc.constantFrom('low' as const, 'high' as const),
    metrics: fc.record({ advmss: fc.constantFrom(1000, 1400) }),
  },
  { requiredKeys: [] },
);
export const ways = fc.array(
  fc.record(
    { via: gateway, link: choice, weight: mostly([1, 2, 256], [257]), onlink: fc.boolean() },
    { requiredKeys: [] },
  ),
  { minLength: 0, maxLength: 3 },
);

interface Drawn {
  readonly via?: string;
  readonly link?: number;
  readonly weight?: number;
}

/** Interfaces by name, and nothing that is undefined. */
export function named(world: World, slot: number, drawn: Drawn & object): RouteOptions {
  const { link, ...others } = drawn;
  const options = { ...others, ...(link !== undefined && { dev: pickName(world, slot, link) }) };
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as RouteOptions;
}

/** What no rule needs the kernel for. */
export function inputOutcome(destination: string, options: RouteOptions): Outcome {
  const wrong =
    !destinations.includes(destination) ||
    options.table === 'nosuchtable' ||
    options.table === -1 ||
    options.protocol === 'nosuch' ||
    [options.via, ...(options.nexthops ?? []).map((way) => way.via)].includes('nonsense') ||
    options.nexthops?.length === 0 ||
    options.nexthops?.some(({ weight = 1 }) => weight > 256);
  return wrong ? 'input' : 'either';
}
