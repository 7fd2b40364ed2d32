import { describe, expect, it, type TestContext } from 'vitest';
import { HEADERS, NO_TABLE, NOT_IN_TABLES } from './exceptions.ts';
import { enumBlocks, enumBlocksOf, headersAreNewer, macros, version } from './headers.ts';
import { type Group, tables } from './tables.ts';

const groups = [...tables.attributes.values(), ...tables.names.values()];
// `1 << RTAX_MTU` names RTAX_MTU.
const known = new Set(
  groups.flatMap(({ constants }) => constants.flatMap(({ name }) => name.match(/[A-Za-z_]\w+/g) ?? [])),
);
const blocks = enumBlocks();
const enumerators = new Set(blocks.flat());
const defined = macros();
const prefixes = new Set(groups.map(({ prefix }) => `${prefix}_`));

const excused = (name: string) => NOT_IN_TABLES.some(([pattern]) => pattern.test(name));

/** The enumerators declared beside those that the table names. */
function neighbours({ constants }: Group): string[] {
  const names = new Set(constants.map(({ name }) => name));
  return blocks.filter((block) => block.some((name) => names.has(name))).flat();
}

/** The macros under the table's prefix and no longer one. */
function underPrefix({ prefix, constants }: Group): string[] {
  // A table whose constants are all enumerators says nothing about macros.
  if (!constants.some(({ name }) => defined.has(name) && !enumerators.has(name))) return [];
  return [...defined.keys()].filter(
    (name) =>
      name.startsWith(`${prefix}_`) &&
      !enumerators.has(name) &&
      ![...prefixes].some((other) => other.length > prefix.length + 1 && name.startsWith(other)),
  );
}

const hasNoTable = (name: string) => NO_TABLE.some(([pattern]) => pattern.test(name));

/** Headers that come out after the tables may say more than they; that is told, and no failure. */
function orSkip(ctx: TestContext, missing: readonly string[]): void {
  if (headersAreNewer && missing.length > 0) {
    ctx.skip(`the headers are of Linux ${version.major}.${version.minor}, tables lack ${missing.join(' ')}`);
  }
  expect(missing).toEqual([]);
}

describe('every constant of the headers has its place', () => {
  it.for(groups.map((group) => [group.prefix, group] as const))('%s_*', ([, group], ctx) => {
    const missing = [...neighbours(group), ...underPrefix(group)].filter(
      (name) => !known.has(name) && !excused(name),
    );
    orSkip(ctx, missing);
  });

  it.for(HEADERS)('every enum of %s has a table', (header, ctx) => {
    const without = enumBlocksOf(header).filter(
      (block) =>
        !block.some((name) => known.has(name)) && !block.every((name) => excused(name) || hasNoTable(name)),
    );
    orSkip(
      ctx,
      without.map((block) => block.find((name) => !excused(name)) ?? ''),
    );
  });

  it('and every exception is needed', () => {
    const all = [...enumerators, ...defined.keys()];
    expect(
      [...NOT_IN_TABLES, ...NO_TABLE].filter(
        ([pattern]) => !all.some((name) => pattern.test(name) && !known.has(name)),
      ),
    ).toEqual([]);
  });
});
