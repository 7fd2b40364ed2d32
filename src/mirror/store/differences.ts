import type { ObjectKind } from '../objects.ts';
import type { ObjectView } from './raw.ts';

/** What a property was and is. */
export interface Difference {
  readonly old: unknown;
  readonly new: unknown;
}

/** By the kernel's names; members of the fixed header are `header.flags`. */
export type Differences = Readonly<Record<string, Difference>>;

/**
 * What changes all the time, or is said of the message and not of the object: no change that anybody is told of.
 * `afSpec` holds counters, and settings that the kernel changes without a word.
 */
const passing: Readonly<Record<ObjectKind, ReadonlySet<string>>> = {
  link: new Set([
    'header.change',
    'event',
    'stats',
    'stats64',
    'afSpec',
    'carrierChanges',
    'carrierUpCount',
    'carrierDownCount',
    'newNetnsid',
    'newIfindex',
    'linkinfo.xstats',
  ]),
  address: new Set(['cacheinfo']),
  route: new Set(['cacheinfo']),
  neighbour: new Set(['cacheinfo', 'probes']),
  rule: new Set(),
  fdb: new Set(['cacheinfo']),
};

/** Of a bridge and its ports: hundredths of a second until something happens, counts, and states of a moment. */
const PASSING = /Timer$|^(mcastNGroups|mcastEhtHostsCnt|fdbNLearned|configPending|topologyChange\w*)$/;

/** What differs between two views of one object. */
export function differencesOf(kind: ObjectKind, before: ObjectView, after: ObjectView): Differences {
  const old = flat(kind, before);
  const now = flat(kind, after);
  const differences: Record<string, Difference> = {};
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (!same(old[name], now[name])) differences[name] = { old: old[name], new: now[name] };
  }
  return differences;
}

/** The properties that count, header and nests taken apart: `header.flags`, `linkinfo.data.vlanFiltering`. */
export function flat(kind: ObjectKind, view: ObjectView): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  flatten(view.$plain(), '', passing[kind], found);
  return found;
}

function flatten(
  plain: Readonly<Record<string, unknown>>,
  prefix: string,
  left: ReadonlySet<string>,
  found: Record<string, unknown>,
): void {
  for (const [name, value] of Object.entries(plain)) {
    const path = `${prefix}${name}`;
    if (left.has(path) || PASSING.test(name)) continue;
    if (isPlainObject(value)) flatten(value, `${path}.`, left, found);
    else found[path] = value;
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  return typeof one === 'object' && text(one) === text(other);
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return `${inner}n`;
    return inner instanceof Uint8Array ? [...inner] : inner;
  });
}

/** Whether two views have the same bytes behind their `nlmsghdr`. */
export function sameMessage(one: ObjectView, other: ObjectView): boolean {
  const a = one.$bytes;
  const b = other.$bytes;
  if (a.length !== b.length) return false;
  for (let at = NLMSG_HDRLEN; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

const NLMSG_HDRLEN = 16;
