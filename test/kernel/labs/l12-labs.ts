import { basename } from 'node:path';
import { OperationError } from '../../../src/index.ts';
import { labs } from '../../docs/blocks.ts';
import { CLEAN_UP, type Lab } from './support/lab.ts';
import { programOf } from './support/program.ts';

const seed = process.env['LABS_SEED'];
/** For `fc.assert`: with `LABS_SEED`, which a failure prints, the same moments and orders as then. */
export const seeded = seed === undefined ? {} : { seed: Number(seed) };

/** The pages of all labs. */
export const pages: readonly string[] = labs.map((path) => basename(path, '.md'));

/** How many steps a lab has until it is taken down. */
export function stepsOf(page: string): string[] {
  const titles = programOf(page).steps.map(({ title }) => title);
  return titles.filter((title) => title !== CLEAN_UP);
}

/**
 * Builds a lab up to a step. A kernel without a kind of interface stops before: that is said aloud, and `false` says
 * that it goes no further.
 */
export async function buildTo(lab: Lab, page: string, step: number): Promise<boolean> {
  try {
    await lab.build(stepsOf(page)[step]);
    return true;
  } catch (error) {
    const { cause } = error as Error;
    if (!(cause instanceof OperationError) || cause.reason !== 'Unknown device type') throw error;
    console.warn(`${page} is built no further here: ${cause.message}`);
    return false;
  }
}
