import { describe, expect, it } from 'vitest';
import type { LinkOptions } from '../../../src/model/link-options.ts';
import { cases } from '../../model/kinds/cases/index.ts';
import { lacking } from '../configurations/build.ts';
import type { Need } from '../configurations/configuration.ts';
import { sample } from '../support/sample.ts';
import { Twins } from './kinds/twins.ts';

const MAC = '02:00:5e:10:00:01';

/** Without what is not read back, and interfaces by their indices. */
function said(options: object, indices: ReadonlyMap<unknown, number>): object {
  return Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, indices.get(value) ?? value]),
  );
}

/** Kinds that this machine's kernel lacks run in an emulated machine: `npm run test:vm`. */
function missing(needs: readonly Need[]): string | undefined {
  const found = lacking({ name: '', needs, setup: [] });
  return found.length === 0 ? undefined : `this machine lacks ${found.join(', ')}`;
}

describe('an interface made from options is the one that ip makes', () => {
  it.for(sample(cases.filter(({ words }) => words !== undefined)))('$name', async (one, { skip }) => {
    const { kind, link, options, words, changes, changeWords, reads } = one;
    const reason = missing(one.needs);
    if (reason !== undefined) skip(reason);
    await using twins = new Twins();
    const { ours, theirs } = twins;
    const mac = one.mac === false ? undefined : MAC;

    const asked = { kind, name: 'k0', mac, link, txQueueLength: 77, up: true, ...options };
    const made = await ours.links.add(asked as LinkOptions);
    const below = link === undefined ? '' : `link ${link} `;
    const address = mac === undefined ? '' : `address ${mac} `;
    twins.ip(`link add ${below}name k0 txqueuelen 77 ${address}type ${kind} ${words}`.trim());
    twins.ip('link set k0 up');
    const afterwards = await twins.difference('k0');
    expect(afterwards.ours).toEqual(afterwards.theirs);
    const its = await theirs.links.get('k0');
    const indices = new Map((await theirs.links.list()).map(({ name, index }) => [name, index]));
    // What is not read at all is not read before a change either.
    const never = Object.entries(reads ?? {}).filter(([, value]) => value === undefined);
    const before = changes === undefined ? reads : Object.fromEntries(never);
    expect(made.optionsOf(kind)).toMatchObject(said({ ...options, ...before }, indices));
    expect(its.optionsOf(kind)).toEqual(made.optionsOf(kind));
    expect(made).toMatchObject({ name: 'k0', kind, isUp: true, txQueueLength: 77 });
    if (mac !== undefined) expect(made.mac).toBe(mac);

    if (changes === undefined) return;
    await made.configure(kind, changes);
    twins.ip(`link set dev k0 type ${kind} ${changeWords}`);
    const changed = await twins.difference('k0');
    expect(changed.ours).toEqual(changed.theirs);
    expect(made.optionsOf(kind)).toMatchObject(said({ ...options, ...changes, ...reads }, indices));
    expect((await its.refresh()).optionsOf(kind)).toEqual(made.optionsOf(kind));
  });
});
