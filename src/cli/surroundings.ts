import type { Output } from './output.ts';

/** What surrounds the program. */
export interface Surroundings {
  readonly output: Output;
  readonly errors: Output;
  /** Whether `output` is a terminal. */
  readonly terminal: () => boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
