import { isDeepStrictEqual } from 'node:util';
import type { Namespace } from '../../../../src/index.ts';
import type { Comparison, Values } from './comparison.ts';
import { addressComparison } from './same-addresses.ts';
import { linkComparison } from './same-links.ts';
import { fdbComparison, neighbourComparison } from './same-neighbours.ts';
import { routeComparison } from './same-routes.ts';
import { ruleComparison } from './same-rules.ts';
import { within } from './within.ts';

const comparisons: readonly Comparison[] = [
  linkComparison,
  addressComparison,
  routeComparison,
  ruleComparison,
  neighbourComparison,
  fdbComparison,
];

/**
 * Proves that our objects of a namespace say what `ip -j -d` and `bridge -j -d` print there: links, addresses, routes
 * of all tables, rules, neighbours, forwarding entries. What changes by itself (carriers, lifetimes, states) gets a moment to be the same in both.
 *
 * It can't be satisfied by comparing nothing: there are as many of ours as of theirs, and each key that iproute2
 * prints is either compared or named as one that we do not have.
 */
export async function expectSame(...namespaces: readonly Namespace[]): Promise<void> {
  for (const namespace of namespaces) {
    for (const comparison of comparisons) {
      await within(5, async () => {
        const found = await differences(namespace, comparison);
        if (found.length > 0) throw new Error(`${comparison.what} in ${namespace}:\n${found.join('\n')}`);
      });
    }
  }
}

/** What differs, a line each. */
async function differences(namespace: Namespace, comparison: Comparison): Promise<string[]> {
  const [ours, theirs] = [await comparison.ours(namespace), comparison.theirs(namespace)];
  const lines = (all: readonly Values[]) => all.map((each) => JSON.stringify(each)).join('\n');
  if (ours.length !== theirs.length) return [`ours:\n${lines(ours)}`, `theirs:\n${lines(theirs)}`];
  return theirs.flatMap((their, at) => differencesOf(ours[at] ?? {}, their, comparison, lines([their])));
}

function differencesOf(our: Values, their: Values, { notOurs }: Comparison, whole: string): string[] {
  const keys = new Set([...Object.keys(our), ...Object.keys(their)]);
  return [...keys].flatMap((key) => {
    if (key in our)
      return isDeepStrictEqual(our[key], their[key])
        ? []
        : [`${key}: ${JSON.stringify(their[key])}, ours has ${JSON.stringify(our[key])} of ${whole}`];
    return notOurs.has(key) ? [] : [`${key}: neither compared nor known as not ours, of ${whole}`];
  });
}
