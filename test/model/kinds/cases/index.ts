import { bareCases } from './bare.ts';
import { bondCases } from './bond.ts';
import { bridgeCases } from './bridge.ts';
import type { KindCase } from './case.ts';
import { overlayCases } from './overlays.ts';
import { stackedCases } from './stacked.ts';
import { tunnelCases } from './tunnels.ts';

/** Every option of every kind, at least once. */
export const cases: readonly KindCase[] = [
  ...bareCases,
  ...bridgeCases,
  ...bondCases,
  ...overlayCases,
  ...stackedCases,
  ...tunnelCases,
];
