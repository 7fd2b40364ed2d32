import fc from 'fast-check';
import type { Row } from './ip-rows.ts';
import { type Planner, Step } from './step.ts';
import type { Slot, World } from './world.ts';

/** A number that chooses among what there is when the step is taken. */
export type Choice = number;

export const choice: fc.Arbitrary<Choice> = fc.nat({ max: 23 });

/** Values that make sense, and one time in twenty another. */
export function mostly<T>(good: readonly T[], bad: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 19, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

/** One of those that there are; undefined when there are none. */
export function pick<T>(from: readonly T[], at: Choice): T | undefined {
  return from[at % Math.max(from.length, 1)];
}

export function pickSlot(world: World, at: Choice): Slot | undefined {
  return pick(world.slots, at);
}

/** A link that is there, `lo` seldom. */
export function pickLink(world: World, slot: Slot, at: Choice): Row | undefined {
  const links = world.links(slot);
  if (at === NOBODY) return undefined;
  // It may have been renamed.
  const others = links.filter(({ type }) => type !== 'loopback');
  return at === LOOPBACK ? links.find(({ type }) => type === 'loopback') : pick(others, at);
}

/** Its name, or one that nobody has. */
export function pickName(world: World, slot: Slot, at: Choice): string {
  return String(pickLink(world, slot, at)?.['name'] ?? 'nobody');
}

/** Whether a link of this name is the loopback. */
export function isLoopback(world: World, slot: Slot, name: string): boolean {
  return world.links(slot).some((row) => row['name'] === name && row['type'] === 'loopback');
}

/** All names of links in a namespace, alternative ones too. */
export function namesIn(world: World, slot: Slot): Set<string> {
  const names = new Set<string>();
  for (const { name, altnames } of world.links(slot)) {
    for (const each of [name, ...(altnames as string[])]) names.add(String(each));
  }
  return names;
}

/** Steps whose parameters are drawn from `parameters`. */
export function steps<P>(
  parameters: fc.Arbitrary<P>,
  plan: (world: World, parameters: P) => ReturnType<Planner>,
): fc.Arbitrary<Step> {
  return parameters.map((drawn) => new Step((world) => plan(world, drawn)));
}

/** As one would write it. */
export function code(value: unknown): string {
  return JSON.stringify(value);
}

const NOBODY = 23;
const LOOPBACK = 22;
