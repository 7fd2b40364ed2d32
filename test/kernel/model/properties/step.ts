import type fc from 'fast-check';
import { expect } from 'vitest';
import { EncodeError } from '../../../../protocol/index.ts';
import { Address, InputError, Interface, OperationError, Route } from '../../../../src/index.ts';
import { FdbEntry } from '../../../../src/model/fdb-entry.ts';
import { Neighbour } from '../../../../src/model/neighbour.ts';
import { Rule } from '../../../../src/model/rule.ts';
import { differences, rowDifferences, settled, settledRow } from './compare.ts';
import type { Rows } from './ip-rows.ts';
import {
  interfaceRow,
  ourAddressRow,
  ourFdbRow,
  ourNeighbourRow,
  ourRouteRow,
  ourRuleRow,
} from './our-rows.ts';
import type { World } from './world.ts';

/**
 * How an operation must end: `ok`; refused by the kernel with one of these codes; `input`: refused before anything is
 * sent; `either`: as the kernel likes, for what no simple rule tells.
 */
export type Outcome = 'ok' | 'input' | 'either' | readonly string[];

/** What a command does in the world as it is. */
export interface Plan {
  /** As one would write it. */
  readonly line: string;
  readonly outcome: Outcome;
  readonly act: () => Promise<unknown>;
  /** What else must hold afterwards, of what `ip` printed before and after. */
  readonly holds?: (before: readonly Rows[], after: readonly Rows[]) => void;
  /** Whether a refusal may leave something behind, as documented. */
  readonly partial?: boolean;
  /** Whether it changes rules or forwarding entries itself; they are compared then, and now and then. */
  readonly thorough?: boolean;
}

/** Makes a plan, or undefined where there is nothing to do it to. */
export type Planner = (world: World) => Plan | undefined;

/** How steps ended, of all that were taken in this process. */
export const tally = { done: 0, 'refused by the kernel': 0, 'refused by us': 0 };

/** One random operation, checked against `ip`. */
export class Step implements fc.AsyncCommand<World, World> {
  readonly #plan: Planner;
  #done: string | undefined;

  constructor(plan: Planner) {
    this.#plan = plan;
  }

  check(world: Readonly<World>): boolean {
    return this.#plan(world as World) !== undefined;
  }

  async run(world: World): Promise<void> {
    const plan = this.#plan(world);
    if (plan === undefined) return;
    // Rules and forwarding entries were perhaps not looked at lately.
    if (plan.thorough === true && !world.knowsAll) world.look();
    const knewAll = world.knowsAll;
    this.#done = plan.line;
    world.log.push(plan.line);
    const before = world.slots.map((slot) => world.seen(slot));
    const { error, result } = await outcomeOf(plan.act());
    const thorough = plan.thorough === true || world.log.length % 8 === 0;
    world.look(thorough);
    const after = world.slots.map((slot) => world.seen(slot));
    tally[
      error === undefined ? 'done' : nameOf(error) === 'input' ? 'refused by us' : 'refused by the kernel'
    ]++;
    this.#checkOutcome(plan, error);
    if (error !== undefined && plan.partial !== true) {
      const was = before.map((rows, at) =>
        settled(knewAll ? rows : { ...rows, ...restOf(after[at] ?? rows) }),
      );
      const is = after.map(settled);
      expect(rowDifferences(was, is, was), `${plan.line} failed (${String(error)}) and left a trace`).toEqual(
        [],
      );
    }
    for (const slot of world.slots) {
      const seen = world.seen(slot);
      expect(
        await differences(world.namespace(slot), seen, thorough ? undefined : seen),
        `after ${plan.line}: ours in namespace ${slot}`,
      ).toEqual([]);
    }
    if (error !== undefined) return;
    await this.#checkResult(plan.line, result);
    plan.holds?.(before, after);
  }

  toString(): string {
    return this.#done ?? '(not run)';
  }

  #checkOutcome({ line, outcome }: Plan, error: unknown): void {
    const got = error === undefined ? 'ok' : nameOf(error);
    const told = `${line} ended with: ${got}${error === undefined ? '' : ` (${String(error)})`}`;
    if (outcome === 'either') expect(got === 'ok' || got === 'input' || isRefused(error), told).toBe(true);
    else if (outcome === 'ok' || outcome === 'input') expect(got, told).toBe(outcome);
    else expect(outcome, told).toContain(got);
  }

  /** What a method gave is what one gets who asks now. */
  async #checkResult(line: string, result: unknown): Promise<void> {
    if (result instanceof Interface) {
      const { namespace } = result;
      const fresh = await namespace.links.get(result.index);
      const all = await namespace.links.list();
      const names = new Map(all.map(({ index, name }) => [index, name]));
      const [given, asked] = [result, fresh].map((each) => interfaceRow(each, names));
      const [one, other] = [given, asked].map((row) => settledRow.links(row ?? {}));
      expect(one, `what ${line} gave, and what is there`).toEqual(other);
    } else if (result instanceof Address) {
      const all = (await result.namespace.addresses.list({ dev: result.index })).map(ourAddressRow);
      expectOneOf(line, ourAddressRow(result), all, 'addresses');
    } else if (result instanceof Route) {
      const { tableId, destination, family } = result;
      const all = await result.namespace.routes.list({ table: tableId, destination, family });
      expectOneOf(line, ourRouteRow(result), all.map(ourRouteRow), 'routes');
    } else if (result instanceof Neighbour) {
      const { index, isProxy } = result;
      const all = await result.namespace.neighbours.list({ dev: index, proxy: isProxy, state: 'all' });
      expectOneOf(line, ourNeighbourRow(result), all.map(ourNeighbourRow), 'neighbours');
    } else if (result instanceof Rule) {
      expectOneOf(line, ourRuleRow(result), (await result.namespace.rules.list()).map(ourRuleRow), 'rules');
    } else if (result instanceof FdbEntry) {
      const all = await result.namespace.fdb.list({ dev: result.index });
      expectOneOf(line, ourFdbRow(result), all.map(ourFdbRow), 'fdb');
    }
  }
}

function restOf({ rules, fdb }: Rows): Pick<Rows, 'rules' | 'fdb'> {
  return { rules, fdb };
}

function expectOneOf(line: string, row: Rows['routes'][number], all: Rows['routes'], key: keyof Rows): void {
  const plain = settledRow[key];
  expect(all.map(plain), `what ${line} gave is among what is there`).toContainEqual(plain(row));
}

async function outcomeOf(acting: Promise<unknown>): Promise<{ error?: unknown; result?: unknown }> {
  try {
    return { result: await acting };
  } catch (error) {
    return { error };
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof OperationError || (error instanceof Error && 'syscall' in error);
}

/** `input`, or the code of a refusal; anything else in its own words, which no outcome allows. */
function nameOf(error: unknown): string {
  if (error instanceof InputError || error instanceof EncodeError || error instanceof RangeError)
    return 'input';
  if (isRefused(error)) return String((error as { code?: unknown }).code);
  return `an error of another kind: ${error instanceof Error ? error.stack : String(error)}`;
}
