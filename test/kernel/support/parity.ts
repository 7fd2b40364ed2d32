import { iproute2, rtnlDump } from './rtnl-dump.ts';

/** What iproute2 prints, and what ours must print for the same state. */
export interface ParityOptions {
  readonly command?: 'ip' | 'bridge';
  readonly namespace: string;
  /** The words for both, without the namespace: `['-j', '-d', 'link']`. */
  readonly line: readonly string[];
  /** Ours, where it differs from `line`. */
  readonly ours?: readonly string[];
  /** Known differences: changes iproute2's answer into what ours should be. */
  readonly adapt?: (answer: string) => string;
  /** Keys that ours may have in JSON beyond iproute2's. */
  readonly extra?: readonly string[];
}

/**
 * Asks iproute2 and ours, and where they differ iproute2 again. What did not change between its two answers must be
 * the same in ours; a number that did (a timer, a counter, a lifetime) must lie between the two. When state changed
 * otherwise it is tried again.
 *
 * @returns what differs, a line each; empty when nothing does.
 */
export async function differences(options: ParityOptions): Promise<string[]> {
  const { command = 'ip', namespace, line, ours = line, adapt = (answer: string) => answer } = options;
  const json = line.includes('-j');
  let found: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = adapt(iproute2(command, ['-n', namespace, ...line]));
    const { status, text, errors } = await rtnlDump(['-n', namespace, ...ours]);
    if (status !== 0 || errors !== '') return [`exit status ${status}: ${errors}`];
    const compare = (after: string) =>
      json ? jsonDifferences(before, text, after, options.extra ?? []) : textDifferences(before, text, after);
    if (compare(before).length === 0) return [];
    found = compare(adapt(iproute2(command, ['-n', namespace, ...line])));
    if (found.length === 0) return [];
  }
  return found;
}

const ATTEMPTS = 4;

/** Compares line by line, number by number. */
export function textDifferences(before: string, ours: string, after: string): string[] {
  const [first, middle, last] = [before, ours, after].map((text) => text.split('\n'));
  const found: string[] = [];
  for (let at = 0; at < Math.max(first?.length ?? 0, middle?.length ?? 0); at++) {
    const expected = first?.[at] ?? '(no line)';
    const got = middle?.[at] ?? '(no line)';
    if (!sameText(expected, got, last?.[at] ?? expected)) found.push(`- ${expected}`, `+ ${got}`);
  }
  return found;
}

const NUMBER = /\d+(?:\.\d+)?/g;

function sameText(before: string, ours: string, after: string): boolean {
  if (ours === before || ours === after) return true;
  // A number may take more room as it grows.
  const shape = (text: string) => text.replace(NUMBER, '#').replace(/ +/g, ' ');
  if (shape(ours) !== shape(before) || shape(ours) !== shape(after)) return false;
  const numbers = (text: string) => (text.match(NUMBER) ?? []).map(Number);
  const [low, high] = [numbers(before), numbers(after)];
  return numbers(ours).every((number, at) => between(low[at], number, high[at]));
}

function between(one: number | undefined, number: number, other: number | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return number >= Math.min(one, other) && number <= Math.max(one, other);
}

/** Compares values, and the order of keys. Empty objects, which `ip` prints for what a selector leaves out, do not count. */
export function jsonDifferences(
  before: string,
  ours: string,
  after: string,
  extra: readonly string[],
): string[] {
  const found: string[] = [];
  compare(parse(before), parse(ours), parse(after), '', extra, found);
  return found;
}

function parse(text: string): unknown {
  // bridge prints nothing at all for nothing.
  return text.trim() === '' ? [] : JSON.parse(text);
}

function compare(
  before: unknown,
  ours: unknown,
  after: unknown,
  path: string,
  extra: readonly string[],
  found: string[],
): void {
  if (Array.isArray(before) && Array.isArray(ours)) {
    const [first, middle, last] = [before, ours, Array.isArray(after) ? after : before].map((array) =>
      array.filter((element) => !isEmptyObject(element)),
    );
    if (first?.length !== middle?.length) {
      found.push(`${path}: ${first?.length} elements, ours has ${middle?.length}`);
      return;
    }
    first?.forEach((element, at) => {
      compare(element, middle?.[at], last?.[at], `${path}[${at}]`, extra, found);
    });
    return;
  }
  if (isObject(before) && isObject(ours)) {
    const later = isObject(after) ? after : before;
    for (const key of Object.keys(before)) {
      if (!(key in ours)) found.push(`${path}.${key}: ${JSON.stringify(before[key])}, ours has none`);
      else compare(before[key], ours[key], later[key], `${path}.${key}`, extra, found);
    }
    for (const key of Object.keys(ours)) {
      if (!(key in before) && !extra.includes(key)) {
        found.push(`${path}.${key}: ours alone has it: ${JSON.stringify(ours[key])}`);
      }
    }
    const order = Object.keys(before).filter((key) => key in ours);
    const oursOrder = Object.keys(ours).filter((key) => key in before);
    if (order.join() !== oursOrder.join())
      found.push(`${path}: keys ${order.join()}, ours ${oursOrder.join()}`);
    return;
  }
  const moved = typeof before === 'number' && typeof ours === 'number' && typeof after === 'number';
  if (ours === before || ours === after || (moved && between(before, ours, after))) return;
  found.push(`${path}: ${JSON.stringify(before)}, ours ${JSON.stringify(ours)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmptyObject(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}
